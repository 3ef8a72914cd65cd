import { complaintsAbout, type Look, type LongRuns } from './long-audio-verdict';

/** Looks at even progress, 1 % each, with the memory that a progress has. */
const looksWith = (mb: (progress: number) => number): Look[] =>
  Array.from({ length: 101 }, (_, at) => ({ at, progress: at / 100, mb: mb(at / 100) }));

const good: LongRuns = { looks: looksWith(() => 500), lanes: 1, sameText: true, finished: 4, resumed: 4 };

describe('the verdict on a long transcription', () => {
  it('is that all is well where it is', () => expect(complaintsAbout(good)).toEqual([]));

  it.each<[string, Partial<LongRuns>, string]>([
    ['other text', { sameText: false }, 'the segments differ from those of the undisturbed run'],
    ['nothing to take over', { finished: 0, resumed: 0 }, 'no part was finished when the worker was killed'],
    ['a finished part done again', { resumed: 3 }, '2 parts were done again, of which 1 were in work'],
    ['memory that grows', { looks: looksWith((at) => 500 + 120 * at) }, 'memory grew from 512 to 620 MB'],
    ['memory that was not measured', { looks: looksWith(() => 0) }, 'the memory was not measured'],
    ['progress in jumps', { looks: good.looks.filter(({ at }) => at <= 50 || at > 55) }, 'progress jumped by 6.0 %'],
  ])('names %s', (_, but, complaint) => expect(complaintsAbout({ ...good, ...but })).toEqual([complaint]));

  it('waits for all lanes before it measures memory, and minds no part that was in work', () => {
    const looks = looksWith((at) => (at < 0.2 ? 300 : 900));
    expect(complaintsAbout({ ...good, looks, lanes: 3 })).toEqual([]);
    expect(complaintsAbout({ ...good, looks })).toEqual(['memory grew from 300 to 900 MB']);
  });
});
