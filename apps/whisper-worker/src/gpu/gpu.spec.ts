import { DEFAULT_DECODING } from '../transcriber';
import { segmentOf, toSegments, toWords, type Piece } from './pieces';
import { loadWhisperCpp } from './whisper-cpp';
import { toOptions } from './whisper-cpp-transcriber';

const pieces = (...texts: string[]): Piece[] => texts.map((text, at) => ({ text, start: at, end: at + 0.5 }));

describe('pieces of whisper.cpp', () => {
  it('become words, with the punctuation behind them', () => {
    const words = toWords(pieces(' Switch', 'yard', '.', '[_TT_150]', ' It', "'s", ' on'));
    expect(words.map(({ word, start, end }) => [word, start, end])).toEqual([
      [' Switchyard.', 0, 2.5],
      [" It's", 4, 5.5],
      [' on', 6, 6.5],
    ]);
  });

  it('become segments that end with a sentence or at a pause', () => {
    const words = toWords(pieces(' Good', ' morning.', ' How', ' are', ' you?', ' Mr'));
    words.push({ word: ' Fog', start: 9, end: 9.5, probability: 1 });
    expect(toSegments(words).map((segment) => segment.map(({ text }) => text).join(''))).toEqual([
      ' Good morning.',
      ' How are you?',
      ' Mr',
      ' Fog',
    ]);
  });

  it('say in a file that the model does not state how sure it is', () => {
    const segment = JSON.parse(JSON.stringify(segmentOf(3, { text: ' no no no', start: 1, end: 2 }))) as object;
    expect(segment).toMatchObject({ id: 3, text: ' no no no', avg_logprob: null, no_speech_prob: null });
  });
});

describe('the options of whisper.cpp', () => {
  const options = (more: object) => toOptions({ ...DEFAULT_DECODING, ...more }, () => undefined);

  it('have the ladder of temperatures as its first and its step', () => {
    expect(options({ temperatures: [0, 0.2, 0.4] })).toMatchObject({ temperature: 0, temperatureInc: 0.2 });
    expect(options({ temperatures: [0.3] })).toMatchObject({ temperature: 0.3, temperatureInc: 0 });
  });

  it('find the language out unless it is given, and translate when asked to', () => {
    expect(options({})).toMatchObject({ language: 'auto', translate: false });
    expect(options({ language: 'de', task: 'translate' })).toMatchObject({ language: 'de', translate: true });
  });

  it('leave out what is not asked for', () => {
    expect(options({})).not.toHaveProperty('maxContext');
    expect(options({ conditionOnPreviousText: false, wordTimestamps: true, initialPrompt: 'x' })).toMatchObject({
      maxContext: 0,
      tokenTimestamps: true,
      maxLen: 1,
      prompt: 'x',
    });
  });

  it('are for nothing where the package is missing, and say which one', () => {
    expect(() => loadWhisperCpp('@fugood/node-whisper-none')).toThrow(
      /cannot use a GPU; install @fugood\/node-whisper-/,
    );
  });
});
