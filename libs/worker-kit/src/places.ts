import { Injectable } from '@nestjs/common';
import type { Company } from '@switchyard/task-store';
import { DrainError } from './outcome';

/** Room for one attempt in this process. */
export interface Place {
  readonly taskId: string;
  readonly company: Company;
  /** Called again it does nothing. */
  leave(): void;
}

/**
 * Lets attempts run beside each other, and suspects alone: no attempt begins while a suspect waits for the others to end, or
 * runs. Knows which attempt runs alone, because only its death says something about its task.
 */
@Injectable()
export class Places {
  private readonly taken = new Set<Place>();
  /** The one that Redis takes to be alone here. */
  private lone: Place | undefined;
  private suspects = 0;
  private draining = false;
  private readonly waiting = new Set<() => void>();

  /** Whether no suspect waits or runs. */
  get areOpen(): boolean {
    return this.suspects === 0;
  }

  /** Resolves when they are open. @throws DrainError when the worker ends before */
  async opened(): Promise<void> {
    while (!this.areOpen) await this.change();
  }

  /** Only while they are open. */
  beside(taskId: string): Place {
    const joins = this.lone && this.taken.has(this.lone) ? this.lone.taskId : undefined;
    const isFirst = this.taken.size === 0;
    const place = this.place(taskId, { others: isFirst ? 'none' : 'some', joins });
    this.lone = isFirst ? place : undefined;
    return place;
  }

  /** Resolves when all others have ended; none begins until it leaves. @throws DrainError when the worker ends before */
  async alone(taskId: string): Promise<Place> {
    this.suspects += 1;
    try {
      while (this.taken.size > 0) await this.change();
    } catch (error) {
      this.suspects -= 1;
      throw error;
    }
    return this.place(taskId, { others: 'never' }, () => (this.suspects -= 1));
  }

  /** Whether it is the only one. The caller tells Redis. */
  isAlone(place: Place): boolean {
    if (this.taken.size !== 1 || !this.taken.has(place)) return false;
    this.lone = place;
    return true;
  }

  /** Nothing waits for a place any more. */
  drain(): void {
    this.draining = true;
    this.wake();
  }

  private place(taskId: string, company: Company, onLeave: () => void = () => undefined): Place {
    const leave = (): void => {
      if (!this.taken.delete(place)) return;
      onLeave();
      this.wake();
    };
    const place: Place = { taskId, company, leave };
    this.taken.add(place);
    return place;
  }

  private async change(): Promise<void> {
    if (!this.draining) await new Promise<void>((resolve) => this.waiting.add(resolve));
    if (this.draining) throw new DrainError();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
