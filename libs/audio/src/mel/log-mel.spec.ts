import peer from '../../test/fixtures/faster-whisper.json';
import { voiceLike } from '../../test/fixtures/signal';
import { logMel, melWindow } from './log-mel';

describe('the log-mel spectrogram', () => {
  it.each(peer.mel)(
    'of $samples samples in $mels bands is that of faster-whisper',
    ({ samples, mels, ...expected }) => {
      const { data, frames } = logMel(voiceLike(samples), { mels: mels === 128 ? 128 : 80 });
      expect(frames).toBe(expected.frames);
      for (const [row, column, value] of expected.spots) {
        expect(Math.abs(data[row! * frames + column!]! - value!)).toBeLessThan(1e-4);
      }
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      expect(mean).toBeCloseTo(expected.mean, 5);
    },
  );

  it('has no value more than 2 below its loudest', () => {
    const { data } = logMel(voiceLike(32_000), { mels: 80 });
    const loudest = Math.max(...data);
    expect(Math.min(...data)).toBeCloseTo(loudest - 2, 6);
  });

  it('finds a tone in its band only', () => {
    const tone = Float32Array.from({ length: 16_000 }, (_, n) => Math.sin((2 * Math.PI * 1000 * n) / 16_000));
    const { data, frames } = logMel(tone, { mels: 80 });
    const column = Array.from({ length: 80 }, (_, mel) => data[mel * frames + 50]!);
    // 1000 Hz is mel 15 of 45.2: (15 / 45.25) · 81 - 1
    expect(column.indexOf(Math.max(...column))).toBe(26);
    expect(column[60]).toBeLessThan(Math.max(...column) - 1.5);
  });
});

describe('a window of the spectrogram', () => {
  const mel = logMel(voiceLike(16_000), { mels: 80 });

  it('holds the frames from its first on, row by row', () => {
    const window = melWindow(mel, 40, 20);
    expect(window[0]).toBe(mel.data[40]);
    expect(window[79 * 20 + 19]).toBe(mel.data[79 * mel.frames + 59]);
  });

  it('is 0 beyond the end, not silence', () => {
    const window = melWindow(mel, 90);
    expect(window.length).toBe(80 * 3000);
    expect([window[10], window[11], window[2999]]).toEqual([mel.data[100], 0, 0]);
    expect(melWindow(mel, 200, 4).every((value) => value === 0)).toBe(true);
  });
});
