import { ScriptedGraphs, type Script } from '../../../test/scripted-graphs';
import { smallTokenizer } from '../../../test/small-tokenizer';
import { DEFAULT_DECODING, type DecodingOptions } from '../../transcriber';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { compressionRatio, TemperatureLadder } from './temperature-ladder';

const SAID = 'It was the worst of times, it was the worst of times.';

/** Two of the tokens are timestamps that are sure; the one that ends the text counts, too. */
const meanOf = (share: number, tokens: readonly number[]): number =>
  (Math.log(share) * (tokens.length - 2)) / (tokens.length + 1);

describe('the ladder of temperatures', () => {
  let tokenizer: WhisperTokenizer;
  let signs: number;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });
  beforeEach(() => void (signs = 0));

  /** From the first second to the third. */
  const spoken = (text: string): number[] => {
    const { firstTimestamp } = tokenizer.special;
    return [firstTimestamp + 50, ...tokenizer.encode(text), firstTimestamp + 150];
  };
  const good = (): Script => ({ tokens: spoken(SAID), share: 0.9 });
  const improbable = (share = 0.2): Script => ({ tokens: spoken(SAID), share });
  const repetitive = (share = 0.9): Script => ({ tokens: spoken(' the worst of times'.repeat(8)), share });

  function climb(
    scripts: readonly Script[],
    options: Partial<DecodingOptions> = {},
    { signal } = new AbortController(),
  ) {
    const scripted = new ScriptedGraphs(tokenizer, scripts);
    const asked = { ...DEFAULT_DECODING, beamSize: 1, bestOf: 2, suppressTokens: [], ...options };
    const ladder = new TemperatureLadder(scripted.graphs, tokenizer, asked, () => 0);
    const { startOfTranscript } = tokenizer.special;
    const text = ladder.decode({}, [startOfTranscript], { signal, onSignOfLife: () => signs++ });
    return { ladder, text, scripted };
  }

  it.each([1, 5])('ends at the first text that is good, with %i beams', async (beamSize) => {
    const { text, scripted } = climb([good()], { beamSize });
    expect(await text).toMatchObject({ temperature: 0, tokens: spoken(SAID) });
    expect(scripted.begun).toBe(1);
  });

  it.each([
    ['repeats itself', () => repetitive()],
    ['is improbable', () => improbable()],
  ])('climbs while a text %s, and reads its prompt once', async (_what, bad) => {
    const { text, scripted } = climb([bad(), bad(), good()]);
    expect(await text).toMatchObject({ temperature: 0.4, tokens: spoken(SAID) });
    expect([scripted.begun, scripted.asked.length]).toEqual([3, 1]);
  });

  it('takes an improbable text for silence where there probably is no speech, and climbs no further', async () => {
    const { ladder, text, scripted } = climb([{ ...improbable(), noSpeech: 0.7 }]);
    expect((await text).noSpeechProbability).toBeCloseTo(0.7, 5);
    expect(ladder.isSilence(await text)).toBe(true);
    expect(scripted.begun).toBe(1);
  });

  it('believes a probable text, however likely silence is', async () => {
    const { ladder, text } = climb([{ ...good(), noSpeech: 0.99 }]);
    expect(ladder.isSilence(await text)).toBe(false);
  });

  it('ends with the likeliest text that does not repeat itself, where none is good', async () => {
    const { text } = climb([improbable(0.15), repetitive(), improbable(0.2)], { temperatures: [0, 0.2, 0.4] });
    const { tokens, averageLogProbability } = await text;
    expect(tokens).toEqual(spoken(SAID));
    expect(averageLogProbability).toBeCloseTo(meanOf(0.2, tokens), 4);
  });

  it('ends with the likeliest text, where all repeat themselves', async () => {
    const { text } = climb([repetitive(0.8), repetitive(0.95), repetitive(0.7)], { temperatures: [0, 0, 0] });
    const { tokens, averageLogProbability } = await text;
    expect(averageLogProbability).toBeCloseTo(meanOf(0.95, tokens), 4);
  });

  it('says the last temperature where none was good, whichever text it takes', async () => {
    const { text } = climb([repetitive(0.95), repetitive(0.5)], { temperatures: [0, 0.8] });
    expect((await text).temperature).toBe(0.8);
  });

  it('divides the probability by all tokens and the one that ends the text', async () => {
    const { tokens, averageLogProbability } = await climb([good()]).text;
    expect(averageLogProbability).toBeCloseTo(meanOf(0.9, tokens), 4);
  });

  it('shows that it is alive at every temperature and while it writes', async () => {
    const long = spoken(' the worst of times'.repeat(30));
    const { text } = climb([{ tokens: long }, good()]);
    await text;
    const { length } = spoken(SAID);
    expect(signs).toBe(2 + Math.floor(long.length / 32) + Math.floor(length / 32));
    expect(long.length).toBeGreaterThan(64);
  });

  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const { text, scripted } = climb([repetitive()], {}, controller);
    controller.abort(new Error('enough'));
    await expect(text).rejects.toThrow('enough');
    expect(scripted.begun).toBe(1);
  });

  it('never writes what names no speech, though the files of the model name no such tokens', async () => {
    const [note] = tokenizer.encode('(');
    const tokens = [tokenizer.special.firstTimestamp, note!];
    expect((await climb([{ tokens, share: 0.9 }]).text).tokens).toContain(note);
    expect((await climb([{ tokens, share: 0.9 }], { suppressTokens: [-1] }).text).tokens).not.toContain(note);
  });

  it('asks for silence where the transcript begins, whatever the text before it holds', async () => {
    const { startOfPrevious, startOfTranscript, transcribe } = tokenizer.special;
    const scripted = new ScriptedGraphs(tokenizer, [good()]);
    const ladder = new TemperatureLadder(scripted.graphs, tokenizer, DEFAULT_DECODING, () => 0);
    const prompt = [startOfPrevious, 1, startOfTranscript, 2, startOfTranscript, transcribe];
    await ladder.decode({}, prompt, { signal: new AbortController().signal, onSignOfLife: () => undefined });
    expect(scripted.asked[0]!.at).toEqual([4, 5]);
  });
});

describe('the compression ratio', () => {
  it('grows with repetition', () => {
    expect(compressionRatio(SAID)).toBeLessThan(1.5);
    expect(compressionRatio(SAID.repeat(10))).toBeGreaterThan(5);
  });

  it('does not count the space around a text', () =>
    expect(compressionRatio(`  ${SAID}   `)).toBe(compressionRatio(SAID)));
});
