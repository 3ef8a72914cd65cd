import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { TaskError } from '@switchyard/contracts';
import {
  compareSubtitles,
  decodeText,
  parseSubtitles,
  type Cue,
  type SubtitleComparison,
  type SubtitleFormat,
} from '@switchyard/subtitles';
import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { examples, type App, type Session } from '../session';
import { pairs, table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { formatClock } from '../terminal/units';

const FORMATS: Readonly<Record<string, SubtitleFormat>> = {
  '.srt': 'srt',
  '.vtt': 'vtt',
  '.ass': 'ass',
  '.json': 'json',
};

/** `compare`: how far two subtitle files are apart. */
export function addCompare(program: Command, app: App): void {
  program
    .command('compare')
    .summary('compare two subtitle files: word and character error rate, times')
    .description(
      'Compares subtitles with the truth, or any two files: error rates of the whole text, and every cue beside the one it stands for. SRT, WebVTT, ASS, or JSON with segments.',
    )
    .argument('<FILE>', 'subtitles that were read, heard or written')
    .argument('<TRUTH>', 'what they should be')
    .option('--all', 'show the cues that are equal too')
    .addHelpText('after', examples('compare heard.srt truth.srt', 'compare segments.json truth.vtt --json'))
    .action(app.action(compare));
}

async function compare({ terminal }: Session, file: string, truth: string, { all }: { all?: boolean }): Promise<void> {
  const comparison = compareSubtitles(await readCues(file), await readCues(truth));
  terminal.answer(comparison, () => {
    const rows = comparison.pairs.filter((pair) => all || pair.read?.text !== pair.truth?.text).map(rowOf);
    const cues = rows.length > 0 ? [table(terminal, ['TIME', 'FILE', 'TRUTH'], rows)] : [];
    return [...cues, figures(terminal, comparison)].join('\n\n');
  });
}

async function readCues(path: string): Promise<Cue[]> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (!format) throw new CliError(`${basename(path)} is none of ${Object.keys(FORMATS).join(', ')}`, 2);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${path} cannot be read (${error.code})`, error.code === 'ENOENT' ? 3 : 1);
  });
  try {
    return parseSubtitles(decodeText(bytes), format);
  } catch (error) {
    throw error instanceof TaskError ? new CliError(`${basename(path)}: ${error.message}`, 2) : error;
  }
}

function rowOf({ read, truth }: SubtitleComparison['pairs'][number]): string[] {
  const { start = 0, end = 0 } = read ?? truth ?? {};
  return [`${formatClock(start)}-${formatClock(end)}`, shown(read, '(missed)'), shown(truth, '(not there)')];
}

const shown = (cue: Cue | undefined, without: string): string => cue?.text.replaceAll('\n', ' ') ?? without;

function figures(terminal: Terminal, found: SubtitleComparison): string {
  const { start, end } = found.cueTimeErrorMedianMs;
  return pairs(terminal, {
    'word error rate': percent(found.wer),
    'character error rate': percent(found.cer),
    cues: `${found.matched} matched, ${found.missed} missed, ${found.extra} extra`,
    'median time error': start === null || end === null ? null : `${start} ms at the start, ${end} ms at the end`,
  });
}

const percent = (rate: number): string => `${(rate * 100).toFixed(2)} %`;
