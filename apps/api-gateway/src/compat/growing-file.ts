import { PathProblem, type OpenFile, type SharedStorage } from '@switchyard/storage';

const PART_BYTES = 64 * 1024;

/** A file that is read while it is written. */
export class GrowingFile {
  private offset = 0;

  private constructor(private readonly file: OpenFile) {}

  static async open(storage: SharedStorage, path: string): Promise<GrowingFile> {
    return new GrowingFile(await storage.openForRead(path));
  }

  /** A task tells the path of its file before its encoder makes it. */
  static openOnceThere(storage: SharedStorage, path: string): Promise<GrowingFile | undefined> {
    return this.open(storage, path).catch((error: unknown) => {
      if (error instanceof PathProblem && error.kind === 'missing') return undefined;
      throw error;
    });
  }

  get path(): string {
    return this.file.sharePath;
  }

  /** What was not read yet of what is there. */
  async *fresh(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const part = Buffer.allocUnsafe(PART_BYTES);
      const { bytesRead } = await this.file.handle.read(part, 0, PART_BYTES, this.offset);
      if (bytesRead === 0) return;
      this.offset += bytesRead;
      yield part.subarray(0, bytesRead);
    }
  }

  close(): Promise<void> {
    return this.file.handle.close();
  }
}
