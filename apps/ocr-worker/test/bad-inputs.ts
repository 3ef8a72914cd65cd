import {
  blankPicture,
  croppedSubtitles,
  damagedPicture,
  emptyFile,
  playlistNamed,
  speechLikeTone,
  subtitledVideo,
  textNamed,
  textPicture,
  textlessVideo,
  type BadCase,
  type TaskCase,
} from '@switchyard/testing';
import { manifestWith } from './made-inputs';
import { DAMAGED_MODEL, MISSING_MODEL } from './models';

const picture = (file: () => Promise<string>, more: object = {}): TaskCase['input'] => {
  return async (put) => ({ image_path: await put(file()), ...more });
};

const pictures: BadCase[] = [
  { title: 'no picture at all', input: async () => ({}), says: /neither image_path nor manifest_path/ },
  { title: 'an empty file', input: picture(() => emptyFile('x.png')), field: 'image_path', says: /empty file/ },
  { title: 'a damaged picture', input: picture(damagedPicture), says: /damaged\S*\.png cannot be read as a picture/ },
  { title: 'a letter', input: picture(() => textNamed('x.png')), says: /cannot be read as a picture/ },
  { title: 'a video', input: picture(() => textlessVideo()), says: /cannot be read as a picture|readable are/ },
].map((work) => ({ ...work, task: 'paddleocr.perform_ocr' }));

const models: BadCase[] = [
  { title: 'a model nobody knows', model: 'ppocr-v99', says: /model: .*ppocr-v99/ },
  { title: 'a damaged model', model: DAMAGED_MODEL, code: 'MODEL_UNAVAILABLE' as const, says: /bytes.*models pull/ },
  { title: 'a model that is not here', model: MISSING_MODEL, code: 'MODEL_UNAVAILABLE' as const, says: /models pull/ },
].map(({ model, ...work }) => ({
  ...work,
  task: 'paddleocr.perform_ocr',
  input: picture(() => textPicture(), { model }),
}));

const manifests: BadCase[] = [
  {
    title: 'a manifest that is none',
    task: 'paddleocr.create_stitched_images',
    input: async (put) => {
      const path = await put(manifestWith({ pictures: [] }));
      return { cropped_images_path: path, crop_manifest_path: `${path}/manifest.json` };
    },
    says: /not a manifest: it has no list "frames"/,
  },
  {
    title: 'a manifest that names files elsewhere',
    task: 'paddleocr.create_stitched_images',
    input: async (put) => {
      const path = await put(manifestWith({ frames: [{ file: '../../../etc/passwd', start: 0, end: 1 }] }));
      return { cropped_images_path: path, crop_manifest_path: `${path}/manifest.json` };
    },
    says: /is not a file name of the manifest's directory/,
  },
  {
    title: 'a manifest that names files that are not there',
    task: 'paddleocr.create_stitched_images',
    input: async (put) => {
      const path = await put(manifestWith({ frames: [{ file: 'gone.png', start: 0, end: 1 }] }));
      return { cropped_images_path: path, crop_manifest_path: `${path}/manifest.json` };
    },
    says: /gone\.png/,
  },
  {
    title: 'results that are none',
    task: 'paddleocr.postprocess_and_finalize',
    input: async (put) => {
      const { path } = await croppedSubtitles();
      const directory = await put(path);
      return { ocr_results_file: `${directory}/manifest.json`, manifest_file: `${directory}/manifest.json` };
    },
    says: /has no list "results"/,
  },
  {
    title: 'a directory without pictures',
    task: 'paddleocr.detect_subtitle_area',
    input: async (put) => ({ keyframe_dir: await put(manifestWith({})) }),
    says: /no JPEG, PNG or WebP pictures/,
  },
  {
    title: 'a file instead of a directory',
    task: 'paddleocr.detect_subtitle_area',
    input: async (put) => ({ keyframe_dir: await put(blankPicture()) }),
    field: 'keyframe_dir',
    says: /director/,
  },
];

const videos: Omit<BadCase, 'task'>[] = [
  { title: 'sound alone', input: async (put) => ({ video_path: await put(speechLikeTone()) }), says: /has no video/ },
  { title: 'a playlist', input: async (put) => ({ video_path: await put(playlistNamed('x.mp4')) }), says: /playlist/ },
  {
    title: 'an area out of the picture',
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path), subtitle_area: [0, 0, 9000, 360] }),
    says: /out of the picture, which is 640x360/,
  },
  {
    title: 'an area of three corners',
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path), subtitle_area: [0, 0, 640] }),
    field: 'subtitle_area',
    says: /4/,
  },
];

export const bad: BadCase[] = [
  ...pictures,
  ...models,
  ...manifests,
  ...videos.map((work) => ({ ...work, task: 'paddleocr.extract_subtitles' })),
];
