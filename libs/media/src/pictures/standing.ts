/** Slots that a picture fills for as long as it stands: `rate` a second, though no more than `most`, and their times. */
export class Standing {
  private readonly times: number[] = [];
  /** How many slots the time that went by asks for beyond those that there are. */
  private owed = 0;

  constructor(
    private readonly rate: number,
    private readonly most: number,
  ) {}

  /** The slot of a new picture. */
  next(time: number): number {
    return this.times.push(time) - 1;
  }

  /** The further slots of the latest picture, which stands until `time`; all have its time. */
  *until(time: number): Generator<number> {
    const latest = this.times.at(-1);
    if (latest === undefined) return;
    this.owed = Math.max(-1, this.owed + (time - latest) * this.rate - 1);
    const further = Math.round(this.owed);
    this.owed -= further;
    for (let slot = 0; slot < Math.min(further, this.most); slot++) yield this.next(latest);
  }

  /** The time of the picture in a slot, in seconds. */
  timeOf(slot: number): number {
    return this.times[slot] ?? this.times.at(-1) ?? 0;
  }
}
