import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  TRACK_PITCHES,
  sceneVideo,
  speechLikeTone,
  subtitleFile,
  subtitledVideo,
  threeHourVideo,
  videoOfNoLength,
  videoWithAudio,
  videoWithoutAudio,
  type HappyCase,
} from '@switchyard/testing';
import { differenceBelow, loudness, streamFacts, wavFacts } from './facts';

const seconds = (value: number, tolerance = 0.05): number =>
  expect.closeTo(value, -Math.log10(2 * tolerance)) as number;

const probes: HappyCase[] = [
  {
    title: 'a video with two audio tracks, and a strip of pictures',
    task: 'ffmpeg.probe',
    input: async (put) => ({ video_path: await put(videoWithAudio()), thumbnail_count: 5 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ fps: 25, frames: 100, width: 320, height: 240, format: { duration: seconds(4) } });
      const streams = output['streams'] as { type: string; codec: string }[];
      expect(streams.map(({ type, codec }) => [type, codec])).toEqual([
        ['video', 'h264'],
        ['audio', 'aac'],
        ['audio', 'aac'],
      ]);
      expect(await streamFacts(file('thumbnail_strip_path'), 'v')).toMatchObject({ width: 5 * 240, height: 180 });
    },
  },
  {
    title: 'audio alone has no picture',
    task: 'ffmpeg.probe',
    input: async (put) => ({ video_path: await put(speechLikeTone()) }),
    check: ({ output }) => {
      expect(output).toMatchObject({ fps: null, frames: null, width: null, height: null });
      expect(output).not.toHaveProperty('thumbnail_strip_path');
    },
  },
  {
    title: 'a video of no length has a size, but no frames',
    task: 'ffmpeg.probe',
    input: async (put) => ({ video_path: await put(videoOfNoLength()) }),
    check: ({ output }) => {
      expect(output).toMatchObject({ width: 160, height: 90, frames: null, format: { duration: null } });
    },
  },
];

const audio: HappyCase[] = [
  ...TRACK_PITCHES.map((pitch, track): HappyCase => ({
    title: `track ${track}, 16 kHz mono by default`,
    task: 'ffmpeg.extract_audio',
    input: async (put) => ({ video_path: await put(videoWithAudio()), ...(track > 0 ? { track } : {}) }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ audio_duration: seconds(4), real_time_factor: expect.any(Number) });
      const wav = await wavFacts(file('audio_path'));
      expect(wav).toMatchObject({ rate: 16_000, channels: 1 });
      expect(Math.abs(wav.pitch - pitch)).toBeLessThan(pitch * 0.02);
    },
  })),
  {
    title: 'a part of it, 44.1 kHz stereo',
    task: 'ffmpeg.extract_audio',
    input: async (put) => ({
      video_path: await put(videoWithAudio()),
      ...{ start: 1, end: 2.5, sample_rate: 44_100, channels: 2 },
    }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ audio_duration: seconds(1.5) });
      expect(await wavFacts(file('audio_path'))).toMatchObject({ rate: 44_100, channels: 2 });
    },
  },
  ...(['flac', 'mp3', 'opus'] as const).map((format): HappyCase => ({
    title: `as ${format}`,
    task: 'ffmpeg.extract_audio',
    input: async (put) => ({ video_path: await put(videoWithAudio()), audio_format: format }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ audio_duration: seconds(4, 0.15) });
      expect(file('audio_path')).toMatch(new RegExp(`\\.${format}$`));
      expect(await streamFacts(file('audio_path'), 'a')).toMatchObject({ codec_name: format, channels: 1 });
    },
  })),
  {
    title: 'as loud as others',
    task: 'ffmpeg.extract_audio',
    input: async (put) => ({ video_path: await put(speechLikeTone({ seconds: 6 })), normalize_loudness: true }),
    check: async ({ file }) => expect(Math.abs((await loudness(file('audio_path'))) + 16)).toBeLessThan(2),
  },
];

