/** Bytes of the model that are here, of all its bytes, and what goes on. */
export type OnProgress = (doneBytes: number, totalBytes: number, what: string) => void;

const INTERVAL_MS = 100;

/** Passes progress on at a bearable rate: each change of `what`, and bytes ten times a second. */
export class ProgressReporter {
  private what = '';
  private toldAt = 0;

  constructor(
    private readonly totalBytes: number,
    private readonly onProgress: OnProgress | undefined,
  ) {}

  tell(doneBytes: number, what: string): void {
    const now = Date.now();
    const due = what !== this.what || now - this.toldAt >= INTERVAL_MS || doneBytes === this.totalBytes;
    if (!due) return;
    this.what = what;
    this.toldAt = now;
    this.onProgress?.(doneBytes, this.totalBytes, what);
  }
}
