import { SAMPLE_RATE } from '@switchyard/audio';
import { FRAMES_PER_TOKEN, ScriptedGraphs, type Script } from '../../../test/scripted-graphs';
import { smallTokenizer } from '../../../test/small-tokenizer';
import { DEFAULT_DECODING, type DecodingOptions } from '../../transcriber';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { ChunkTranscription } from './chunk-transcription';

const SAID = ' It was the worst of times.';
/** Repeats itself so often that no temperature helps. */
const LOOP = ' the worst of times'.repeat(6);

describe('windows of a chunk', () => {
  let tokenizer: WhisperTokenizer;
  let progress: number[];

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });
  beforeEach(() => void (progress = []));

  /** The timestamp of a second of the window. */
  const at = (second: number): number => tokenizer.special.firstTimestamp + 50 * second;
  /** Segments of two seconds each, the first from `from` on; nothing is said behind the last one. */
  const segmentsOf = (texts: readonly string[], from = 0): number[] =>
    texts.flatMap((text, index) => [at(from + 2 * index), ...tokenizer.encode(text), at(from + 2 * index + 2)]);

  async function transcribe(scripts: readonly Script[], seconds: number, options: Partial<DecodingOptions> = {}) {
    const scripted = new ScriptedGraphs(tokenizer, scripts);
    const samples = new Float32Array(seconds * SAMPLE_RATE).fill(0.1);
    const asked = { ...DEFAULT_DECODING, beamSize: 1, bestOf: 1, temperatures: [0], suppressTokens: [], ...options };
    const hooks = {
      signal: new AbortController().signal,
      onSegment: () => undefined,
      onProgress: (done: number) => void progress.push(done),
    };
    const transcript = await new ChunkTranscription(scripted.graphs, tokenizer, samples, asked, hooks).run();
    return { ...transcript, texts: transcript.segments.map(({ text }) => text), scripted };
  }

  describe('that repeat themselves', () => {
    it('say a thing twice and no more', async () => {
      const { texts } = await transcribe([{ tokens: segmentsOf([LOOP, LOOP, LOOP, LOOP]) }], 10);
      expect(texts).toEqual([LOOP, LOOP]);
    });

    it('say nothing again that was said twice before', async () => {
      const scripts = [{ tokens: segmentsOf([LOOP, LOOP]) }, { tokens: segmentsOf([LOOP, SAID]) }];
      expect((await transcribe(scripts, 40)).texts).toEqual([LOOP, LOOP, SAID]);
    });

    it('may say it again after something else', async () => {
      const { texts } = await transcribe([{ tokens: segmentsOf([LOOP, LOOP, SAID, LOOP]) }], 10);
      expect(texts).toEqual([LOOP, LOOP, SAID, LOOP]);
    });
  });

  it('keep words that a speaker repeats over and over in a text that passes the thresholds', async () => {
    const tokens = segmentsOf([' Yes.', ' Yes.', ' Yes.', ' Yes.']);
    expect((await transcribe([{ tokens }], 10)).texts).toEqual([' Yes.', ' Yes.', ' Yes.', ' Yes.']);
  });

  it('leave out a window that probably holds no speech', async () => {
    const quiet = { tokens: segmentsOf([SAID]), share: 0.15, noSpeech: 0.9 };
    const { texts, segments } = await transcribe([quiet, { tokens: segmentsOf([SAID]) }], 40);
    expect(texts).toEqual([SAID]);
    expect(segments[0]).toMatchObject({ seek: 3000, start: 30, end: 32 });
  });

  describe('of less than a word', () => {
    const behind = async (text: string): Promise<string[]> => {
      const scripts = [{ tokens: segmentsOf([SAID], 28) }, { tokens: [at(0), ...tokenizer.encode(text), at(0.14)] }];
      return (await transcribe(scripts, 30.14)).texts;
    };

    it('say nothing that takes longer to say', async () => expect(await behind(SAID)).toEqual([SAID]));

    it('may say a short word', async () => expect(await behind(' No.')).toEqual([SAID, ' No.']));
  });

  describe('are given the text before them', () => {
    const promptOfSecond = async (options: Partial<DecodingOptions>): Promise<readonly number[]> => {
      const { scripted } = await transcribe([{ tokens: segmentsOf([SAID]) }], 40, options);
      expect(scripted.asked).toHaveLength(2);
      return scripted.asked[1]!.prompt;
    };
    const before = () => [tokenizer.special.startOfPrevious, ...segmentsOf([SAID])];

    it.each([0, 0.4])('drawn at temperature %d', async (temperature) => {
      const prompt = await promptOfSecond({ temperatures: [temperature] });
      expect(prompt).toEqual([...before(), tokenizer.special.startOfTranscript]);
    });

    it('but not one drawn above 0.5', async () => {
      expect(await promptOfSecond({ temperatures: [0.6] })).toEqual([tokenizer.special.startOfTranscript]);
    });

    it('but not where the setting is off', async () => {
      const prompt = await promptOfSecond({ conditionOnPreviousText: false });
      expect(prompt).toEqual([tokenizer.special.startOfTranscript]);
    });
  });

  describe('go on', () => {
    /** A segment until second 5, and one that has not ended when the text does. */
    const unfinished = (): number[] => [
      at(0),
      ...tokenizer.encode(' It was the worst'),
      at(5),
      at(5),
      ...tokenizer.encode(' No'),
    ];
    const secondSeek = async (tokens: number[], wordTimestamps: boolean): Promise<number | undefined> => {
      const last = { tokens: segmentsOf([' Again.']) };
      return (await transcribe([{ tokens }, last], 32, { wordTimestamps })).segments[1]?.seek;
    };

    it('behind the last segment that ended', async () => expect(await secondSeek(unfinished(), false)).toBe(500));

    it('behind the last word where words have times', async () => {
      const spokenFrames = tokenizer.encode(' It was the worst').length * FRAMES_PER_TOKEN * 2;
      expect(await secondSeek(unfinished(), true)).toBe(spokenFrames);
      expect(spokenFrames).toBeLessThan(500);
    });

    it.each([false, true])('behind the window where its text ended with a time, word times or not', async (words) =>
      expect(await secondSeek(segmentsOf([SAID]), words)).toBe(3000),
    );
  });

  it('tell again how far they are while a text is long and temperatures are tried', async () => {
    const long = { tokens: [at(0), ...tokenizer.encode(LOOP.repeat(5)), at(4)] };
    await transcribe([{ tokens: segmentsOf([SAID]) }, long], 32, { temperatures: [0, 0.2, 0.4] });
    const ofFirst = progress.indexOf(30);
    const [first, second] = [progress.slice(0, ofFirst), progress.slice(ofFirst, -1)];
    expect(first).toEqual([0]);
    const texts = 3;
    expect(second.slice(1)).toHaveLength(texts * (1 + Math.floor(long.tokens.length / 32)));
    expect(new Set(second)).toEqual(new Set([30]));
    expect(progress.at(-1)).toBe(32);
  });
});
