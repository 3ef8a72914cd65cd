import { describeWorker, longVideo, subtitledVideo, type TrueCue } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';
import { TestModels } from './models';

let models: TestModels;
afterAll(() => models.remove());

/** A subtitle each two seconds, to be read one after the other. */
const manyCues: TrueCue[] = Array.from({ length: 12 }, (_, at) => ({
  ...{ start: at * 2 + 0.4, end: at * 2 + 1.8 },
  text: `Train ${at + 1} leaves from platform ${12 - at}.`,
}));

describeWorker({
  service: 'paddleocr',
  settings: async () => {
    models = await TestModels.make();
    await models.install();
    await models.installDamaged();
    return { ...models.settings, OCR_THREADS: '2' };
  },
  engine: true,
  tool: 'ffmpeg',
  happy,
  bad,
  long: {
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({ video_path: await put(longVideo()), subtitle_area: [0, 0, 1280, 720] }),
  },
  brief: {
    task: 'paddleocr.extract_subtitles',
    input: async (put) => ({
      video_path: await put((await subtitledVideo(manyCues)).path),
      subtitle_area: [0, 180, 640, 360],
    }),
  },
});
