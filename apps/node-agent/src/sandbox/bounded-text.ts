/** The beginning of what a program writes; the rest is only counted. */
export class FirstBytes {
  private readonly chunks: Buffer[] = [];
  total = 0;

  constructor(private readonly most: number) {}

  add(chunk: Buffer): void {
    const room = this.most - this.total;
    if (room > 0) this.chunks.push(chunk.subarray(0, room));
    this.total += chunk.length;
  }

  get truncated(): boolean {
    return this.total > this.most;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}

/** The end of what a program writes. */
export class LastBytes {
  private kept = Buffer.alloc(0);
  total = 0;

  constructor(private readonly most: number) {}

  add(chunk: Buffer): void {
    this.total += chunk.length;
    this.kept = Buffer.concat([this.kept, chunk.subarray(-this.most)]).subarray(-this.most);
  }

  get text(): string {
    return this.kept.toString();
  }
}
