import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { SENTENCES, TestSystem, freePort, preparePython, speech, waitFor } from '@switchyard/testing';
import { PACKAGES } from '../asr/peer';
import { BenchProcess, runBench } from '../machine/bench-process';
import { SCRATCH } from '../machine/places';
import { median } from '../statistics';
import { ask, load, type Seen, type Side } from './load';

const DIRECTORY = join(SCRATCH, 'bench/clients');
const JSON_FILE = join(SCRATCH, 'bench/clients.json');
const WEB = ['fastapi==0.165.0', 'uvicorn==0.54.0', 'python-multipart==0.0.34'];
/** Clients at once, and how many requests they send together. */
const LOADS: readonly [clients: number, requests: number][] = [
  [1, 20],
  [8, 40],
  [32, 96],
];
const START_MS = 120_000;

interface Weights {
  name: string;
  /** Of CTranslate2. */
  directory: string;
}

/**
 * Clients that transcribe a clip of three seconds, at Switchyard and at faster-whisper behind FastAPI, on the same weights. Fails
 * when a text is missing; the figures are for the reader to judge.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { model: { type: 'string', default: 'whisper-base' } } });
  const models = new WhisperModels(new ModelStore({ modelsDir: join(SCRATCH, 'models') }));
  const { tokenizer } = await models.ensure(values.model, { kind: 'onnx' });
  const weights = { name: values.model, directory: dirname(tokenizer) };
  const clip = readFileSync(await speech(SENTENCES.slice(0, 1)));
  mkdirSync(DIRECTORY, { recursive: true });
  const theirs = await atFastApi(weights, (side) => measured(side, clip));
  const { overMs, ...ours } = await atSwitchyard(weights, async (side) => ({
    ...(await measured(side, clip)),
    overMs: await overEngine(side.url, clip),
  }));
  const rows = LOADS.map(([clients], at) => rowOf(theirs.seen[at], ours.seen[at], clients));
  console.log(`${values.model}, ${cpus().length} cores, a clip of 3 s`);
  console.table(Object.fromEntries(rows));
  console.log(`first byte over the engine's own time, one client, p50: ${overMs.toFixed(0)} ms (aim: 60 ms)`);
  writeFileSync(JSON_FILE, JSON.stringify({ measured_at: new Date().toISOString(), ...weights, theirs, ours, overMs }));
  console.log(`written to ${JSON_FILE}`);
}

async function atFastApi<T>({ directory: model }: Weights, work: (side: Side) => Promise<T>): Promise<T> {
  const python = preparePython(join(DIRECTORY, 'venv'), [...PACKAGES, ...WEB]);
  const port = await freePort();
  const setup = JSON.stringify({ model, port, threads: cpus().length });
  const command = [python, join(__dirname, 'fastapi_peer.py'), setup];
  const server = BenchProcess.start(command, { HF_HUB_OFFLINE: '1' }, join(DIRECTORY, 'fastapi.log'));
  try {
    const url = `http://127.0.0.1:${port}`;
    const answers = async (): Promise<boolean> => {
      server.assertRunning();
      return fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await waitFor('FastAPI', answers, START_MS);
    return await work({ url, pids: () => [server.pid] });
  } finally {
    await server.stop();
  }
}

async function atSwitchyard<T>({ name }: Weights, work: (side: Side) => Promise<T>): Promise<T> {
  const models = { MODELS_DIR: join(SCRATCH, 'models'), MODELS_AUTO: 'false', WHISPER_MODEL: name };
  const system = await TestSystem.start(['faster_whisper'], { ...models, LOG_LEVEL: 'warn' });
  try {
    return await work({ url: system.api.url, pids: () => system.processes.map(({ pid }) => pid) });
  } finally {
    await system.stop();
  }
}

async function measured(side: Side, clip: Buffer): Promise<{ seen: Seen[] }> {
  await ask(side.url, clip); // the model is loaded by the first one
  const seen: Seen[] = [];
  for (const [clients, requests] of LOADS) seen.push(await load(side, clip, clients, requests));
  return { seen };
}

/** What a lone client waits beyond the transcription itself. */
async function overEngine(url: string, clip: Buffer): Promise<number> {
  const over: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    const { reply, ms } = await ask(url, clip);
    const id = reply.headers.get('x-switchyard-task-id') ?? '';
    const told = await fetch(`${url}/v1/tasks/${id}/result`);
    const { result } = (await told.json()) as { result: { output: { transcribe_duration: number } } };
    over.push(ms - result.output.transcribe_duration * 1000);
  }
  return median(over);
}

function rowOf(theirs: Seen | undefined, ours: Seen | undefined, clients: number): [string, Record<string, string>] {
  const pair = (of: (seen: Seen) => number, digits: number): string =>
    [theirs, ours].map((seen) => (seen ? of(seen).toFixed(digits) : '–')).join(' / ');
  const ratio = ours && theirs ? ours.throughput / theirs.throughput : NaN;
  return [
    `${clients} clients`,
    {
      'requests a second, theirs / ours': pair(({ throughput }) => throughput, 2),
      ratio: `${ratio.toFixed(2)} (aim: 1.5)`,
      'p50, ms': pair(({ p50 }) => p50, 0),
      'p99, ms': pair(({ p99 }) => p99, 0),
      'memory, MB': pair(({ peakMb }) => peakMb, 0),
    },
  ];
}

void runBench(main);
