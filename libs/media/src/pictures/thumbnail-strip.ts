import { runFfmpeg } from '../ffmpeg/run-ffmpeg';
import type { MediaInfo } from '../probe/media-info';
import { keyframes } from './keyframes';

export interface ThumbnailStripOptions {
  info: MediaInfo;
  count: number;
  /** JPEG that is written. */
  output: string;
  /** Existing empty directory for the single pictures. */
  tempDir: string;
  signal: AbortSignal;
  onProgress?: (fraction: number) => void;
}

const BOX = 'scale=240:240:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=area';

/** Pictures spread evenly over a video, side by side in one JPEG; each fits into 240 × 240. */
export async function thumbnailStrip(options: ThumbnailStripOptions): Promise<void> {
  const { info, count, output, tempDir, signal, onProgress } = options;
  const made = await keyframes({
    ...{ info, count, signal, onProgress, selection: 'even', format: 'jpeg' },
    ...{ directory: tempDir, filter: BOX },
  });
  const pictures = ['-f', 'image2', '-start_number', '1', '-i', 'frame_%06d.jpg'];
  await runFfmpeg(
    [...pictures, '-vf', `tile=${made.length}x1`, '-frames:v', '1', '-update', '1', '-q:v', '3', `file:${output}`],
    {
      signal,
      cwd: tempDir,
    },
  );
}
