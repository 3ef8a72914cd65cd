import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordErrorRate } from '@switchyard/subtitles';
import { runBench } from '../machine/bench-process';
import { SCRATCH } from '../machine/places';
import { prepareClips, type Clip } from './clips';
import { EngineProcess, type EngineCommand } from './engine-process';
import { ENGINES, type Engine } from './measure';
import { LONG } from './plan';
import { DIRECTORY, prepareEngines } from './prepare-engines';

const JSON_FILE = join(SCRATCH, 'bench/asr-starts.json');
/** Between the moments at which the recording is begun: far less than a word, but all windows hear something else. */
const STEP_SECONDS = 0.05;

interface Setting {
  beamSize: number;
  wordTimestamps: boolean;
}

/** Errors of a text over the words that were said. */
interface Reading extends Setting {
  engine: Engine;
  start: number;
  errorRate: number;
}

const SETTINGS: readonly Setting[] = [
  { beamSize: 1, wordTimestamps: false },
  { beamSize: 5, wordTimestamps: false },
  { beamSize: 5, wordTimestamps: true },
];

/**
 * How many words of the long recording are wrong when it is begun a little later each time. Each window is given the text
 * before it, and where one fails another text is drawn, so that one start says little.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { starts: { type: 'string', default: '5' }, model: { type: 'string', default: 'whisper-base' } },
  });
  const starts = Number(values.starts);
  if (!(Number.isInteger(starts) && starts > 0))
    throw new Error(`--starts is a number from 1 on, not ${values.starts}`);
  const long = prepareClips(DIRECTORY).clips.find(({ name }) => name === LONG);
  if (!long?.text) throw new Error('the long recording cannot be had here; run.js --prepare-only says why');
  const clips = Array.from({ length: starts }, (_, start) => begunAt(long, start));
  const commands = await prepareEngines(values.model, 'int8');
  // One thread each, so that they need not take turns: texts do not depend on it.
  const readings = await Promise.all(ENGINES.map((engine) => readAll(engine, commands[engine](1), clips)));
  console.table(tableOf(readings.flat()));
  mkdirSync(join(SCRATCH, 'bench'), { recursive: true });
  writeFileSync(JSON_FILE, JSON.stringify({ measured_at: new Date().toISOString(), readings: readings.flat() }));
  console.log(`written to ${JSON_FILE}`);
}

function begunAt(clip: Clip, start: number): Clip {
  const path = join(DIRECTORY, `${clip.name}-${start}.wav`);
  if (!existsSync(path)) {
    const cut = ['-ss', String(start * STEP_SECONDS), '-i', clip.path, '-c:a', 'pcm_s16le', '-bitexact', '-f', 'wav'];
    execFileSync('ffmpeg', ['-y', '-nostdin', '-loglevel', 'error', ...cut, `${path}.new`]);
    renameSync(`${path}.new`, path);
  }
  return { ...clip, path };
}

async function readAll(engine: Engine, command: EngineCommand, clips: Clip[]): Promise<Reading[]> {
  const started = EngineProcess.start(command);
  const readings: Reading[] = [];
  for (const [start, { path, language, text = '' }] of clips.entries()) {
    for (const setting of SETTINGS) {
      const errorRate = wordErrorRate((await started.transcribe({ path, language, ...setting })).text, text);
      readings.push({ engine, start, ...setting, errorRate });
      process.stderr.write(`${titleOf(setting)}, start ${start + 1}, ${engine}: ${percent(errorRate)} %\n`);
    }
  }
  await started.end();
  return readings;
}

/** Mean, least and most of the starts. */
function tableOf(readings: Reading[]): Record<string, Record<string, string>> {
  const cell = (setting: Setting, engine: Engine): string => {
    const own = readings.filter((each) => each.engine === engine && titleOf(each) === titleOf(setting));
    const rates = own.map(({ errorRate }) => errorRate);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    return `${percent(mean)} (${percent(Math.min(...rates))}–${percent(Math.max(...rates))})`;
  };
  const rows = SETTINGS.map((setting) => {
    return [titleOf(setting), Object.fromEntries(ENGINES.map((engine) => [engine, cell(setting, engine)]))] as const;
  });
  return Object.fromEntries(rows);
}

const titleOf = ({ beamSize, wordTimestamps }: Setting): string =>
  `beam ${beamSize}${wordTimestamps ? ', word times' : ''}`;

const percent = (rate: number): string => (rate * 100).toFixed(2);

void runBench(main);
