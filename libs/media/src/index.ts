export { probeMedia } from './probe/probe-media';
export type { MediaInfo, ProbedStream, VideoStream } from './probe/media-info';
export { channelMix, type ChannelMix } from './audio/channel-mix';
export { audioSource, IN_TIME, PIPED, type AudioForm } from './audio/timed-audio';
export { shortfallOf } from './probe/real-length';
export { contentOf, requireAudio, requireLength, requireRoom, requireVideo } from './probe/require';
export { describeFile } from './probe/describe-file';
export { checkFfmpeg, ffmpegVersion, runFfmpeg, startFfmpeg, type FfmpegOptions } from './ffmpeg/run-ffmpeg';
export { decoderThreads, encodingIn } from './ffmpeg/encoding';
export { cpuSecondsFor } from './ffmpeg/limits';
export { fileUrl, GUARD, guardedInput } from './ffmpeg/input-guard';
export { areaToBox, outputSize, type Box } from './pictures/area';
export { timedPictures, type TimedYuv } from './pictures/timed-pictures';
export { yuvSize } from './pictures/yuv';
export {
  sampleRate,
  subtitleFrames,
  type SubtitleFrame,
  type SubtitleFramesOptions,
  type TextEdges,
} from './pictures/subtitle-frames';
export { keyframes, type KeyframesOptions } from './pictures/keyframes';
export { inFirstSize } from './pictures/first-size';
export type { TimedPicture } from './pictures/extract-at';
export { thumbnailStrip, type ThumbnailStripOptions } from './pictures/thumbnail-strip';
export { writePng } from './pictures/png';
