import { setImmediate as turn } from 'node:timers/promises';
import { takeSpans, type Span } from '@switchyard/audio';
import { inOrder } from './in-order';
import { planChunks, speechSamples } from './plan';

jest.setTimeout(60_000);

const RATE = 16_000;
/** Samples of three hours, and of the ten seconds they repeat: eight of speech with a short pause within, two of silence. */
const [LENGTH, TEN] = [3 * 3600 * RATE, 10 * RATE];
const LANES = 2;
const CHUNK_SECONDS = 240;

const repeated = (...spans: Span[]): Span[] =>
  Array.from({ length: LENGTH / TEN }, (_, at) =>
    spans.map(({ start, end }) => ({ start: at * TEN + start, end: at * TEN + end })),
  ).flat();

async function* blocks(): AsyncGenerator<Float32Array> {
  const second = new Float32Array(RATE);
  for (let at = 0; at < LENGTH; at += RATE) yield second;
}

describe('three hours', () => {
  const speech = repeated({ start: 0, end: 8 * RATE });
  const utterances = repeated({ start: 0, end: 3 * RATE }, { start: 3.2 * RATE, end: 8 * RATE });
  const plan = planChunks({ speech, utterances }, { length: LENGTH, chunkSeconds: CHUNK_SECONDS, keepPauses: false });

  it('are cut at their longer pauses into parts of about the same length', () => {
    expect(plan.at(-1)?.end).toBe(LENGTH);
    for (const { end } of plan.slice(0, -1)) expect((end % TEN) / RATE).toBe(9);
    for (const { start, end } of plan.slice(0, -1)) {
      expect(Math.abs((end - start) / RATE - CHUNK_SECONDS)).toBeLessThanOrEqual(CHUNK_SECONDS / 4);
    }
    expect(speechSamples(plan)).toBe(0.8 * LENGTH);
  });

  it('are held in parts, one a lane, and come back in order', async () => {
    let [held, most] = [0, 0];
    const heard = await inOrder(takeSpans(blocks(), plan), LANES, async ({ samples }, index) => {
      most = Math.max(most, (held += samples.length));
      await turn();
      held -= samples.length;
      return { index, length: samples.length };
    });
    expect(most).toBeLessThanOrEqual(LANES * 1.25 * CHUNK_SECONDS * RATE);
    expect(heard).toEqual(plan.map(({ start, end }, index) => ({ index, length: end - start })));
  });
});
