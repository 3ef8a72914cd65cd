import { reportAgainstTruth, reportAgreement, reportCues } from './report';
import { spread } from './sample-video';
import { DemoBelowPromiseError, judge } from './verdict';

describe('the sample', () => {
  it('shows each sentence as long as it is spoken, on whole frames, within 30 seconds', () => {
    const cues = spread([1.7, 2.8, 2, 2.4, 2.7, 3.2, 2.7, 2.8]);
    expect(cues).toHaveLength(8);
    for (const [index, { start, end }] of cues.entries()) {
      expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.end ?? 0.8);
      for (const time of [start, end]) expect(Math.abs(time * 25 - Math.round(time * 25))).toBeLessThan(1e-9);
    }
    expect(cues.at(-1)?.end).toBeLessThanOrEqual(29.24);
  });
});

describe('the report', () => {
  const truth = [
    { start: 1, end: 3, text: 'Good morning.' },
    { start: 4, end: 6, text: 'Bye.' },
  ];

  it('sets what was read beside the truth and gives the figures', () => {
    const report = reportAgainstTruth('read', [{ start: 1.04, end: 3.2, text: 'Good moming.' }], truth);
    expect(report).toMatch(/0:01\.04-0:03\.20 +│ Good moming\. +│ Good morning\./);
    expect(report).toMatch(/\(missed\) +│ Bye\./);
    expect(report).toContain(
      '1 of 2 subtitles found; character error rate 38.89 %; median time error 40 ms at the start, 200 ms at the end',
    );
  });

  it('gives the word error rate of what was heard, and how far it is what is burnt in', () => {
    const heard = [{ start: 1.1, end: 3, text: 'Good mourning.' }, truth[1]!];
    expect(reportAgainstTruth('heard', heard, truth)).toContain('2 of 2 subtitles found; word error rate 33.33 %');
    expect(reportAgreement(heard, truth)).toBe(
      'spoken and burnt in: 2 subtitles are the same ones; 33.33 % of the words differ',
    );
    expect(reportAgreement(heard, [])).toContain('0 burnt in alone, 2 spoken alone');
  });

  it('shows the cues alone where there is no truth, and not all of a long film', () => {
    expect(reportCues('read', truth, 80, 1)).toMatch(/Good morning\.[^]*and 1 more\n2 subtitles found$/);
  });
});

describe('the verdict on the sample', () => {
  const texts = [
    'Welcome to the demo of it all.',
    'Nothing of this may be read wrong.',
    'That is all there is to say.',
  ];
  const truth = texts.map((text, at) => ({ start: 4 * at, end: 4 * at + 3, text }));
  const later = (ms: number) =>
    truth.map((cue) => ({ ...cue, start: cue.start + ms / 1000, end: cue.end + ms / 1000 }));
  const withText = (text: string) => [{ ...truth[0]!, text }, ...truth.slice(1)];

  it('is silent where all is well', () => {
    expect(() => judge({ read: later(140), heard: later(900) }, truth)).not.toThrow();
    expect(() => judge({ read: withText('Welcome to the demo of it all'), heard: truth }, truth)).not.toThrow();
    expect(() => judge({ read: truth, heard: withText('Welcome to a demo of it all.') }, truth)).not.toThrow();
  });

  it('does not judge speech when none was transcribed', () =>
    expect(() => judge({ read: truth }, truth)).not.toThrow());

  it.each([
    [
      'what was read is wrong',
      { read: withText('Welcome to the dime of it all.') },
      /character error rate.*2\.13 % \(at most 2 %\)/,
    ],
    [
      'words were misheard',
      { read: truth, heard: withText('Welcome home, demo fits all.') },
      /word error rate.* % \(at most 10 %\)/,
    ],
    ['nothing was heard', { read: truth, heard: [] }, /word error rate of what was heard 100\.00 %/],
    [
      'times are off',
      { read: later(160) },
      /median time error 160 ms at the start.*160 ms at the end \(at most 150 ms\)/,
    ],
    ['nothing was read', { read: [] }, /character error rate.*100\.00 %.*no subtitle found/],
  ])('names the figure where %s', (_what, found, says) => {
    expect(() => judge(found, truth)).toThrow(DemoBelowPromiseError);
    expect(() => judge(found, truth)).toThrow(says);
  });
});
