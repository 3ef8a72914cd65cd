/**
 * Containers that are opened. Playlists and lists of files (hls, dash, concat, …) are none of them, whatever the file is
 * called: they would make ffmpeg open files and addresses without a check.
 */
const FORMATS = [
  ...['mov', 'mp4', 'm4a', '3gp', '3g2', 'mj2', 'matroska', 'webm', 'avi', 'mpegts', 'mpeg', 'mpegvideo', 'flv', 'asf'],
  ...['ogg', 'mxf', 'gif', 'rm', 'dv', 'nut', 'ivf', 'wtv', 'obu', 'h264', 'hevc', 'm4v', 'vc1', 'yuv4mpegpipe'],
  ...['wav', 'w64', 'aiff', 'flac', 'mp3', 'aac', 'ac3', 'eac3', 'dts', 'caf', 'amr', 'au', 'ape', 'tta', 'wv', 'mpc'],
];

/** Most pixels of one picture that are decoded: 8192 × 8192. */
export const MAX_PIXELS = 67_108_864;

/** What every opening of a stranger's file carries. */
export const GUARD: readonly string[] = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS.join(',')];

/** The address of a file for ffmpeg; a name can then neither be an option nor another protocol. */
export const fileUrl = (path: string): string => `file:${path}`;

/** `-i` with all its guards; `options` are those of the input, such as `-ss`. */
export const guardedInput = (path: string, options: readonly string[] = []): string[] => [
  ...GUARD,
  '-max_pixels',
  String(MAX_PIXELS),
  ...options,
  '-i',
  fileUrl(path),
];
