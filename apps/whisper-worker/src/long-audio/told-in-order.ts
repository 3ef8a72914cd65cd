/** Tells what the parts of a work give, in the order of the parts: what a later part gives waits until those before it are done. */
export class ToldInOrder<T> {
  private readonly waiting = new Map<number, T[]>();
  private readonly done = new Set<number>();
  private current = 0;

  constructor(private readonly tell: (item: T) => void) {}

  add(part: number, item: T): void {
    if (part === this.current) return this.tell(item);
    this.waiting.set(part, [...(this.waiting.get(part) ?? []), item]);
  }

  end(part: number): void {
    this.done.add(part);
    while (this.done.delete(this.current)) {
      this.current += 1;
      for (const item of this.waiting.get(this.current) ?? []) this.tell(item);
      this.waiting.delete(this.current);
    }
  }
}
