import { fitCue, type CueRoom } from './fit-cue';

const fit = (seconds: number, more: Partial<CueRoom> = {}) =>
  fitCue(seconds, { cue: { start: 10, end: 12 }, free: 0, next: 14, minGap: 0.5, maxSpeedup: 1.5, ...more });

describe('a cue that is spoken', () => {
  it('is spoken as it comes where it fits, also into the silence behind it', () => {
    expect(fit(1)).toEqual({ start: 10, end: 11, speedup: 1, over: 0 });
    expect(fit(3.5)).toEqual({ start: 10, end: 13.5, speedup: 1, over: 0 });
  });

  it('is spoken faster up to the limit, and tells what still is too long', () => {
    expect(fit(4.2)).toMatchObject({ speedup: expect.closeTo(1.2), end: expect.closeTo(13.5), over: 0 });
    expect(fit(6)).toEqual({ start: 10, end: 14, speedup: 1.5, over: 0.5 });
  });

  it('waits for the speech before it', () => {
    expect(fit(1, { free: 11 })).toEqual({ start: 11, end: 12, speedup: 1, over: 0 });
    expect(fit(1.5, { free: 20 })).toEqual({ start: 20, end: 21, speedup: 1.5, over: 7.5 });
  });

  it('has the rest of the track when it is the last one, where that is known', () => {
    expect(fit(5, { next: undefined, duration: 20 })).toMatchObject({ speedup: 1, over: 0 });
    expect(fit(5, { next: undefined })).toMatchObject({ speedup: 1.5, over: expect.closeTo(1.333) });
  });
});
