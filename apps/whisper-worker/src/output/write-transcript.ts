import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSrt, writeVtt } from '@switchyard/subtitles';
import type { Transcript } from '../whisper-methods';
import { segmentsJson, type TranscriptMetadata } from './segments-json';
import type { TranscriptStatistics } from '@switchyard/contracts';

/** Writes a transcript in every format. */
export async function writeTranscript(
  transcript: Transcript,
  metadata: TranscriptMetadata,
  statistics: TranscriptStatistics,
  directory: string,
): Promise<{ segments_file: string; text_file: string; srt_file: string; vtt_file: string }> {
  const cues = transcript.segments.map((segment) => ({ ...segment, text: segment.text.trim() }));
  const text = cues.map((cue) => `${cue.text}\n`).join('');
  const [segments_file, text_file] = [join(directory, 'segments.json'), join(directory, 'transcript.txt')];
  const [srt_file, vtt_file] = [join(directory, 'transcript.srt'), join(directory, 'transcript.vtt')];
  await writeFile(segments_file, segmentsJson(transcript, metadata, statistics));
  await writeFile(text_file, text);
  await writeFile(srt_file, writeSrt(cues));
  await writeFile(vtt_file, writeVtt(cues));
  return { segments_file, text_file, srt_file, vtt_file };
}
