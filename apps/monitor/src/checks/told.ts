const REMEMBERED = 100_000;

/** What a check has counted and told: each thing that is late is news once, and again only when it got late anew. */
export class Told {
  private readonly marks = new Map<string, number>();

  /**
   * Whether this is news; from then on it is not.
   * @param mark tells one lateness of a thing from the next: a deadline, a fence
   */
  isNews(id: string, mark: number): boolean {
    if (this.marks.get(id) === mark) return false;
    this.marks.delete(id);
    this.marks.set(id, mark);
    const [oldest] = this.marks.keys();
    if (this.marks.size > REMEMBERED && oldest !== undefined) this.marks.delete(oldest);
    return true;
  }
}
