import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Sample rate, channels and pitch of a WAV file (16-bit PCM). */
export async function wavFacts(file: string): Promise<{ rate: number; channels: number; pitch: number }> {
  const bytes = await readFile(file);
  const format = chunkOf(bytes, 'fmt ');
  const [channels, rate] = [format.readUInt16LE(2), format.readUInt32LE(4)];
  const data = chunkOf(bytes, 'data');
  const frames = Math.floor(data.length / 2 / channels);
  let [crossings, before] = [0, 0];
  for (let at = 0; at < frames; at++) {
    const sample = data.readInt16LE(at * 2 * channels);
    if (before < 0 && sample >= 0) crossings++;
    before = sample;
  }
  return { rate, channels, pitch: (crossings * rate) / frames };
}

/** The content of a chunk of a RIFF file; others may stand before it. */
function chunkOf(bytes: Buffer, name: string): Buffer {
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error(`the file has no chunk "${name}"`);
}

/** What ffprobe says of the first stream of a kind. */
export async function streamFacts(file: string, kind: 'v' | 'a'): Promise<Record<string, unknown>> {
  const args = ['-v', 'error', '-select_streams', `${kind}:0`, '-count_packets', '-show_streams', '-of', 'json', file];
  const { streams } = JSON.parse((await run('ffprobe', args)).stdout) as { streams: Record<string, unknown>[] };
  return streams[0] ?? {};
}

/** Mean difference of two videos (0–255) at a time, in the middle of the picture's lower quarter: where subtitles stand. */
export async function differenceBelow(a: string, b: string, seconds: number): Promise<number> {
  const [one, other] = await Promise.all([a, b].map((file) => pictureBelow(file, seconds)));
  if (!one || !other || one.length === 0 || one.length !== other.length) throw new Error('there is no such picture');
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}

async function pictureBelow(file: string, seconds: number): Promise<Buffer> {
  const filter = 'crop=iw/3:ih/4:iw/3:ih*3/4,format=gray';
  const from = ['-v', 'error', '-ss', String(seconds), '-i', file];
  const args = [...from, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-'];
  return (await run('ffmpeg', args, { encoding: 'buffer' })).stdout;
}

/** Mean loudness of a file in LUFS. */
export async function loudness(file: string): Promise<number> {
  const { stderr } = await run('ffmpeg', ['-hide_banner', '-i', file, '-af', 'ebur128', '-f', 'null', '-']);
  return Number(/Summary:[\s\S]*?I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1]);
}
