import { describeWorker, longVideo, subtitleFile, videoWithoutAudio } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';

describeWorker({
  service: 'ffmpeg',
  engine: true,
  tool: 'ffmpeg',
  showsFiles: true,
  happy,
  bad,
  long: {
    task: 'ffmpeg.burn_subtitles',
    input: async (put) => ({ video_path: await put(longVideo()), subtitle_path: await put(subtitleFile()) }),
  },
  brief: {
    task: 'ffmpeg.crop_subtitle_images',
    input: async (put) => ({
      video_path: await put(videoWithoutAudio({ seconds: 12, size: '1280x720' })),
      subtitle_area: [0, 0, 1280, 720],
    }),
  },
});
