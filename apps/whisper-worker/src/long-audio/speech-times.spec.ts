import answers from '../../test/fixtures/faster-whisper.json';
import type { Segment } from '../transcriber';
import { heardInAudio, withAudioTimes } from './speech-times';

const segment = (start: number, end: number, words?: [number, number][]): Segment => ({
  ...{ id: 1, seek: 0, start, end, text: ' x', tokens: [], temperature: 0 },
  ...{ avg_logprob: 0, compression_ratio: 1, no_speech_prob: 0 },
  ...(words ? { words: words.map(([from, to]) => ({ word: ' x', start: from, end: to, probability: 1 })) } : {}),
});

/** Two seconds of speech from second 10 on, three from second 20 on. */
const speech = [
  { start: 160_000, end: 192_000 },
  { start: 320_000, end: 368_000 },
];
const timesOf = (...segments: Segment[]): [number, number][] =>
  withAudioTimes(segments, speech).map(({ start, end }) => [start, end]);

describe('a segment that goes over a pause', () => {
  const partsOf = (given: Segment) =>
    heardInAudio([given], { speech, said: [] }).map(({ start, end, text }) => [start, end, text]);

  it('is parted between its words', () => {
    const words: [number, number][] = [[1, 1.5], [1.5, 1.9], [2.1, 2.6]]; // prettier-ignore
    expect(partsOf({ ...segment(1, 2.8, words), text: ' x x x' })).toEqual([
      [11, 11.9, ' x x'],
      [20.1, 20.6, ' x'],
    ]);
  });

  it('is parted by how long is spoken on each side where it has no words', () => {
    expect(partsOf({ ...segment(0.5, 3), text: ' It was a day in spring. Then came the rain' })).toEqual([
      [10.5, 12, ' It was a day in spring.'],
      [20, 21, ' Then came the rain'],
    ]);
    expect(partsOf({ ...segment(1, 3), text: '我们去海边你去吗' })).toEqual([
      [11, 12, '我们去海'],
      [20, 21, '边你去吗'],
    ]);
  });

  it('stays on its side where it only reaches over', () => {
    expect(partsOf({ ...segment(0.5, 2.1), text: ' It was spring.' })).toEqual([[10.5, 12, ' It was spring.']]);
    expect(partsOf({ ...segment(1.9, 4), text: ' Then the rain.' })).toEqual([[20, 22, ' Then the rain.']]);
  });
});

describe('a segment beside a pause', () => {
  const second = (start: number, end: number) => ({ start: start * 16_000, end: end * 16_000 });
  const chunk = { speech: [second(0, 20)], said: [second(2, 5), second(7, 9)] };
  const timesIn = (...words: [number, number][]) =>
    heardInAudio([segment(words[0]![0], words.at(-1)![1], words)], chunk).map(({ start, end }) => [start, end]);

  it('begins and ends with the voice', () => {
    expect(timesIn([1.6, 2.5], [4, 6.2])).toEqual([[2, 5]]);
    expect(timesIn([7.4, 7.6], [8, 8.5])).toEqual([[7, 8.5]]);
  });

  it('keeps its times where the voice began long before, was heard a little late, or none was found', () => {
    expect(timesIn([1.8, 2.5], [4, 4.5])).toEqual([[1.8, 4.5]]);
    expect(timesIn([7.6, 7.9], [8, 8.5])).toEqual([[7.6, 8.5]]);
    expect(timesIn([12, 12.5], [12.6, 13])).toEqual([[12, 13]]);
  });

  it('leaves the time of the one before alone', () => {
    const [one, two] = [segment(7, 7.3, [[7, 7.3]]), segment(7.4, 8, [[7.4, 8]])];
    expect(heardInAudio([one, two], chunk).map(({ start, end }) => [start, end])).toEqual([
      [7, 7.3],
      [7.4, 8],
    ]);
  });
});

describe('times without pauses', () => {
  it.each(answers.restored.cases)('are put back as faster-whisper does it for $given', ({ given, restored }) => {
    const words = given.words.length > 0 ? given.words.map(([from, to]): [number, number] => [from!, to!]) : undefined;
    const [found] = withAudioTimes([segment(given.start, given.end, words)], answers.restored.speech);
    const pairs = [
      [found!.start, restored.start],
      [found!.end, restored.end],
      ...(found!.words ?? []).flatMap(({ start, end }, at) => [
        [start, restored.words[at]![0]!],
        [end, restored.words[at]![1]!],
      ]),
    ];
    // It rounds to hundredths.
    for (const [ours, theirs] of pairs) expect(Math.abs(ours! - theirs!)).toBeLessThan(0.0051);
  });

  it('get the pauses back', () => {
    expect(timesOf(segment(0.5, 1.5), segment(2.5, 4))).toEqual([
      [10.5, 11.5],
      [20.5, 22],
    ]);
  });

  it('end before a pause and begin behind it', () => {
    expect(timesOf(segment(1, 2), segment(2, 3))).toEqual([
      [11, 12],
      [20, 21],
    ]);
  });

  it('end with the speech, whatever a model writes behind it', () => {
    expect(timesOf(segment(4, 7.5))).toEqual([[22, 23]]);
  });

  it('keep a word on the side of the pause where its middle is', () => {
    const [found] = withAudioTimes([segment(1, 3, [[1.2, 1.8], [1.9, 2.6]])], speech); // prettier-ignore
    expect(found?.words?.map(({ start, end }) => [start, end])).toEqual([
      [11.2, 11.8],
      [20, 20.6],
    ]);
    expect([found?.start, found?.end]).toEqual([11.2, 20.6]);
  });

  it('say in the audio where the window began', () => {
    expect(withAudioTimes([{ ...segment(2.5, 3), seek: 250 }], speech)[0]?.seek).toBe(2050);
  });
});
