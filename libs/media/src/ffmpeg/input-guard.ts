/**
 * Containers that are opened. Playlists and lists of files (hls, dash, concat, …) are none of them, whatever the file is
 * called: they would make ffmpeg open files and addresses without a check.
 */
const FORMATS = [
  ...['mov', 'mp4', 'm4a', '3gp', '3g2', 'mj2', 'matroska', 'webm', 'avi', 'mpegts', 'mpeg', 'mpegvideo', 'flv', 'asf'],
  ...['ogg', 'mxf', 'gif', 'rm', 'dv', 'nut', 'ivf', 'wtv', 'obu', 'h264', 'hevc', 'm4v', 'vc1', 'yuv4mpegpipe'],
  ...['wav', 'w64', 'aiff', 'flac', 'mp3', 'aac', 'ac3', 'eac3', 'dts', 'caf', 'amr', 'au', 'ape', 'tta', 'wv', 'mpc'],
];

/** Decoders that run: those of what people have, and none of the rare ones in which most holes are found. */
const DECODERS = [
  ...[
    'h264',
    'hevc',
    'av1',
    'libdav1d',
    'libaom-av1',
    'vp8',
    'vp9',
    'libvpx',
    'libvpx-vp9',
    'mpeg1video',
    'mpeg2video',
    'mpegvideo',
  ],
  ...[
    'mpeg4',
    'msmpeg4',
    'msmpeg4v1',
    'msmpeg4v2',
    'h263',
    'h263p',
    'flv',
    'wmv1',
    'wmv2',
    'wmv3',
    'vc1',
    'theora',
    'mjpeg',
    'png',
  ],
  ...[
    'bmp',
    'webp',
    'gif',
    'tiff',
    'prores',
    'dnxhd',
    'cfhd',
    'dvvideo',
    'ffv1',
    'ffvhuff',
    'huffyuv',
    'utvideo',
    'rawvideo',
    'v210',
  ],
  ...[
    'qtrle',
    'cinepak',
    'svq1',
    'svq3',
    'vp6',
    'vp6f',
    'rv30',
    'rv40',
    'jpeg2000',
    'wrapped_avframe',
    'hap',
    'magicyuv',
  ],
  ...[
    'aac',
    'aac_latm',
    'mp1',
    'mp1float',
    'mp2',
    'mp2float',
    'mp3',
    'mp3float',
    'ac3',
    'eac3',
    'dca',
    'truehd',
    'mlp',
    'opus',
  ],
  ...[
    'libopus',
    'vorbis',
    'libvorbis',
    'flac',
    'alac',
    'ape',
    'tta',
    'wavpack',
    'mpc7',
    'mpc8',
    'wmav1',
    'wmav2',
    'wmapro',
    'wmalossless',
  ],
  ...[
    'wmavoice',
    'amrnb',
    'amrwb',
    'libopencore_amrnb',
    'libopencore_amrwb',
    'cook',
    'sipr',
    'ra_144',
    'ra_288',
    'speex',
    'libspeex',
  ],
  ...[
    'gsm',
    'gsm_ms',
    'nellymoser',
    'g722',
    'g726',
    'adpcm_ms',
    'adpcm_ima_wav',
    'adpcm_ima_qt',
    'adpcm_swf',
    'adpcm_yamaha',
  ],
  // Subtitles: a film with a track that may not be opened would be refused whole.
  ...['subrip', 'srt', 'mov_text', 'ass', 'ssa', 'webvtt', 'text', 'pgssub', 'dvdsub', 'dvbsub', 'cc_dec'],
  ...['pcm_u8', 'pcm_s8', 'pcm_alaw', 'pcm_mulaw', 'pcm_bluray', 'pcm_dvd'],
  ...['s16', 's24', 's32', 's64', 'u16', 'u24', 'u32', 'f32', 'f64'].flatMap((form) => [
    `pcm_${form}le`,
    `pcm_${form}be`,
  ]),
];

/** Most pixels of one picture that are decoded: 8192 × 8192. */
export const MAX_PIXELS = 67_108_864;

/** What every opening of a stranger's file carries. */
export const GUARD: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  FORMATS.join(','),
  '-codec_whitelist',
  DECODERS.join(','),
];

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
