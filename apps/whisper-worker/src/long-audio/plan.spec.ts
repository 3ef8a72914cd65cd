import { planChunks, speechSamples, withoutPauses } from './plan';

const RATE = 16_000;
const span = (from: number, to: number) => ({ start: from * RATE, end: to * RATE });
const options = { length: 100 * RATE, chunkSeconds: 20, keepPauses: false };

describe('the plan of a long audio', () => {
  it('cuts at pauses and leaves out what nobody says anything in', () => {
    const speech = [span(1, 18), span(21, 38), span(95, 99)];
    const plan = planChunks(speech, options);
    expect(plan.map((chunk) => chunk.speech)).toEqual([[span(1, 18)], [span(21, 38)], [span(95, 99)]]);
    expect(plan[0]?.end).toBe(19.5 * RATE);
    expect(speechSamples(plan)).toBe(38 * RATE);
  });

  it('parts speech that never pauses, and loses none of it', () => {
    const plan = planChunks([span(0, 100)], options);
    expect(plan.map(({ start, end }) => (end - start) / RATE)).toEqual([25, 25, 25, 25]);
    expect(speechSamples(plan)).toBe(100 * RATE);
  });

  it('is empty where nobody speaks, but not where pauses count', () => {
    expect(planChunks([], options)).toEqual([]);
    const heard = planChunks([], { ...options, keepPauses: true });
    expect(speechSamples(heard)).toBe(options.length);
    for (const { speech, start, end } of heard) expect(speech).toEqual([expect.objectContaining({ start, end })]);
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
