import {
  describeWorker,
  longVideo,
  speechLikeTone,
  subtitledVideo,
  textlessVideo,
  videoWithoutAudio,
  type BadCase,
  type HappyCase,
} from '@switchyard/testing';
import { likeness } from './engine-fixture';

const task = 'inpainting.remove_subtitles';
const SUBTITLES = [0, 290, 640, 350];

const happy: HappyCase[] = [
  {
    title: 'the picture is as it was before they were drawn',
    task,
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path), subtitle_area: SUBTITLES }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ texts_removed: 4, degraded: [], real_time_factor: expect.any(Number) });
      const clean = await textlessVideo({ seconds: 12 });
      expect(likeness(file('video_path'), clean, SUBTITLES, 'between(t,1,3.16)').psnr).toBeGreaterThan(38);
    },
  },
];

const bad: BadCase[] = [
  {
    title: 'an area outside of the picture',
    task,
    input: async (put) => ({ video_path: await put(videoWithoutAudio()), subtitle_area: [0, 200, 320, 241] }),
    says: /\[0, 200, 320, 241\] reaches out of the picture, which is 320x240/,
  },
  {
    title: 'no area',
    task,
    input: async (put) => ({ video_path: await put(videoWithoutAudio()) }),
    field: 'subtitle_area',
    says: /is required: .*paddleocr\.extract_subtitles/,
  },
  {
    title: 'a network whose weights are not here',
    task,
    input: async (put) => ({
      video_path: await put(videoWithoutAudio()),
      subtitle_area: [0, 0, 40, 40],
      method: 'model',
    }),
    code: 'MODEL_UNAVAILABLE',
    says: /lama cannot be used: .*npx switchyard models pull lama/,
  },
  {
    title: 'sound alone',
    task,
    input: async (put) => ({ video_path: await put(speechLikeTone()), subtitle_area: SUBTITLES }),
    says: /has no video/,
  },
];

describeWorker({
  service: 'inpainting',
  settings: async () => ({ MODELS_DIR: '/nonexistent', MODELS_AUTO: 'false' }),
  engine: true,
  tool: 'ffmpeg',
  happy,
  bad,
  long: {
    task,
    input: async (put) => ({ video_path: await put(longVideo()), subtitle_area: [0, 560, 1280, 720] }),
  },
  brief: happy[0]!,
});
