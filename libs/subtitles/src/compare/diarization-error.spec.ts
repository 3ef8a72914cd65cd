import { diarizationError } from './diarization-error';

const turn = (speaker: string, start: number, end: number) => ({ speaker, start, end });
const TRUTH = [turn('anna', 0, 4), turn('ben', 3, 8)];

describe('the diarization error', () => {
  it('is nothing for the same turns under other names', () => {
    expect(diarizationError([turn('S1', 3, 8), turn('S0', 0, 4)], TRUTH)).toMatchObject({ rate: 0 });
  });

  it('counts what is missed, overlaps included', () => {
    expect(diarizationError([turn('S0', 0, 3), turn('S1', 3, 8)], TRUTH)).toMatchObject({
      missed: 1 / 9,
      falseAlarm: 0,
      confused: 0,
    });
  });

  it('counts speech that is not there, and the wrong speaker', () => {
    const error = diarizationError([turn('S0', 0, 4), turn('S1', 3, 6), turn('S0', 6, 10)], TRUTH);
    expect(error.falseAlarm).toBeCloseTo(2 / 9);
    expect(error.confused).toBeCloseTo(2 / 9);
    expect(error.rate).toBeCloseTo(4 / 9);
  });

  it('is all of the time when no speaker is found', () => {
    expect(diarizationError([], TRUTH)).toMatchObject({ rate: 1, missed: 1 });
  });
});
