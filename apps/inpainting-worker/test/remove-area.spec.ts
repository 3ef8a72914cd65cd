import { RemoveAreaInput, removeAreaTask, resolveInput } from '@switchyard/contracts';
import { textlessVideo } from '@switchyard/testing';
import { EngineFixture, likeness, timesOf } from './engine-fixture';

jest.setTimeout(60_000);

/** A logo of 40 × 24 pixels in the upper right corner, between 1 s and the end. */
const LOGO = [580, 20, 620, 44] as const;
const fixture = new EngineFixture();
let [film, clean] = ['', ''];

const input = (given: Partial<RemoveAreaInput> = {}): RemoveAreaInput =>
  Object.assign(new RemoveAreaInput(), { video_path: film, area: LOGO }, given);

beforeAll(async () => {
  clean = await textlessVideo({ seconds: 3 });
  const logo = "drawbox=580:20:40:24:white:fill:enable='gte(t,1)'";
  film = fixture.make('logo.mp4', '-i', clean, '-vf', logo, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '16');
});
afterAll(() => fixture.close());

describe('an area that is removed', () => {
  it.each(['fast', 'quality'] as const)('is filled from around it, and only then and there (%s)', async (method) => {
    const { output } = await fixture.run('removeArea', input({ method, start: 0.98 }));
    expect(likeness(film, clean, LOGO, 'gte(t,1)').psnr).toBeLessThan(15);
    expect(likeness(output.video_path, clean, LOGO, 'gte(t,1)').psnr).toBeGreaterThan(30);
    expect(likeness(output.video_path, film, LOGO, 'lt(t,0.9)').psnr).toBeGreaterThan(38);
    expect(likeness(output.video_path, film, [0, 60, 640, 360], '1').psnr).toBeGreaterThan(40);
    expect(timesOf(output.video_path)).toEqual(timesOf(film));
  });

  it.each([
    [
      'lies outside of the picture',
      { area: [600, 0, 642, 40] },
      /\[600, 0, 642, 40\] reaches out of the picture, which is 640x360/,
    ],
    ['is too small', { area: [10, 10, 12, 12] }, /\[10, 10, 12, 12\] is too small/],
    ['is all of the picture', { area: [0, 0, 640, 360] }, /nothing is left to fill it from/],
    ['begins after the end', { start: 7 }, /start is 7 s, but the video is only 3\.0 s long/],
  ] as [string, Partial<RemoveAreaInput>, RegExp][])('is refused where it %s', async (_what, given, message) => {
    await expect(fixture.run('removeArea', input(given))).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: expect.stringMatching(message) as string,
    });
  });

  it('must end after it begins', () => {
    const submitted = () =>
      resolveInput(removeAreaTask, { video_path: 'a.mp4', area: [0, 0, 9, 9], start: 2, end: 1 }, null);
    expect(submitted).toThrow('input_data.end');
  });
});
