import { compareSubtitles, type Cue, type SubtitleComparison } from '@switchyard/subtitles';
import Table from 'cli-table3';

/** The plain frame that fits every terminal. */
const FRAME = { head: [], border: [] };
const TEXT_WIDTH = 44;

const clock = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, '0')}`;
};

const times = (cue: Cue | undefined): string => (cue ? `${clock(cue.start)}-${clock(cue.end)}` : '');
const oneLine = (cue: Cue | undefined): string => cue?.text.replaceAll('\n', ' ') ?? '';

/** What was read beside what is really there, and how far apart they are. */
export function reportAgainstTruth(read: readonly Cue[], truth: readonly Cue[]): string {
  const comparison = compareSubtitles(read, truth);
  const table = new Table({
    head: ['time', 'read', 'truth'],
    style: FRAME,
    colWidths: [17, TEXT_WIDTH, TEXT_WIDTH],
    wordWrap: true,
  });
  for (const pair of comparison.pairs) {
    table.push([
      times(pair.read ?? pair.truth),
      oneLine(pair.read) || '(missed)',
      oneLine(pair.truth) || '(not there)',
    ]);
  }
  return `${table.toString()}\n${inWords(comparison)}`;
}

function inWords({ cer, cueTimeErrorMedianMs: median, matched, missed, extra }: SubtitleComparison): string {
  const cues = `${matched} of ${matched + missed} subtitles found${extra > 0 ? `, ${extra} not in the video` : ''}`;
  const times_ =
    median.start === null ? '' : `; median time error ${median.start} ms at the start, ${median.end} ms at the end`;
  return `${cues}; character error rate ${(cer * 100).toFixed(2)} %${times_}`;
}

/** The subtitles of a video nobody knows the truth of. */
export function reportCues(read: readonly Cue[], limit = 40): string {
  const table = new Table({ head: ['time', 'read'], style: FRAME, colWidths: [17, 2 * TEXT_WIDTH], wordWrap: true });
  for (const cue of read.slice(0, limit)) table.push([times(cue), oneLine(cue)]);
  const rest = read.length > limit ? `\n... and ${read.length - limit} more` : '';
  return `${table.toString()}${rest}\n${read.length} subtitles found`;
}
