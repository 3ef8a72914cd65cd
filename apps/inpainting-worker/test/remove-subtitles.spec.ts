import { writeFileSync } from 'node:fs';
import { RemoveSubtitlesInput, removeSubtitlesTask, resolveInput } from '@switchyard/contracts';
import { subtitledVideo, textlessVideo } from '@switchyard/testing';
import { smallNetwork } from './small-network';
import { EngineFixture, likeness, packetsOf, picturesOf, timesOf } from './engine-fixture';

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

  it('are painted by several threads as by one, picture by picture', async () => {
    const job = input({
      method: 'quality',
      video_path: fixture.make('short.mp4', '-i', film, '-t', '5', '-c', 'copy'),
    });
    const [one, several] = [
      await fixture.run('removeSubtitles', job, undefined, 1),
      await fixture.run('removeSubtitles', job, undefined, 3),
    ];
    expect(one.output.texts_removed).toBeGreaterThanOrEqual(1);
    expect(picturesOf(several.output.video_path)).toBe(picturesOf(one.output.video_path));
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

/** Boxes of the four texts, as an OCR sees them: around the letters without their outlines. */
const BOXES = [
  [1, 3.2, 196, 312, 442, 333],
  [3.8, 5.6, 181, 312, 459, 333],
  [6.4, 8.6, 184, 312, 457, 333],
  [9.2, 11.2, 201, 312, 440, 333],
] as const;
const file = (given: object = {}): string => {
  const texts = BOXES.map(([start, end, ...box]) => ({ start, end, boxes: [box] }));
  writeFileSync(fixture.at('boxes.json'), JSON.stringify({ width: 640, height: 360, texts, ...given }));
  return fixture.at('boxes.json');
};
const byBoxes = (given?: object, more?: Partial<RemoveSubtitlesInput>) =>
  remove({ subtitle_area: undefined, boxes_file: file(given), ...more });
/** While no text stands, not even one that fades. */
const TEXTLESS = 'between(t,0,0.76)+between(t,5.84,6.16)+between(t,11.44,12)';

describe('subtitles whose boxes an OCR has seen', () => {
  it.each([
    ['fast', 36],
    ['quality', 38],
  ] as const)('are removed where and when they stood, and other pictures stay (%s)', async (method, least) => {
    const { output } = await byBoxes({}, { method, crf: 8 });
    expect(output).toMatchObject({ texts_removed: 4, degraded: [], video_duration: 12 });
    expect(likeness(output.video_path, clean, AREA, WITH_TEXT).psnr).toBeGreaterThan(least);
    expect(likeness(output.video_path, film, [0, 0, 640, 290], '1').psnr).toBeGreaterThan(46);
    expect(likeness(output.video_path, film, AREA, TEXTLESS).psnr).toBeGreaterThan(46);
    expect(timesOf(output.video_path)).toEqual(timesOf(film));
  });

  it('are painted by a network in the same places alone', async () => {
    const network = smallNetwork(fixture.at('boxed.onnx'));
    const job = input({ subtitle_area: undefined, boxes_file: file(), method: 'model', crf: 8 });
    const { output } = await fixture.run('removeSubtitles', job, network);
    expect(likeness(output.video_path, film, AREA, WITH_TEXT).psnr).toBeLessThan(30);
    expect(likeness(output.video_path, film, AREA, TEXTLESS).psnr).toBeGreaterThan(46);
  });

  it('are painted over whole where no strokes can be told', async () => {
    const [x1, y1, x2, y2] = [40, 40, 160, 80];
    const { output } = await byBoxes(
      { texts: [{ start: 2, end: 2.2, boxes: [[x1, y1, x2, y2]] }] },
      { method: 'quality', video_path: clean },
    );
    expect(output).toMatchObject({ texts_removed: 1, degraded: [] });
    expect(likeness(output.video_path, clean, [x1, y1, x2, y2], 'between(t,2,2.2)').psnr).toBeLessThan(45);
  });

  it('are left where they lie outside of the area', async () => {
    const { output } = await byBoxes({}, { subtitle_area: [0, 0, 640, 200] });
    expect(output).toMatchObject({ texts_removed: 0, degraded: [expect.stringMatching(/^boxes_file names no text/)] });
    expect(likeness(output.video_path, film, AREA, '1').psnr).toBe(Infinity);
  });

  it('are told where they begin behind the end', async () => {
    const [first, late] = [12.5, 1].map((start) => ({ start, end: start + 1, boxes: [[200, 300, 440, 340]] }));
    const { output } = await byBoxes({ texts: [first, late] });
    expect(output).toMatchObject({
      texts_removed: 1,
      degraded: ['1 of 2 texts of boxes.json begin behind the end of the video, at 12.0 s'],
    });
  });

  it.each([
    [
      'of another video',
      { width: 1280, height: 720 },
      'boxes.json is of a picture of 1280x720, but the one of the video is 640x360',
    ],
    [
      'out of the picture',
      { texts: [{ start: 1, end: 2, boxes: [[0, 300, 640, 400]] }] },
      'boxes.json: text 1: the box [0, 300, 640, 400] reaches out of the picture, which is 640x360',
    ],
    ['missing', { texts: undefined }, 'boxes.json: expected an object with "width", "height" and a list "texts"'],
  ])('are refused where they are %s', async (_what, given, message) => {
    await expect(byBoxes(given)).rejects.toMatchObject({ code: 'INPUT_REJECTED', message });
  });

  it('or their area must be given', () => {
    const submitted = () => resolveInput(removeSubtitlesTask, { video_path: 'a.mp4' }, null);
    expect(submitted).toThrow('input_data.subtitle_area');
  });
});
