import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  mergeSpeakerBasedSubtitlesTask,
  mergeSpeakerSegmentsTask,
  mergeWithWordTimestampsTask,
  type Made,
  type MergeSpeakerBasedSubtitlesInput,
  type MergeSpeakerBasedSubtitlesOutput,
  type MergeSpeakerSegmentsOutput,
  type MergeSpeakersInput,
  type MergeWithWordTimestampsOutput,
} from '@switchyard/contracts';
import {
  cuesBySpeaker,
  cuesOfTurns,
  speakersOfCues,
  writeJson,
  type Cue,
  type SpeakerTurn,
} from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../package.json';
import { readSegments, readTurns } from './read-segments';

/** Segments that the record itself holds; the file holds all. */
const MOST_SHOWN = 1000;

/** Joins what is said with who speaks: the three ways differ in where a segment begins and ends. */
@Injectable()
export class MergeSpeakers {
  @TaskHandler(mergeSpeakerSegmentsTask)
  async nameSpeakers(input: MergeSpeakersInput, run: TaskRun): Promise<Made<MergeSpeakerSegmentsOutput>> {
    const { cues, turns, faults } = await read(input, run);
    const merged = speakersOfCues(cues, turns);
    const shown = merged.slice(0, MOST_SHOWN).map(({ words: _, ...segment }) => segment);
    const speakers = new Set(turns.map(({ speaker }) => speaker)).size;
    return {
      merged_segments_file: await write(merged, run),
      merged_segments: shown,
      input_summary: { segments: cues.length, speaker_segments: turns.length, speakers },
      degraded: [...faults, ...nameless(merged)],
    };
  }

  @TaskHandler(mergeWithWordTimestampsTask)
  async partAtWords(input: MergeSpeakersInput, run: TaskRun): Promise<Made<MergeWithWordTimestampsOutput>> {
    const { cues, turns, faults } = await read(input, run);
    const merged = cuesBySpeaker(cues, turns);
    const wordless = cues.filter(({ words }) => !words).length;
    const said = wordless > 0 ? [`${wordless} of ${cues.length} segments have no words and one speaker each`] : [];
    return {
      merged_segments_file: await write(merged, run),
      total_segments: merged.length,
      degraded: [...faults, ...said, ...nameless(merged)],
    };
  }

  @TaskHandler(mergeSpeakerBasedSubtitlesTask)
  async fillTurns(
    input: MergeSpeakerBasedSubtitlesInput,
    run: TaskRun,
  ): Promise<Made<MergeSpeakerBasedSubtitlesOutput>> {
    const { cues, turns, faults } = await read(input, run);
    const merged = cuesOfTurns(cues, turns, input.overlap_threshold);
    const said = merged.unmatched > 0 ? [`${merged.unmatched} segments hold what is said in no turn`] : [];
    return {
      merged_segments_file: await write(merged.cues, run),
      total_segments: turns.length,
      matched_segments: turns.length - merged.emptyTurns,
      empty_segments: merged.emptyTurns,
      degraded: [...faults, ...said],
    };
  }
}

async function read(
  input: MergeSpeakersInput,
  run: TaskRun,
): Promise<{ cues: Cue[]; turns: SpeakerTurn[]; faults: string[] }> {
  run.describe({ engine: { name: 'switchyard-subtitles', version }, mediaSeconds: null });
  const segments = await readSegments(input.segments_data ?? input.segments_file ?? [], run.signal);
  const turns = await named('the diarization', readTurns(diarizationOf(input), run.signal));
  return { cues: segments.cues, turns: turns.cues, faults: [...segments.faults, ...turns.faults] };
}

const diarizationOf = (input: MergeSpeakersInput): string | object[] =>
  input.speaker_segments_data ?? input.diarization_file ?? [];

/** Both inputs hold "segments": a refusal says in which one it found the fault. */
async function named<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof InputRejectedError ? new InputRejectedError(`${what}: ${error.message}`) : error;
  }
}

async function write(cues: readonly Cue[], run: TaskRun): Promise<string> {
  const path = join(await run.outputDir(), 'merged-segments.json');
  await writeFile(path, writeJson(cues), { signal: run.signal });
  run.log.info({ event: 'speakers.merged', segments: cues.length });
  return path;
}

function nameless(cues: readonly Cue[]): string[] {
  const count = cues.filter(({ speaker }) => !speaker).length;
  return count > 0 ? [`${count} of ${cues.length} segments are said in no turn and have no speaker`] : [];
}
