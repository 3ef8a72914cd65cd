import { compareSubtitles, type Cue, type SubtitleComparison } from '@switchyard/subtitles';
import Table from 'cli-table3';

/** Without colours and without lines between rows. */
const LOOK = {
  style: { head: [], border: [] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  wordWrap: true,
};
const TIME_WIDTH = 17;

/** Columns of even width that fill the terminal, within reason. */
function columnWidths(texts: number, terminal: number): number[] {
  const room = Math.min(Math.max(terminal, 60), 110) - TIME_WIDTH - texts - 2;
  return [TIME_WIDTH, ...Array.from({ length: texts }, () => Math.floor(room / texts))];
}

const clock = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, '0')}`;
};

const times = (cue: Cue | undefined): string => (cue ? `${clock(cue.start)}-${clock(cue.end)}` : '');
const oneLine = (cue: Cue | undefined): string => cue?.text.replaceAll('\n', ' ') ?? '';

/** What was read beside what is really there, and how far apart they are. */
export function reportAgainstTruth(read: readonly Cue[], truth: readonly Cue[], terminal = 100): string {
  const comparison = compareSubtitles(read, truth);
  const table = new Table({ ...LOOK, head: ['time', 'read', 'truth'], colWidths: columnWidths(2, terminal) });
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
export function reportCues(read: readonly Cue[], terminal = 100, limit = 40): string {
  if (read.length === 0) return 'no subtitles found in the picture';
  const table = new Table({ ...LOOK, head: ['time', 'read'], colWidths: columnWidths(1, terminal) });
  for (const cue of read.slice(0, limit)) table.push([times(cue), oneLine(cue)]);
  const rest = read.length > limit ? `\n... and ${read.length - limit} more` : '';
  return `${table.toString()}${rest}\n${read.length} subtitles found`;
}
