import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from '../machine/bench-process';
import { SCRATCH } from '../machine/places';
import { prepareClips } from './clips';
import { measure, measureColdStarts } from './measure';
import type { Precision } from './peer';
import { FULL_PLAN, QUICK_PLAN } from './plan';
import { DIRECTORY, prepareEngines } from './prepare-engines';
import { errorRows, processRows, speedRows, wordTimeRows, type Results, type Row } from './report';
import { readTexts, reportTexts } from './same-texts';

const JSON_FILE = join(SCRATCH, 'bench/asr.json');

/**
 * Transcribes the same recordings with Switchyard and with faster-whisper, in turns, from the same weights. In float32 it
 * measures nothing, but says whether the texts are the same.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      model: { type: 'string', default: 'whisper-base' },
      precision: { type: 'string', default: 'int8' },
      'prepare-only': { type: 'boolean', default: false },
    },
  });
  const { clips, left } = prepareClips(DIRECTORY);
  for (const each of left) console.warn(`left out: ${each}`);
  const commands = await prepareEngines(values.model, precisionOf(values.precision));
  if (values['prepare-only']) return;
  const plan = { ...(values.quick ? QUICK_PLAN : FULL_PLAN) };
  if (values.precision === 'float32')
    return console.log(reportTexts(await readTexts(commands, clips.filter(plan.read))));
  if (values.rounds) plan.rounds = Number(values.rounds);
  const first = clips.find(({ name }) => name === 'jfk') ?? clips[0]!;
  const coldStarts = await measureColdStarts(commands, first, plan.coldStarts);
  const measurements = await measure(commands, clips, plan);
  const results = { clips, timed: clips.filter(plan.timed), coldStarts, measurements };
  report(results, values.model);
}

function precisionOf(text: string): Precision {
  if (text === 'int8' || text === 'float32') return text;
  throw new Error(`--precision is int8 or float32, not ${text}`);
}

function report(results: Results, model: string): void {
  const seconds = results.clips.reduce((total, clip) => total + clip.seconds, 0);
  console.log(`${model}, int8, ${results.clips.length} recordings (${(seconds / 60).toFixed(1)} min)`);
  const tables: Record<string, Row[]> = {
    'Seconds a second of speech': speedRows(results),
    'Word errors in %, faster-whisper / Switchyard': errorRows(results),
    'Word times beside faster-whisper': wordTimeRows(results),
    Process: processRows(results),
  };
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`\n${title}`);
    console.table(Object.fromEntries(rows.map(({ '': name, ...row }) => [name, row])));
  }
  mkdirSync(dirname(JSON_FILE), { recursive: true });
  const machine = { cores: cpus().length, model: cpus()[0]?.model.trim(), node: process.versions.node };
  writeFileSync(
    JSON_FILE,
    JSON.stringify({ measured_at: new Date().toISOString(), machine, model, tables, ...results }),
  );
  console.log(`\nwritten to ${JSON_FILE}`);
}

void runBench(main);
