import './native-floats';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ModelStore } from '@switchyard/models';
import { SileroVad, VAD_MODEL } from '../src';
import peer from './fixtures/faster-whisper.json';
import { voiceLike } from './fixtures/signal';

jest.setTimeout(120_000);

const modelsDir = path.join(__dirname, '..', '..', '..', '.switchyard', 'models');

async function* blocksOf(samples: Float32Array, size: number): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += size) yield samples.subarray(at, at + size);
}

describe('the speech detector', () => {
  let vad: SileroVad;
  beforeAll(async () => (vad = await SileroVad.open(await new ModelStore({ modelsDir }).pull(VAD_MODEL))));
  afterAll(() => vad.close());

  const probabilitiesOf = async (audio: Float32Array | AsyncIterable<Float32Array>) => {
    const all: number[] = [];
    for await (const { probabilities } of vad.probabilities(audio)) all.push(...probabilities);
    return all;
  };

  it.each(peer.voice)('hears in $samples samples what faster-whisper hears', async ({ samples, ...expected }) => {
    const found = await probabilitiesOf(voiceLike(samples));
    expect(found).toHaveLength(expected.probabilities.length);
    found.forEach((probability, i) => expect(probability).toBeCloseTo(expected.probabilities[i]!, 3));
    const spans = await vad.speechSpans(voiceLike(samples), { minSilenceMs: 200, speechPadMs: 50 });
    expect(spans.map(({ start, end }) => [start, end])).toEqual(expected.spans);
  });

  it('hears the same in blocks of any size', async () => {
    const samples = voiceLike(153_600);
    const whole = await probabilitiesOf(samples);
    expect(await probabilitiesOf(blocksOf(samples, 16_000))).toEqual(whole);
    expect(await probabilitiesOf(blocksOf(samples, 333))).toEqual(whole);
  });

  it('finds by several options at once what it finds by each alone', async () => {
    const samples = voiceLike(153_600);
    const options = [{ minSilenceMs: 160, speechPadMs: 0 }, { minSilenceMs: 200, speechPadMs: 50 }, {}];
    const alone = await Promise.all(options.map((each) => vad.speechSpans(samples, each)));
    expect(await vad.speechSpansBy(blocksOf(samples, 16_000), options)).toEqual(alone);
    expect(new Set(alone.map(({ length }) => length)).size).toBeGreaterThan(1);
  });

  it('forgets one audio before the next', async () => {
    const samples = voiceLike(40_000);
    const first = await probabilitiesOf(samples);
    expect(await probabilitiesOf(samples)).toEqual(first);
  });
});

describe('a detector whose model', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'audio-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is missing says how to get it', async () => {
    await expect(SileroVad.open(directory)).rejects.toThrow('npx switchyard models pull silero-vad');
  });

  it('is damaged says so', async () => {
    writeFileSync(path.join(directory, 'silero_vad_v6.onnx'), 'no model');
    await expect(SileroVad.open(directory)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });
});
