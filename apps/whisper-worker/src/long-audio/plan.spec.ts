import type { Span } from '@switchyard/audio';
import { firstOf, planChunks, speechSamples, withoutPauses } from './plan';

const RATE = 16_000;
const span = (from: number, to: number) => ({ start: Math.round(from * RATE), end: Math.round(to * RATE) });
const options = { length: 100 * RATE, chunkSeconds: 20, keepPauses: false };

/** Speech whose pauses are all left out. */
const found = (...spans: Span[]) => ({ speech: spans, utterances: spans });

describe('the plan of a long audio', () => {
  it('cuts at pauses and leaves out parts without speech', () => {
    const plan = planChunks(found(span(1, 18), span(21, 38), span(95, 99)), options);
    expect(plan.map((chunk) => chunk.speech)).toEqual([[span(1, 18)], [span(21, 38)], [span(95, 99)]]);
    expect(plan[0]?.end).toBe(19.5 * RATE);
    expect(speechSamples(plan)).toBe(38 * RATE);
  });

  it('cuts at the short pauses of speech that is heard with them', () => {
    const utterances = [span(0, 19), span(19.2, 40), span(40.4, 41), span(41.3, 100)];
    const plan = planChunks({ speech: [span(0, 100)], utterances }, options);
    expect(plan.map(({ end }) => end / RATE)).toEqual([19.1, 40.2, 65.2, 90.2, 100]);
    expect(speechSamples(plan)).toBe(100 * RATE);
  });

  it('does not hear the silence that a cut parts from its speech', () => {
    const { speech, utterances } = { speech: [span(14.9, 60)], utterances: [span(15.2, 60)] };
    const plan = planChunks({ speech, utterances }, { ...options, length: 60 * RATE });
    expect(plan.map((chunk) => chunk.speech)).toEqual([[span(15.1, 40.1)], [span(40.1, 60)]]);
  });

  it('parts speech that never pauses, and loses none of it', () => {
    const plan = planChunks(found(span(0, 100)), options);
    expect(plan.map(({ start, end }) => (end - start) / RATE)).toEqual([25, 25, 25, 25]);
    expect(speechSamples(plan)).toBe(100 * RATE);
  });

  it('is empty without speech, but not where pauses count', () => {
    expect(planChunks(found(), options)).toEqual([]);
    const heard = planChunks(found(), { ...options, keepPauses: true });
    expect(speechSamples(heard)).toBe(options.length);
    for (const { speech, start, end } of heard) expect(speech).toEqual([expect.objectContaining({ start, end })]);
  });

  it('ends where enough speech is heard, pauses not counted', () => {
    const plan = firstOf(planChunks(found(span(1, 18), span(21, 38), span(95, 99)), options), 20 * RATE);
    expect(plan.map((chunk) => chunk.speech)).toEqual([[span(1, 18)], [span(21, 24)]]);
    expect(plan[1]?.end).toBe(24 * RATE);
  });

  it('takes the speech of a chunk out of its samples', () => {
    const chunk = {
      start: 10,
      end: 20,
      speech: [
        { start: 11, end: 13 },
        { start: 18, end: 20 },
      ],
    };
    const samples = Float32Array.from({ length: 10 }, (_, at) => at);
    expect([...withoutPauses(chunk, samples)]).toEqual([1, 2, 8, 9]);
    expect(withoutPauses({ ...chunk, speech: [chunk] }, samples)).toBe(samples);
  });
});
