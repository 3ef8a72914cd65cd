import {
  blankPicture,
  croppedSubtitles,
  damagedPicture,
  emptyFile,
  encryptedPdf,
  pdf,
  playlistNamed,
  speechLikeTone,
  subtitledVideo,
  textNamed,
  textPicture,
  textlessVideo,
  videoOfNoLength,
  type BadCase,
  type Put,
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
  { title: 'an encrypted PDF', input: picture(encryptedPdf), says: /is encrypted; save it without a password/ },
  {
    title: 'a PDF of 600 pages',
    input: picture(() => pdf(Array(600).fill([]))),
    says: /600 pages.*at most 500: use first/,
  },
  {
    title: 'a page that a PDF does not have',
    input: picture(() => pdf([[]]), { first_page: 2 }),
    says: /has 1 pages; there is no page 2/,
  },
  {
    title: 'pages that end before they begin',
    input: picture(() => pdf([[]]), { first_page: 3, last_page: 2 }),
    field: 'last_page',
    says: /must not be less than first_page, which is 3/,
  },
].map((work) => ({ ...work, task: 'paddleocr.perform_ocr' }));

const models: BadCase[] = [
  { title: 'a model that does not exist', model: 'ppocr-v99', says: /model: .*ppocr-v99/ },
  { title: 'a damaged model', model: DAMAGED_MODEL, code: 'MODEL_UNAVAILABLE' as const, says: /bytes.*models pull/ },
  { title: 'a model that is not here', model: MISSING_MODEL, code: 'MODEL_UNAVAILABLE' as const, says: /models pull/ },
].map(({ model, ...work }) => ({
  ...work,
  task: 'paddleocr.perform_ocr',
  input: picture(() => textPicture(), { model }),
}));

/** Cropped pictures to be stitched by a manifest of one's own. */
const toStitch = (manifest: unknown): TaskCase['input'] => {
  return async (put) => {
    const path = await put(manifestWith(manifest));
    return { cropped_images_path: path, crop_manifest_path: `${path}/manifest.json` };
  };
};

const stitching: BadCase[] = [
  { title: 'none', manifest: { pictures: [] }, says: /not a manifest: it has no list "frames"/ },
  {
    title: 'a list of nothing',
    manifest: { frames: [null] },
    says: /manifest\.json: frames\[0\] must be a JSON object/,
  },
  {
    title: 'one whose second file has no name',
    manifest: {
      frames: [
        { file: 'a.png', start: 0, end: 1 },
        { file: 1, start: 1, end: 2 },
      ],
    },
    says: /manifest\.json: frames\[1\]\.file must be text/,
  },
  {
    title: 'one without times',
    manifest: { frames: [{ file: 'a.png', start: 'soon' }] },
    says: /frames\[0\]\.start must be a number; .*frames\[0\]\.end is required/,
  },
  {
    title: 'one that names files elsewhere',
    manifest: { frames: [{ file: '../../../etc/passwd', start: 0, end: 1 }] },
    says: /is not a file name of the manifest's directory/,
  },
  {
    title: 'one that names files that are not there',
    manifest: { frames: [{ file: 'gone.png', start: 0, end: 1 }] },
    says: /gone\.png/,
  },
].map(({ title, manifest, says }) => ({
  ...{ title: `a manifest: ${title}`, says },
  ...{ task: 'paddleocr.create_stitched_images', input: toStitch(manifest) },
}));

const part = { file: 'a.png', start: 0, end: 1, y: 0, height: 60 };

const stitched: BadCase[] = [
  { title: 'has a number for its parts', parts: 5, says: /manifest\.json: images\[0\]\.parts must be a list/ },
  {
    title: 'has a part without a place',
    parts: [{ ...part, y: -1 }],
    says: /0\.png: parts\[0\]\.y must not be less than 0/,
  },
  {
    title: 'has a part below the picture',
    parts: [part, { ...part, y: 30 }],
    says: /0\.png: part "a\.png" has the rows 30 to 90 of a picture of 60 rows/,
  },
].map(({ title, parts, says }) => ({
  ...{ title: `a stitched picture that ${title}`, says },
  task: 'paddleocr.perform_ocr',
  input: async (put: Put) => {
    const manifest = await put(manifestWith({ images: [{ file: '0.png', width: 640, height: 60, parts }] }));
    const { path } = await croppedSubtitles();
    return { manifest_path: `${manifest}/manifest.json`, multi_frames_path: await put(path) };
  },
}));

const results: BadCase[] = [
  { title: 'none', content: { frames: [] }, says: /has no list "results"/ },
  {
    title: 'a list of nothing',
    content: { results: [null] },
    says: /manifest\.json: results\[0\] must be a JSON object/,
  },
  {
    title: 'lines that are text',
    content: { results: [{ file: '0.png', lines: 'a' }] },
    says: /results\[0\]\.lines must be a list/,
  },
  {
    title: 'a line without its text',
    content: { results: [{ file: '0.png', lines: [{ confidence: 1 }] }] },
    says: /0\.png: lines\[0\]\.text is required/,
  },
].map(({ title, content, says }) => ({
  ...{ title: `results: ${title}`, says },
  task: 'paddleocr.postprocess_and_finalize',
  input: async (put: Put) => {
    const made = await put(manifestWith(content));
    const { path } = await croppedSubtitles();
    return { ocr_results_file: `${made}/manifest.json`, manifest_file: `${await put(path)}/manifest.json` };
  },
}));

const directories: BadCase[] = [
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
    title: 'media of no length',
    input: async (put) => ({ video_path: await put(videoOfNoLength()) }),
    says: /no-length\S* has a length of 0 seconds/,
  },
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
  ...stitching,
  ...stitched,
  ...results,
  ...directories,
  ...videos.map((work) => ({ ...work, task: 'paddleocr.extract_subtitles' })),
];
