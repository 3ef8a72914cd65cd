import { Injectable } from '@nestjs/common';
import {
  ExpressionError,
  JobReader,
  type Activation,
  type Breakpoint,
  type DebugSession,
  type Routine,
} from '@switchyard/flows';
import { RoutineWork } from './routine-work';

/** Finds whether an activation has to stop before it works. */
@Injectable()
export class Breakpoints {
  constructor(
    private readonly reader: JobReader,
    private readonly work: RoutineWork,
  ) {}

  async sessionOf(jobId: string, routine: Routine, activation: Activation): Promise<DebugSession | undefined> {
    if (activation.released) return undefined;
    const { routine_id } = routine;
    const all = await this.reader.breakpoints(jobId);
    const hit = await this.hit(
      all.filter((one) => one.routine_id === routine_id),
      activation,
    );
    if (!hit && !activation.stepping) return undefined;
    return {
      breakpoint_id: hit?.breakpoint_id ?? null,
      activation: activation.n,
      routine_id,
      items: activation.items.map(({ slot, id, text }) => ({ slot, id, data: JSON.parse(text) as unknown })),
      paused_at: new Date().toISOString(),
    };
  }

  private async hit(all: readonly Breakpoint[], { items }: Activation): Promise<Breakpoint | undefined> {
    for (const breakpoint of all) {
      const { routine_id, slot_name, condition } = breakpoint;
      for (const { slot, text } of items) {
        if (slot_name !== undefined && slot !== `${routine_id}.${slot_name}`) continue;
        if (condition === undefined || (await this.holds(condition, text))) return breakpoint;
      }
    }
    return undefined;
  }

  /** A condition that fails for an item stops there too: its author wants to see why. */
  private async holds(condition: string, text: string): Promise<boolean> {
    try {
      return Boolean(await this.work.evaluate(condition, JSON.parse(text)));
    } catch (error) {
      if (error instanceof ExpressionError) return true;
      throw error;
    }
  }
}
