import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of sound files that the tests make themselves. */
export class Sounds {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'audio-'));

  path(name: string): string {
    return path.join(this.directory, name);
  }

  /** Makes a file by ffmpeg; `args` stand before its name. */
  make(name: string, ...args: string[]): string {
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, this.path(name)]);
    return this.path(name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** A WAV of 32 bit floats, mono, 16 kHz, whatever the numbers are. */
  floatWav(name: string, samples: Float32Array): string {
    const head = Buffer.alloc(44);
    head.write('RIFF', 0);
    head.writeUInt32LE(36 + samples.byteLength, 4);
    head.write('WAVEfmt ', 8);
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(3, 20);
    head.writeUInt16LE(1, 22);
    head.writeUInt32LE(16_000, 24);
    head.writeUInt32LE(64_000, 28);
    head.writeUInt16LE(4, 32);
    head.writeUInt16LE(32, 34);
    head.write('data', 36);
    head.writeUInt32LE(samples.byteLength, 40);
    return this.write(name, Buffer.concat([head, Buffer.from(samples.buffer)]));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export const lavfi = (source: string): string[] => ['-f', 'lavfi', '-i', source];

/** A tone of 440 Hz at half of full scale. */
export const tone = (seconds: number, rate = 16_000): string[] =>
  lavfi(`aevalsrc='0.5*sin(2*PI*440*t)':d=${seconds}:s=${rate}`);
