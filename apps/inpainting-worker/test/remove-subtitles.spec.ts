import { RemoveSubtitlesInput } from '@switchyard/contracts';
import { subtitledVideo, textlessVideo } from '@switchyard/testing';
import { smallNetwork } from './small-network';
import { EngineFixture, likeness, packetsOf, timesOf } from './engine-fixture';

jest.setTimeout(60_000);

const AREA = [0, 290, 640, 350] as const;
const fixture = new EngineFixture();
let [film, clean] = ['', ''];
/** While text stands, and while none does. */
const [WITH_TEXT, WITHOUT] = ['between(t,1,3.16)+between(t,3.8,5.56)', 'between(t,0,0.5)+between(t,11.5,12)'];

const input = (given: Partial<RemoveSubtitlesInput> = {}): RemoveSubtitlesInput =>
  Object.assign(new RemoveSubtitlesInput(), { video_path: film, subtitle_area: AREA }, given);
const remove = (given?: Partial<RemoveSubtitlesInput>) => fixture.run('removeSubtitles', input(given));

beforeAll(async () => {
  film = (await subtitledVideo()).path;
  clean = await textlessVideo({ seconds: 12 });
});
afterAll(() => fixture.close());

describe('subtitles that are removed', () => {
  it.each([
    ['fast', 38],
    ['quality', 39],
  ] as const)(
    '%s leave a picture like the one before they were drawn, and nothing else is touched',
    async (method, least) => {
      const { output } = await remove({ method });
      expect(output).toMatchObject({ texts_removed: 4, degraded: [], video_duration: 12 });
      expect(likeness(film, clean, AREA, WITH_TEXT).psnr).toBeLessThan(20);
      const { psnr, ssim } = likeness(output.video_path, clean, AREA, WITH_TEXT);
      expect(psnr).toBeGreaterThan(least);
      expect(ssim).toBeGreaterThan(0.97);
      expect(likeness(output.video_path, film, [0, 0, 640, 290], WITH_TEXT).psnr).toBeGreaterThan(42);
      expect(likeness(output.video_path, film, AREA, WITHOUT).psnr).toBeGreaterThan(42);
    },
  );

  it.each([
    ['mp4', 'fast'],
    ['mkv', 'quality'],
  ] as const)('leave audio and times as they are, also at a variable rate (%s, %s)', async (container, method) => {
    const varied = fixture.make(
      `varied.${container}`,
      ...['-f', 'lavfi', '-i', 'sine=440:d=12:r=44100', '-itsoffset', '0.3', '-i', film],
      ...['-vf', "select='mod(n,7)-3',select='mod(n,5)-1'", '-vsync', 'vfr', '-t', '3.2'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-metadata:s:a', 'language=eng'],
    );
    const { output } = await remove({ video_path: varied, method });
    expect(output.texts_removed).toBeGreaterThanOrEqual(1);
    expect(output.video_path).toMatch(new RegExp(`\\.${container}$`));
    expect(timesOf(output.video_path)).toEqual(timesOf(varied));
    expect(packetsOf(output.video_path, 'a')).toBe(packetsOf(varied, 'a'));
  });

  it('are painted over by a network, where the task asks for one', async () => {
    const network = smallNetwork(fixture.at('small.onnx'));
    const job = input({ video_path: fixture.make('short.mkv', '-i', film, '-t', '3', '-c', 'copy'), method: 'model' });
    const { output, engine, model } = await fixture.run('removeSubtitles', job, network);
    expect({ engine: engine.name, model: model?.name }).toEqual({ engine: 'onnxruntime', model: 'small' });
    expect(output.texts_removed).toBeGreaterThanOrEqual(1);
    expect(timesOf(output.video_path)).toEqual(timesOf(job.video_path));
    const painted = likeness(output.video_path, job.video_path, AREA, 'between(t,1.5,2.5)').psnr;
    expect(painted).toBeLessThan(30);
    expect(likeness(output.video_path, job.video_path, AREA, 'between(t,0,0.5)').psnr).toBeGreaterThan(42);
  });

  it('are none in a video without text, which is copied then', async () => {
    const { output } = await remove({ video_path: clean });
    expect(output).toMatchObject({ texts_removed: 0, degraded: [expect.stringMatching(/^no text was found/)] });
    expect(likeness(output.video_path, clean, AREA, '1').psnr).toBe(Infinity);
  });

  it('must be looked for in the picture', async () => {
    await expect(remove({ subtitle_area: [0, 290, 641, 350] })).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: 'the area [0, 290, 641, 350] reaches out of the picture, which is 640x360',
    });
  });
});
