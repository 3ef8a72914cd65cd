import type { FileHandle } from 'node:fs/promises';
import { ModelFileError } from '../../model-errors';

const CHUNK = 4096;

/** Reads the small things between the tensors of a file, which it skips. */
export class Ct2Cursor {
  private chunk = Buffer.alloc(0);
  private chunkAt = 0;
  private position = 0;
  /** Where the last thing that was read begins: a fault is there. */
  private faultAt = 0;

  constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private readonly size: number,
  ) {}

  async u8(what: string): Promise<number> {
    return (await this.take(1, what)).readUInt8();
  }

  async u32(what: string): Promise<number> {
    return (await this.take(4, what)).readUInt32LE();
  }

  async count(what: string, limit: number): Promise<number> {
    const count = await this.u32(`the number of ${what}`);
    if (count > limit) throw this.fault(`it claims to have ${count} ${what}`);
    return count;
  }

  async text(what: string): Promise<string> {
    const length = (await this.take(2, what)).readUInt16LE();
    const text = await this.take(length, what);
    if (text.at(-1) !== 0) throw this.fault(`${what} does not end with a zero`);
    return text.toString('utf8', 0, length - 1);
  }

  /** Passes over `bytes` bytes and returns where they begin. */
  skip(bytes: number, what: string): number {
    const from = this.position;
    if (from + bytes > this.size) throw new ModelFileError(this.path, this.size, `the file ends inside ${what}`);
    this.position += bytes;
    return from;
  }

  fault(problem: string): ModelFileError {
    return new ModelFileError(this.path, this.faultAt, problem);
  }

  private async take(bytes: number, what: string): Promise<Buffer> {
    const from = this.skip(bytes, what);
    this.faultAt = from;
    if (from < this.chunkAt || from + bytes > this.chunkAt + this.chunk.length) await this.load(from, bytes);
    return this.chunk.subarray(from - this.chunkAt, from - this.chunkAt + bytes);
  }

  private async load(from: number, bytes: number): Promise<void> {
    const chunk = Buffer.alloc(Math.min(Math.max(bytes, CHUNK), this.size - from));
    const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, from);
    if (bytesRead < chunk.length) throw new ModelFileError(this.path, from + bytesRead, 'the file became shorter');
    this.chunk = chunk;
    this.chunkAt = from;
  }
}
