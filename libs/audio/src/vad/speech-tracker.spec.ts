import fc from 'fast-check';
import peer from '../../test/fixtures/faster-whisper.json';
import { SpeechTracker } from './speech-tracker';
import { toRules, type VadOptions } from './vad-options';

const spansOf = (probabilities: readonly number[], samples: number, options: VadOptions = {}) => {
  const tracker = new SpeechTracker(toRules(options));
  probabilities.forEach((probability) => tracker.next(probability));
  return tracker.finish(samples).map(({ start, end }) => [start, end]);
};

/** Probabilities from words: `speech(10)` are ten frames of it. */
const speech = (frames: number): number[] => new Array<number>(frames).fill(0.9);
const silence = (frames: number): number[] => new Array<number>(frames).fill(0.1);
const doubt = (frames: number): number[] => new Array<number>(frames).fill(0.4);

describe('spans of speech', () => {
  const cases = peer.clips.flatMap(({ samples, probabilities, results }) =>
    results.map(({ options, spans }) => ({ samples, probabilities, options, spans })),
  );

  it.each(cases)('in a clip of $samples samples with $options are those of faster-whisper', (known) => {
    const { threshold, neg_threshold, ...times } = known.options as Record<string, number | undefined>;
    const options: VadOptions = {
      threshold,
      negThreshold: neg_threshold,
      minSpeechMs: times['min_speech_duration_ms'],
      maxSpeechSeconds: times['max_speech_duration_s'],
      minSilenceMs: times['min_silence_duration_ms'],
      speechPadMs: times['speech_pad_ms'],
    };
    expect(spansOf(known.probabilities, known.samples, options)).toEqual(known.spans);
  });

  it('go on while it is doubtful, and begin only when it is not', () => {
    const frames = [...doubt(5), ...speech(5), ...doubt(100), ...silence(10)];
    expect(spansOf(frames, 120 * 512, { minSilenceMs: 100, speechPadMs: 0 })).toEqual([[5 * 512, 110 * 512]]);
  });

  it('begin with the frames that rise to speech where soft beginnings are asked for, up to 320 ms', () => {
    const options = { minSilenceMs: 160, speechPadMs: 0, onsetThreshold: 0.3 };
    const soft = (frames: number[]) => spansOf(frames, 100 * 512, options);
    expect(soft([...silence(5), ...doubt(4), ...speech(5), ...silence(20)])).toEqual([[5 * 512, 14 * 512]]);
    expect(soft([...doubt(20), ...speech(5), ...silence(20)])).toEqual([[10 * 512, 25 * 512]]);
    expect(soft([...doubt(4), ...silence(1), ...speech(5), ...silence(20)])).toEqual([[5 * 512, 10 * 512]]);
    // What ended one span begins no other.
    const again = [...speech(5), ...silence(6), ...doubt(4), ...speech(5), ...silence(20)];
    expect(soft(again)).toEqual([
      [0, 5 * 512],
      [11 * 512, 20 * 512],
    ]);
  });

  it('are cut at their last silence when they are too long, hard where there is none', () => {
    const options = { maxSpeechSeconds: 2, minSilenceMs: 1000, speechPadMs: 0 };
    const frames = [...speech(20), ...silence(6), ...speech(74)];
    // A silence of 6 frames ends no span of its own; 2 s less one frame are 61 frames.
    expect(spansOf(frames, 100 * 512, options)).toEqual([
      [0, 20 * 512],
      [26 * 512, 88 * 512],
      [89 * 512, 100 * 512],
    ]);
  });

  it('share a gap that is too short for both paddings', () => {
    const frames = [...speech(10), ...silence(10), ...speech(10)];
    expect(spansOf(frames, 30 * 512, { minSilenceMs: 100, speechPadMs: 400 })).toEqual([
      [0, 15 * 512],
      [15 * 512, 30 * 512],
    ]);
  });

  it('of short silences lie within those of long ones', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 600 }), (frames) => {
        const long = spansOf(frames, frames.length * 512);
        const cuts = { minSilenceMs: 160, speechPadMs: 60, onsetThreshold: 0.1 };
        const short = spansOf(frames, frames.length * 512, cuts);
        for (const [start, end] of short) {
          expect(long.some(([from, to]) => from! <= start! && end! <= to!)).toBe(true);
        }
      }),
    ));

  it('are none in silence', () => expect(spansOf(silence(100), 51_200)).toEqual([]));
});
