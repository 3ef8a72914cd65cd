import { InputRejectedError } from '@switchyard/contracts';
import { runTool } from '@switchyard/engine';
import path from 'node:path';
import { INSTALL_FFMPEG, runFfmpeg } from '../ffmpeg/run-ffmpeg';
import { PROBE_LIMITS } from '../ffmpeg/limits';
import { fileUrl, GUARD, guardedInput } from '../ffmpeg/input-guard';
import { UNKNOWN, describeFile } from './describe-file';
import { toMediaInfo, type MediaInfo } from './media-info';
import { withRealLength } from './real-length';

/** Looks into a media file; what is none is refused with what was found instead. */
export async function probeMedia(file: string, signal: AbortSignal): Promise<MediaInfo> {
  const printed: Buffer[] = [];
  const { code, stderrTail, metLimit } = await runTool(
    'ffprobe',
    ['-v', 'warning', ...GUARD, '-show_streams', '-show_format', '-of', 'json', '-i', fileUrl(file)],
    { signal, install: INSTALL_FFMPEG, limits: PROBE_LIMITS, onStdout: (chunk) => void printed.push(chunk) },
  );
  if (metLimit) throw new InputRejectedError(`looking into ${path.basename(file)} met its limit of ${metLimit}`);
  if (code !== 0) throw await notMedia(file, stderrTail);
  const info = toMediaInfo(file, Buffer.concat(printed).toString());
  if (info.format.duration !== null) return withRealLength(info, /Estimating duration/.test(stderrTail), signal);
  if (!info.streams.some(({ type }) => type === 'video' || type === 'audio')) return info;
  return { ...info, format: { ...info.format, duration: await measuredDuration(file, signal) } };
}

async function notMedia(file: string, stderr: string): Promise<InputRejectedError> {
  const name = path.basename(file);
  const found = await describeFile(file);
  const isCutOff = found === UNKNOWN && /moov atom not found/.test(stderr);
  const why = isCutOff ? ' (its index is missing: it was cut off or is still being written)' : '';
  return new InputRejectedError(`${name} is not a video or audio file that can be read: it is ${found}${why}`);
}

/** The length of a file that does not state it, e.g. a recording of a browser: read through, not decoded. */
async function measuredDuration(file: string, signal: AbortSignal): Promise<number | null> {
  const { seconds } = await runFfmpeg([...guardedInput(file), '-map', '0', '-c', 'copy', '-f', 'null', '-'], {
    signal,
  });
  return seconds > 0 ? seconds : null;
}
