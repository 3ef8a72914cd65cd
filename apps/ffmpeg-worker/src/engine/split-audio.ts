import {
  ExtractAudioInput,
  InputRejectedError,
  type SplitAudioInput,
  type SplitAudioOutput,
} from '@switchyard/contracts';
import { fileUrl, guardedInput, runFfmpeg } from '@switchyard/media';
import { toMilliseconds } from '@switchyard/subtitles';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { audioEncoding } from './audio-encoding';
import { extractAudio } from './extract-audio';
import { readStretches } from './read-subtitles';
import { splitPlan, type Part } from './split-plan';
import type { Work } from './work';

/** More files than this in one directory are of no use, and each costs a start. */
const MOST_PARTS = 20_000;
/** Files that one ffmpeg writes. */
const AT_ONCE = 16;
/** Share of the work that is decoding. */
const DECODING = 0.4;

interface Cut extends Part {
  id: number;
  /** Relative to the directory of the files. */
  file: string;
  duration: number;
}

/** Cuts audio into a file for each stretch that a file names. */
export const splitAudio: Work<SplitAudioInput, SplitAudioOutput> = async ({ input, outputDir, tempDir }, work) => {
  const began = performance.now();
  const { sample_rate, channels, output_format } = input;
  const encoding = audioEncoding(output_format, sample_rate, channels);
  const { cues: stretches, faults } = await readStretches(input.subtitle_path);
  const whole = Object.assign(new ExtractAudioInput(), { video_path: input.audio_path, sample_rate, channels });
  const progress = (share: number): void => work.progress(share * DECODING);
  const decoded = await extractAudio({ input: whole, outputDir: tempDir, tempDir }, { ...work, progress });
  const { audio_path: wav, audio_duration: seconds, degraded } = decoded.output;
  const { parts, leftOut } = splitPlan(stretches, seconds, input);
  if (parts.length > MOST_PARTS)
    throw new InputRejectedError(`${parts.length} parts were asked for, more than ${MOST_PARTS}`);
  const directory = path.join(outputDir, 'segments');
  await mkdir(directory);
  const cuts = parts.map((part, at) => cutOf(part, at + 1, input));
  for (const speaker of new Set(cuts.map(({ file }) => path.dirname(file))))
    await mkdir(path.join(directory, speaker), { recursive: true });
  for (let at = 0; at < cuts.length; at += AT_ONCE) {
    await write(cuts.slice(at, at + AT_ONCE), { wav, directory, encoding, signal: work.signal });
    work.progress(DECODING + ((1 - DECODING) * Math.min(cuts.length, at + AT_ONCE)) / cuts.length);
  }
  const info = path.join(outputDir, 'split_info.json');
  await writeFile(info, `${JSON.stringify({ segments: cuts, left_out: leftOut }, null, 2)}\n`);
  return {
    output: {
      audio_segments_dir: directory,
      split_info_file: info,
      audio_source: input.audio_path,
      subtitle_source: input.subtitle_path,
      total_segments: cuts.length + leftOut.length,
      successful_segments: cuts.length,
      segments_count: cuts.length,
      processing_time: toMilliseconds((performance.now() - began) / 1000),
      failed_segments: leftOut.length,
      total_duration: toMilliseconds(cuts.reduce((sum, { duration }) => sum + duration, 0)),
      ...{ audio_format: output_format, sample_rate, channels },
      speaker_summary: summaryOf(cuts),
      degraded: [
        ...faults,
        ...(degraded ?? []),
        ...(leftOut.length > 0 ? [`${leftOut.length} parts are left out; split_info.json says why`] : []),
      ],
    },
    mediaSeconds: seconds,
  };
};

function cutOf(part: Part, id: number, { group_by_speaker, output_format }: SplitAudioInput): Cut {
  const name = `${String(id).padStart(5, '0')}.${output_format}`;
  const group = part.kind === 'silence' ? 'silence' : directoryName(part.speaker ?? 'unknown');
  const file = group_by_speaker ? path.join(group, name) : name;
  return { id, file, ...part, duration: toMilliseconds(part.end - part.start) };
}

/** A speaker may have any name. */
const directoryName = (speaker: string): string => speaker.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 64) || 'unknown';

/** Writes some neighbouring parts with one ffmpeg, which reads from the first of them on. */
async function write(
  cuts: readonly Cut[],
  { wav, directory, encoding, signal }: { wav: string; directory: string; encoding: string[]; signal: AbortSignal },
): Promise<void> {
  const from = Math.min(...cuts.map(({ start }) => start));
  const to = Math.max(...cuts.map(({ end }) => end));
  const outputs = cuts.flatMap(({ start, end, file }) => [
    ...[
      '-map',
      '0:a',
      '-af',
      `atrim=start=${toMilliseconds(start - from)}:end=${toMilliseconds(end - from)},asetpts=PTS-STARTPTS`,
    ],
    ...[...encoding, '-map_metadata', '-1', fileUrl(path.join(directory, file))],
  ]);
  await runFfmpeg(['-ss', String(from), '-t', String(to - from), ...guardedInput(wav), ...outputs], { signal });
}

function summaryOf(cuts: readonly Cut[]): SplitAudioOutput['speaker_summary'] {
  const summary: SplitAudioOutput['speaker_summary'] = {};
  for (const { speaker, duration } of cuts) {
    if (!speaker) continue;
    const { count, duration: before } = summary[speaker] ?? { count: 0, duration: 0 };
    summary[speaker] = { count: count + 1, duration: toMilliseconds(before + duration) };
  }
  return summary;
}
