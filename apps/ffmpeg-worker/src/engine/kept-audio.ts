import { channelMix, type MediaInfo } from '@switchyard/media';

/** Codecs that MP4 holds as they are; other audio becomes AAC. */
const IN_MP4 = ['aac', 'mp3', 'ac3', 'eac3', 'opus', 'flac', 'alac', 'mp2', 'dts'];

const MOST_CHANNELS = 8;

/**
 * Codecs of all audio tracks: as they were where the container can hold them. AAC, which the others become, holds no more than
 * eight channels, and none without places.
 */
export async function keptAudio(
  info: MediaInfo,
  signal: AbortSignal,
  container: 'mp4' | 'mkv' = 'mp4',
): Promise<{ args: string[]; degraded: string[] }> {
  if (container === 'mkv') return { args: ['-c:a', 'copy'], degraded: [] };
  const [args, degraded]: [string[], string[]] = [[], []];
  for (const [at, stream] of info.streams.filter(({ type }) => type === 'audio').entries()) {
    const { channels = 0, codec, placed, title } = stream;
    const isKept = IN_MP4.includes(codec);
    args.push(`-c:a:${at}`, isKept ? 'copy' : 'aac');
    // MP4 has no other place for the title of a track; its language is kept by itself.
    if (title) args.push(`-metadata:s:a:${at}`, `handler_name=${title}`);
    if (isKept || (placed && channels <= MOST_CHANNELS)) continue;
    const mix = placed
      ? { filter: 'aformat=channel_layouts=stereo', degraded: [] }
      : await channelMix(info, stream, signal);
    args.push(`-filter:a:${at}`, mix.filter ?? 'anull');
    degraded.push(
      `the ${channels} channels of audio track ${at} were mixed into ${placed ? 'two' : 'one'}`,
      ...mix.degraded,
    );
  }
  return { args, degraded };
}
