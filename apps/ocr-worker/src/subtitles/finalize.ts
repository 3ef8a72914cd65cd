import { readResults } from '../read-results';
import { writeSubtitleFiles, type SubtitleFiles } from '../subtitle-files';
import { inPicture } from './in-picture';
import { readFrames, readPlace } from './manifests';
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
  const [cues, place] = [mergeReadings(readings), await readPlace(manifest)];
  if (!place) return writeSubtitleFiles(cues, directory);
  return writeSubtitleFiles(cues.map(inPicture(place.area, place.picture)), directory, place.picture);
}
