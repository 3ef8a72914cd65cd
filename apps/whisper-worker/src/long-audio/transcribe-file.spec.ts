import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Span } from '@switchyard/audio';
import { silentWork, writtenTranscriber } from '../../test/written-transcriber';
import { DEFAULT_DECODING } from '../transcriber';
import { transcribeFile } from './transcribe-file';

jest.setTimeout(120_000);

const RATE = 16_000;
/** Samples of ten seconds. */
const TEN = 10 * RATE;
const SECONDS = 300;

const directory = mkdtempSync(join(tmpdir(), 'switchyard-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Noise, no stretch of which is the same as another. */
function minutesOfNoise(): string {
  const file = join(directory, 'minutes.wav');
  const source = ['-f', 'lavfi', '-i', `anoisesrc=r=8000:d=${SECONDS}:seed=1`];
  execFileSync('ffmpeg', ['-v', 'error', ...source, '-c:a', 'pcm_u8', file]);
  return file;
}

/** Hears eight seconds of speech in every ten, having listened to all of it. */
const vad = {
  speechSpansBy: async (audio: AsyncIterable<Float32Array>, ways: readonly object[]) => {
    let length = 0;
    for await (const block of audio) length += block.length;
    const spans = Array.from({ length: length / TEN }, (_, at): Span => ({ start: at * TEN, end: (at + 0.8) * TEN }));
    return ways.map(() => spans);
  },
};

it('a file is transcribed in parts without its pauses, each with the times it has in the file', async () => {
  const lengths: number[] = [];
  const transcriber = writtenTranscriber((samples) => lengths.push(samples.length / RATE));
  const job = {
    path: minutesOfNoise(),
    ...{ track: 0, vad: { enabled: true, threshold: 0.5 }, decoding: DEFAULT_DECODING, chunkSeconds: 30 },
    ...{ checkpointDir: directory, modelSha256: 'none' },
  };
  const tools = { vad, lanes: 2, transcriber: () => Promise.resolve(transcriber) };
  const { segments, audio, ...heard } = await transcribeFile(job, tools, silentWork);
  expect(heard).toMatchObject({ chunks: SECONDS / 30, resumedChunks: 0, speechSeconds: 0.8 * SECONDS });
  expect(audio).toMatchObject({ seconds: SECONDS, nonFinite: 0, silentShare: 0 });
  expect(lengths).toEqual(Array(SECONDS / 30).fill(24));
  expect(segments.map(({ start, end }) => [start, end])).toEqual(
    // One word, which stands in the middle of what is said.
    Array.from({ length: SECONDS / 30 }, (_, part) => [part * 30 + 10, part * 30 + 18]),
  );
});
