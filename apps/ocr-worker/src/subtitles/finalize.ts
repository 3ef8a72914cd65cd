import { readResults } from '../read-results';
import { writeSubtitleFiles, type SubtitleFiles } from '../subtitle-files';
import { readFrames } from './manifests';
import { mergeReadings } from './merge-readings';
import type { Reading } from './reading';

/** The files of the steps before, and where the subtitles go. */
export interface FinalizeParams {
  manifest: string;
  results: string;
  directory: string;
}

/** Merges equal neighbours of what was read, and writes them as subtitles. */
export async function finalize({ manifest, results, directory }: FinalizeParams): Promise<SubtitleFiles> {
  const frames = await readFrames(manifest);
  const read = new Map((await readResults(results)).map(({ file, lines }) => [file, lines]));
  const readings: Reading[] = frames.map(({ file, start, end }) => ({ start, end, lines: read.get(file) ?? [] }));
  return writeSubtitleFiles(mergeReadings(readings), directory);
}