interface KeyframeManifest {
  width: number;
  height: number;
  frames: { file: string; time: number }[];
}

async function keyframesOf(manifest: string, directory: string): Promise<KeyframeManifest> {
  const read = JSON.parse(await readFile(manifest, 'utf8')) as KeyframeManifest;
  const pictures = (await readdir(directory)).filter((name) => name.startsWith('frame'));
  expect(read.frames.map(({ file }) => file)).toEqual(pictures.sort());
  return read;
}

const pictures: HappyCase[] = [
  {
    title: 'spread evenly, as JPEG',
    task: 'ffmpeg.extract_keyframes',
    input: async (put) => ({ video_path: await put(videoWithoutAudio()), keyframe_sample_count: 8 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ keyframe_files_count: 8 });
      const { width, height, frames } = await keyframesOf(file('manifest_path'), file('keyframe_dir'));
      expect([width, height]).toEqual([320, 240]);
      for (const [at, { time }] of frames.entries())
        expect(Math.abs(time - (at + 0.5) * 0.5)).toBeLessThanOrEqual(0.04);
    },
  },
  {
    title: 'where the scene changes, as PNG',
    task: 'ffmpeg.extract_keyframes',
    input: async (put) => ({
      video_path: await put(sceneVideo()),
      ...{ keyframe_sample_count: 10, selection: 'scene', image_format: 'png' },
    }),
    check: async ({ file }) => {
      const { frames } = await keyframesOf(file('manifest_path'), file('keyframe_dir'));
      expect(frames.map(({ time }) => time)).toEqual([0, 2, 4]);
      expect(await streamFacts(join(file('keyframe_dir'), frames[0]?.file ?? ''), 'v')).toMatchObject({
        codec_name: 'png',
      });
    },
  },
  {
    title: 'one picture per subtitle, with its times',
    task: 'ffmpeg.crop_subtitle_images',
    input: async (put) => ({ video_path: await put((await subtitledVideo()).path), subtitle_area: [0, 290, 640, 350] }),
    check: async ({ output, file }) => {
      const { truth } = await subtitledVideo();
      const { area, fps, frames } = JSON.parse(await readFile(file('manifest_path'), 'utf8')) as CropManifest;
      expect({ area, fps }).toEqual({ area: [0, 290, 640, 350], fps: 25 });
      expect(frames).toHaveLength(truth.length);
      expect(output).toMatchObject({ cropped_images_files_count: truth.length });
      for (const [at, { start, end }] of truth.entries()) {
        expect(Math.abs((frames[at]?.start ?? NaN) - start)).toBeLessThanOrEqual(0.15);
        expect(Math.abs((frames[at]?.end ?? NaN) - end)).toBeLessThanOrEqual(0.15);
      }
      const picture = join(file('cropped_images_path'), frames[0]?.file ?? '');
      expect(await streamFacts(picture, 'v')).toMatchObject({ width: 640, height: 60 });
    },
  },
];

interface CropManifest {
  area: number[];
  fps: number;
  frames: { file: string; start: number; end: number }[];
}

const CUE = [{ start: 1, end: 2, text: 'IIIIIIIIII\nMMMMMMMMMM' }];

const burning: HappyCase[] = [
  {
    title: 'the text stands in the picture while it should; picture and sound stay as they were',
    task: 'ffmpeg.burn_subtitles',
    input: async (put) => ({
      video_path: await put(videoWithAudio()),
      subtitle_path: await put(subtitleFile(CUE)),
      font_size: 28,
    }),
    check: async ({ output, file }) => {
      const burnt = file('video_path');
      expect(output).toMatchObject({ video_duration: seconds(4) });
      expect(await streamFacts(burnt, 'v')).toMatchObject({ width: 320, height: 240, nb_read_packets: '100' });
      expect(await streamFacts(burnt, 'a')).toMatchObject({ codec_name: 'aac', sample_rate: '44100' });
      const before = await videoWithAudio();
      for (const [time, changed] of [
        [0.5, false],
        [1.5, true],
        [2.5, false],
      ] as const) {
        expect({ time, changed: (await differenceBelow(burnt, before, time)) > 10 }).toEqual({ time, changed });
      }
    },
  },
];

