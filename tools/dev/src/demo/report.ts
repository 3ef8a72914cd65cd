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

/** How subtitles came to be: read in the picture, heard in the sound. */
export type Way = 'read' | 'heard';

/** What was read or heard beside what is really there, and how far apart they are. */
export function reportAgainstTruth(way: Way, found: readonly Cue[], truth: readonly Cue[], terminal = 100): string {
  const comparison = compareSubtitles(found, truth);
  const table = new Table({ ...LOOK, head: ['time', way, 'truth'], colWidths: columnWidths(2, terminal) });
  for (const pair of comparison.pairs) {
    table.push([
      times(pair.read ?? pair.truth),
      oneLine(pair.read) || '(missed)',
      oneLine(pair.truth) || '(not there)',
    ]);
  }
  return `${table.toString()}\n${inWords(way, comparison)}`;
}

function inWords(way: Way, comparison: SubtitleComparison): string {
  const { cer, wer, cueTimeErrorMedianMs: median, matched, missed, extra } = comparison;
  const cues = `${matched} of ${matched + missed} subtitles found${extra > 0 ? `, ${extra} not in the video` : ''}`;
  const times_ =
    median.start === null ? '' : `; median time error ${median.start} ms at the start, ${median.end} ms at the end`;
  const rate = way === 'read' ? `character error rate ${percent(cer)}` : `word error rate ${percent(wer)}`;
  return `${cues}; ${rate}${times_}`;
}

const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;

/** How far what is said and what is burnt in are the same. */
export function reportAgreement(heard: readonly Cue[], read: readonly Cue[]): string {
  const { wer, matched, missed, extra } = compareSubtitles(heard, read);
  const alone = missed + extra > 0 ? `, ${missed} burnt in alone, ${extra} spoken alone` : '';
  return `spoken and burnt in: ${matched} subtitles are the same ones${alone}; ${percent(wer)} of the words differ`;
}

/** The subtitles of a video whose true text is unknown. */
export function reportCues(way: Way, read: readonly Cue[], terminal = 100, limit = 40): string {
  if (read.length === 0) return way === 'read' ? 'no subtitles found in the picture' : 'nothing is said in it';
  const table = new Table({ ...LOOK, head: ['time', way], colWidths: columnWidths(1, terminal) });
  for (const cue of read.slice(0, limit)) table.push([times(cue), oneLine(cue)]);
  const rest = read.length > limit ? `\n... and ${read.length - limit} more` : '';
  return `${table.toString()}${rest}\n${read.length} subtitles ${way === 'read' ? 'found' : 'heard'}`;
}
