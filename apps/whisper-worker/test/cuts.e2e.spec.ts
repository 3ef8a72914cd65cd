import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_RATE, SileroVad, VAD_MODEL } from '@switchyard/audio';
import { ModelStore } from '@switchyard/models';
import { SENTENCES, speech } from '@switchyard/testing';
import { transcribeFile } from '../src/long-audio/transcribe-file';
import { DEFAULT_DECODING } from '../src/transcriber';
import { silentWork, writtenTranscriber } from './written-transcriber';

jest.setTimeout(120_000);

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

let checkpointDir: string;
let vad: SileroVad;
beforeAll(async () => {
  checkpointDir = await mkdtemp(join(tmpdir(), 'switchyard-cuts-'));
  vad = await SileroVad.open(await new ModelStore({ modelsDir: KEPT }).pull(VAD_MODEL));
});
afterAll(async () => {
  await vad.close();
  await rm(checkpointDir, { recursive: true });
});

/** The loudest sample of a stretch. */
const peakOf = (samples: Float32Array): number => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

it.each([true, false])('a long speech is cut in its short pauses alone (vad: %s)', async (enabled) => {
  const parts: Float32Array[] = [];
  const transcriber = writtenTranscriber((samples) => parts.push(samples.slice()));
  const job = {
    path: await speech(SENTENCES, { repeat: 12 }),
    ...{ track: 0, vad: { enabled, threshold: 0.5 }, decoding: DEFAULT_DECODING, chunkSeconds: 20, checkpointDir },
    modelSha256: `${enabled}`,
  };
  const tools = { vad, lanes: 1, transcriber: () => Promise.resolve(transcriber) };
  const { chunks } = await transcribeFile(job, tools, silentWork);
  expect(chunks).toBeGreaterThanOrEqual(8);
  const near = SAMPLE_RATE / 10;
  for (const part of parts.slice(1)) expect(peakOf(part.subarray(0, near))).toBeLessThan(0.001);
  for (const part of parts.slice(0, -1)) expect(peakOf(part.subarray(-near))).toBeLessThan(0.001);
  for (const part of parts) expect(peakOf(part)).toBeGreaterThan(0.1);
});
