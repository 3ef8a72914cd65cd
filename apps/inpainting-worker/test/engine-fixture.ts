import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EnginePool } from '@switchyard/engine';
import type { InpaintingMethods, NetworkFile } from '../src/inpainting-methods';

/** The engine of the worker without the platform around it, and a directory for what a test makes. */
export class EngineFixture {
  readonly root = mkdtempSync(path.join(tmpdir(), 'inpainting-'));
  private jobs = 0;
  private readonly pool = new EnginePool<InpaintingMethods>({
    name: 'inpainting',
    script: path.join(__dirname, '../src/inpainting.engine.ts'),
    execArgv: ['-r', path.join(__dirname, '../../../libs/engine/test/typescript.cjs')],
    size: 1,
    idleSeconds: 60,
  });

  run<K extends keyof InpaintingMethods>(
    method: K,
    input: Parameters<InpaintingMethods[K]>[0]['input'],
    network?: NetworkFile,
    threads = 2,
  ): Promise<Awaited<ReturnType<InpaintingMethods[K]>>> {
    const [outputDir, tempDir] = [this.at(`out-${++this.jobs}`), this.at(`temp-${this.jobs}`)];
    for (const directory of [outputDir, tempDir]) mkdirSync(directory);
    // The compiler cannot see that the job of method K takes the input of method K.
    const job = { input, outputDir, tempDir, network, threads } as Parameters<InpaintingMethods[K]>[0];
    return this.pool.call(method, job, { signal: new AbortController().signal });
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  /** A file that an ffmpeg command makes. */
  make(name: string, ...args: string[]): string {
    ffmpeg(...args, this.at(name));
    return this.at(name);
  }

  async close(): Promise<void> {
    await this.pool.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

const ffmpeg = (...args: string[]): string => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]).toString();

/** Time and digest of each packet of the streams of a kind. */
export const packetsOf = (file: string, kind: 'a' | 's'): string =>
  ffmpeg('-copyts', '-i', file, '-map', `0:${kind}`, '-c', 'copy', '-f', 'framemd5', '-');

/** Time and digest of each picture as it is shown. */
export const picturesOf = (file: string): string => ffmpeg('-i', file, '-map', '0:v', '-f', 'framemd5', '-');

/** The times of all pictures of the first video stream, in seconds. */
export const timesOf = (file: string): number[] =>
  execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file],
  ])
    .toString()
    .trim()
    .split(/\s+/)
    .map(parseFloat)
    .sort((a, b) => a - b);

/** How like two videos are in an area [x1, y1, x2, y2] while an expression of the time `t` holds: PSNR in dB and SSIM of the brightness. */
export function likeness(
  a: string,
  b: string,
  [x1, y1, x2, y2]: readonly number[],
  when: string,
): { psnr: number; ssim: number } {
  const part = `select='${when}',crop=${x2! - x1!}:${y2! - y1!}:${x1}:${y1}`;
  const graph = `[0:v]${part},split[a][c];[1:v]${part},split[b][d];[a][b]psnr;[c][d]ssim`;
  const args = ['-hide_banner', '-i', a, '-i', b, '-lavfi', graph, '-f', 'null', '-'];
  const said = execFileSync('bash', ['-c', 'ffmpeg "$@" 2>&1', 'ffmpeg', ...args]).toString();
  return {
    psnr: Number(/PSNR y:(\S+)/.exec(said)?.[1]?.replace('inf', 'Infinity')),
    ssim: Number(/SSIM Y:(\S+)/.exec(said)?.[1]),
  };
}
