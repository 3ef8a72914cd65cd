import { speakersOf } from './clusters';

/** Unit vectors around one of several directions that have nothing in common. */
function voices(speaker: number, count: number, spread = 0.3): Float32Array[] {
  return Array.from({ length: count }, (_, at) => {
    const vector = new Float32Array(8);
    vector[speaker] = 1;
    vector[(speaker + 1 + (at % 7)) % 8]! += spread;
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

const any = { min: 1, max: 50 };
const talk = [...voices(0, 20), ...voices(3, 20), ...voices(6, 20)];

describe('the speakers behind voices', () => {
  it('are as many as there are', () => {
    expect(speakersOf(talk, any)).toHaveLength(3);
    expect(speakersOf(voices(2, 9), any)).toHaveLength(1);
    expect(speakersOf([], any)).toEqual([]);
  });

  it.each([1, 2, 3, 4])('are as many as asked for: %d', (count) => {
    expect(speakersOf(talk, { min: count, max: count })).toHaveLength(count);
  });

  it('are within the bounds that were given', () => {
    expect(speakersOf(talk, { min: 1, max: 2 })).toHaveLength(2);
    expect(speakersOf(talk, { min: 5, max: 9 })).toHaveLength(5);
    expect(speakersOf(voices(1, 2), { min: 5, max: 5 })).toHaveLength(2);
  });

  it('are found among more voices than are compared at once', () => {
    const long = Array.from({ length: 5000 }, (_, at) => voices([0, 3, 6][at % 3]!, 7)[at % 7]!);
    expect(speakersOf(long, any)).toHaveLength(3);
  });
});
