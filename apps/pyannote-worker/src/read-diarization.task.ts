import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  getSpeakerSegmentsTask,
  InputRejectedError,
  validateDiarizationTask,
  type GetSpeakerSegmentsInput,
  type GetSpeakerSegmentsOutput,
  type Made,
  type ValidateDiarizationInput,
  type ValidateDiarizationOutput,
} from '@switchyard/contracts';
import { decodeText, leniently, parseTurns } from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from '../package.json';
import { issuesIn } from './output/issues';
import { milliseconds, segment, statisticsOf, totalsOf, type SpeakerSegment } from './output/segments';

/** Hundreds of hours of speech; more would keep the event loop from its heartbeats. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Segments that the record itself holds; the file holds all. */
const MOST_SHOWN = 1000;

/** What a finished diarization says, and what is wrong with it. */
@Injectable()
export class ReadDiarization {
  @TaskHandler(getSpeakerSegmentsTask)
  async getSegments(input: GetSpeakerSegmentsInput, run: TaskRun): Promise<Made<GetSpeakerSegmentsOutput>> {
    const { segments: all, faults } = await read(input.diarization_file, run);
    const { speaker } = input;
    const segments = speaker === undefined ? all : all.filter((each) => each.speaker === speaker);
    if (speaker !== undefined && segments.length === 0) throw unknownSpeaker(speaker, all);
    const summary = totalsOf(segments);
    const segments_file = join(await run.outputDir(), 'segments.json');
    await writeFile(segments_file, `${JSON.stringify({ segments, summary }, null, 2)}\n`, { signal: run.signal });
    return {
      success: true,
      segments_file,
      data: { segments: segments.slice(0, MOST_SHOWN), summary },
      degraded: faults,
    };
  }

  @TaskHandler(validateDiarizationTask)
  async validate(input: ValidateDiarizationInput, run: TaskRun): Promise<Made<ValidateDiarizationOutput>> {
    const { segments, faults } = await read(input.diarization_file, run);
    const summary = totalsOf(segments);
    const issues = [...faults, ...issuesIn(segments)];
    const { total_segments, total_speakers, total_duration } = summary;
    const avg_segment_duration = milliseconds(total_duration / Math.max(1, total_segments));
    const validation = {
      ...{ valid: issues.length === 0, total_segments, total_speakers, total_duration, avg_segment_duration, issues },
    };
    return { success: true, data: { validation, summary }, degraded: [] };
  }
}

async function read(path: string, run: TaskRun): Promise<{ segments: SpeakerSegment[]; faults: string[] }> {
  run.describe({ engine: { name: 'switchyard-subtitles', version }, mediaSeconds: null });
  const text = await textOf(path, run.signal);
  const { cues, faults } = leniently((report) => parseTurns(text, report));
  return { segments: cues.map(({ start, end, speaker }) => segment(start, end, speaker)), faults };
}

async function textOf(path: string, signal: AbortSignal): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new InputRejectedError(`the diarization has ${size} bytes, more than ${MAX_BYTES}`);
    return decodeText(await file.readFile({ signal }));
  } finally {
    await file.close();
  }
}

function unknownSpeaker(speaker: string, all: readonly SpeakerSegment[]): InputRejectedError {
  const known = Object.keys(statisticsOf(all)).slice(0, 20).join(', ') || 'none';
  return new InputRejectedError(`the diarization has no speaker "${speaker}"; in it speak: ${known}`);
}
