import {
  InputRejectedError,
  type Made,
  type MergeSpeakerBasedSubtitlesInput,
  type MergeSpeakerBasedSubtitlesOutput,
  type MergeSpeakerSegmentsOutput,
  type MergeSpeakersInput,
  type MergeWithWordTimestampsOutput,
} from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import {
  cuesBySpeaker,
  cuesOfTurns,
  speakersOfCues,
  writeJson,
  type Cue,
  type SpeakerTurn,
} from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../subtitle-methods';
import { readSegments, readTurns } from './read-segments';

/** Segments that the record itself holds; the file holds all. */
const MOST_SHOWN = 1000;

/** Names the speaker of each segment. */
export async function nameSpeakers(
  job: Job<MergeSpeakersInput>,
  work: EngineWork,
): Promise<Made<MergeSpeakerSegmentsOutput>> {
  const { cues, turns, faults } = await read(job, work);
  const merged = speakersOfCues(cues, turns);
  const shown = merged.slice(0, MOST_SHOWN).map(({ words: _, ...segment }) => segment);
  const speakers = new Set(turns.map(({ speaker }) => speaker)).size;
  return {
    merged_segments_file: await write(merged, job, work),
    merged_segments: shown,
    input_summary: { segments: cues.length, speaker_segments: turns.length, speakers },
    degraded: [...faults, ...nameless(merged)],
  };
}

/** Parts segments at the word where the speaker changes. */
export async function partAtWords(
  job: Job<MergeSpeakersInput>,
  work: EngineWork,
): Promise<Made<MergeWithWordTimestampsOutput>> {
  const { cues, turns, faults } = await read(job, work);
  const merged = cuesBySpeaker(cues, turns);
  const wordless = cues.filter(({ words }) => !words).length;
  const said = wordless > 0 ? [`${wordless} of ${cues.length} segments have no words and one speaker each`] : [];
  return {
    merged_segments_file: await write(merged, job, work),
    total_segments: merged.length,
    degraded: [...faults, ...said, ...nameless(merged)],
  };
}

/** Makes a segment of each turn, with all that is said in it. */
export async function fillTurns(
  job: Job<MergeSpeakerBasedSubtitlesInput>,
  work: EngineWork,
): Promise<Made<MergeSpeakerBasedSubtitlesOutput>> {
  const { cues, turns, faults } = await read(job, work);
  const merged = cuesOfTurns(cues, turns, job.input.overlap_threshold);
  const said = merged.unmatched > 0 ? [`${merged.unmatched} segments hold what is said in no turn`] : [];
  return {
    merged_segments_file: await write(merged.cues, job, work),
    total_segments: turns.length,
    matched_segments: turns.length - merged.emptyTurns,
    empty_segments: merged.emptyTurns,
    degraded: [...faults, ...said],
  };
}

async function read(
  { input }: Job<MergeSpeakersInput>,
  { signal }: EngineWork,
): Promise<{ cues: Cue[]; turns: SpeakerTurn[]; faults: string[] }> {
  const segments = await readSegments(input.segments_data ?? input.segments_file ?? [], signal);
  const turns = await named('the diarization', readTurns(diarizationOf(input), signal));
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

async function write(cues: readonly Cue[], { outputDir }: Job<unknown>, { signal }: EngineWork): Promise<string> {
  const path = join(outputDir, 'merged-segments.json');
  await writeFile(path, writeJson(cues), { signal });
  return path;
}

function nameless(cues: readonly Cue[]): string[] {
  const count = cues.filter(({ speaker }) => !speaker).length;
  return count > 0 ? [`${count} of ${cues.length} segments are said in no turn and have no speaker`] : [];
}
