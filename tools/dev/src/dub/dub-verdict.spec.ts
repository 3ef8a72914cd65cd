import type { ProbeOutput } from '@switchyard/contracts';
import { DubBelowPromiseError, judgeDub, type DubFacts } from './dub-verdict';

const probe = (duration: number, streams: [type: 'video' | 'audio' | 'subtitle', language: string | null][]) =>
  ({
    format: { name: 'mp4', duration, size: 1, bit_rate: null },
    frames: 750,
    streams: streams.map(([type, language], index) => ({ index, type, codec: 'x', language, duration })),
  }) as unknown as ProbeOutput;

const cues = (...texts: string[]) => texts.map((text, at) => ({ start: 2 * at, end: 2 * at + 1, text }));

const good: DubFacts = {
  before: probe(30, [
    ['video', null],
    ['audio', 'eng'],
  ]),
  after: probe(30.02, [
    ['video', null],
    ['audio', 'spa'],
    ['subtitle', 'spa'],
  ]),
  heard: cues('one', 'two'),
  translated: cues('uno', 'dos'),
  laidOut: cues('uno', 'dos'),
  inVideo: cues('uno', 'dos'),
  speakers: 1,
  spoken: 2,
  left: 0,
};

describe('the verdict on a dubbed video', () => {
  it('is silent where all is well', () => expect(() => judgeDub(good, 'spa')).not.toThrow());

  it.each<[string, Partial<DubFacts>, RegExp]>([
    ['a stream is missing', { after: probe(30, [['video', null]]) }, /it holds video/],
    [
      'a language is wrong',
      {
        after: probe(30, [
          ['video', null],
          ['audio', 'eng'],
          ['subtitle', 'spa'],
        ]),
      },
      /its audio is in eng, not spa/,
    ],
    ['it is too short', { before: probe(31, []) }, /it lasts 30\.02 s, the film 31 s/],
    ['the translation lost a cue', { translated: cues('uno') }, /translation has 1 cues .*not 2/],
    ['the track lost a cue', { inVideo: cues('uno') }, /track has 1 cues .*not 2/],
    ['a cue is not spoken', { spoken: 1 }, /1 of 2 subtitles are spoken/],
    ['no voice was heard', { heard: [], translated: [], speakers: 0 }, /nothing was heard; no speaker/],
    ['old subtitles are left', { left: 3 }, /3 old subtitles can still be read/],
  ])('names what is wrong where %s', (_what, facts, says) => {
    expect(() => judgeDub({ ...good, ...facts }, 'spa')).toThrow(DubBelowPromiseError);
    expect(() => judgeDub({ ...good, ...facts }, 'spa')).toThrow(says);
  });
});
