import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of small clips that the tests make themselves. */
export class Clips {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'media-'));

  path(name: string): string {
    return path.join(this.directory, name);
  }

  /** Makes a clip by ffmpeg; `args` stand before its name. */
  make(name: string, ...args: string[]): string {
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, this.path(name)], { cwd: this.directory });
    return this.path(name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** All pixels of a picture, three bytes each. */
  rgb(file: string): Buffer {
    return execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']);
  }

  pixel(file: string): number[] {
    return [...this.rgb(file).subarray(0, 3)];
  }

  size(file: string): string {
    const args = ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=s=x:p=0', file];
    return execFileSync('ffprobe', args).toString().trim();
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export const lavfi = (source: string): string[] => ['-f', 'lavfi', '-i', source];
export const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
