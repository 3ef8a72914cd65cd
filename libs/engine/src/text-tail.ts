import { withoutDirectories } from '@switchyard/contracts';

/** Keeps the end of a stream of text, in bounded memory. */
export class TextTail {
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes = 8192) {}

  add(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size <= this.maxBytes * 2) return;
    const kept = Buffer.concat(this.chunks).subarray(-this.maxBytes);
    this.chunks = [Buffer.from(kept)];
    this.size = kept.length;
  }

  clear(): void {
    this.chunks = [];
    this.size = 0;
  }

  get text(): string {
    return Buffer.concat(this.chunks).subarray(-this.maxBytes).toString('utf8');
  }
}

const NATIVE_STACK = '----- Native stack trace -----';

/** What a Node process said before it listed where in its machine code it was. */
export const withoutNativeStack = (text: string): string => text.split(NATIVE_STACK, 1)[0] ?? '';

/** The last characters of what a program printed, without the directories of this machine. */
export function shortened(text: string, maxLength = 2048): string {
  const plain = withoutDirectories(text).trim();
  return plain.length <= maxLength ? plain : `…${plain.slice(1 - maxLength)}`;
}