const muxing: HappyCase[] = [
  {
    title: 'subtitles and a voice as tracks of the video',
    task: 'ffmpeg.mux',
    input: async (put) => ({
      video_path: await put(videoWithAudio()),
      subtitle_path: await put(subtitleFile(CUE)),
      audio_path: await put(speechLikeTone()),
      ...{ audio_mode: 'mix', audio_language: 'eng', subtitle_language: 'eng' },
    }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({
        video_duration: seconds(4),
        tracks: [
          { type: 'video', codec: 'h264' },
          { type: 'audio', codec: 'aac', language: 'eng' },
          { type: 'subtitle', codec: 'mov_text', language: 'eng' },
        ],
      });
      expect(await streamFacts(file('video_path'), 'v')).toMatchObject({ nb_read_packets: '100' });
    },
  },
];

const THREE_HOURS = 3 * 3600;
const threeHours = (more: object = {}): HappyCase['input'] => {
  return async (put) => ({ video_path: await put(threeHourVideo()), ...more });
};

/** What takes its time by the length of the media takes seconds where little is in it. */
const lasting: HappyCase[] = [
  {
    title: 'three hours, and a strip of them',
    task: 'ffmpeg.probe',
    input: threeHours({ thumbnail_count: 3 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ frames: 180, format: { duration: seconds(THREE_HOURS) } });
      expect(await streamFacts(file('thumbnail_strip_path'), 'v')).toMatchObject({ width: 3 * 240 });
    },
  },
  {
    title: 'three hours of sound',
    task: 'ffmpeg.extract_audio',
    input: threeHours({ audio_format: 'flac', sample_rate: 8000 }),
    check: ({ output }) => expect(output).toMatchObject({ audio_duration: seconds(THREE_HOURS) }),
  },
  {
    title: 'spread over three hours of a picture a minute',
    task: 'ffmpeg.extract_keyframes',
    input: threeHours({ keyframe_sample_count: 4 }),
    check: async ({ file }) => {
      const { frames } = await keyframesOf(file('manifest_path'), file('keyframe_dir'));
      for (const [at, { time }] of frames.entries()) {
        expect(Math.abs(time - (at + 0.5) * (THREE_HOURS / 4))).toBeLessThanOrEqual(30);
        expect(time % 60).toBe(0);
      }
    },
  },
  {
    title: 'the one scene of three hours',
    task: 'ffmpeg.extract_keyframes',
    input: threeHours({ selection: 'scene' }),
    check: ({ output }) => expect(output).toMatchObject({ keyframe_files_count: 1 }),
  },
  {
    title: 'the one word of three hours, looked for in each of its pictures',
    task: 'ffmpeg.crop_subtitle_images',
    input: threeHours({ subtitle_area: [0, 110, 320, 180], fps: 1 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ cropped_images_files_count: 1, frames_examined: THREE_HOURS / 60 });
      const { fps, frames } = JSON.parse(await readFile(file('manifest_path'), 'utf8')) as CropManifest;
      expect({ fps, frames }).toMatchObject({ fps: 1, frames: [{ start: 3600, end: 3660 }] });
    },
  },
  {
    title: 'three hours stay three hours, and FLAC stays FLAC',
    task: 'ffmpeg.burn_subtitles',
    input: async (put) => ({ video_path: await put(threeHourVideo()), subtitle_path: await put(subtitleFile(CUE)) }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ video_duration: seconds(THREE_HOURS, 60) });
      expect(await streamFacts(file('video_path'), 'a')).toMatchObject({ codec_name: 'flac' });
    },
  },
];

export const happy: HappyCase[] = [...probes, ...audio, ...pictures, ...burning, ...muxing, ...lasting];
