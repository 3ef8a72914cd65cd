/**
 * Readers that ask the same in one turn of the event loop share the answer: an announcement wakes all readers of a run at once.
 * No later turn gets it, because what was announced in between would be missing; Redis gets its commands at the end of a turn.
 */
export class SharedReads {
  private readonly asked = new Map<string, Promise<unknown>>();

  once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.asked.get(question) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    if (this.asked.size === 0) setImmediate(() => this.asked.clear());
    this.asked.set(question, answer);
    return answer;
  }
}
