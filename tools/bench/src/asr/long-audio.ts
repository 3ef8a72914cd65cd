import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { TestSystem, descendantsOf, waitFor, type AppProcess } from '@switchyard/testing';
import { SCRATCH } from '../machine/places';
import { prepareClips } from './clips';

const DIRECTORY = join(SCRATCH, 'bench/asr');
const TASK = 'faster_whisper.transcribe_audio';
const LOOK_MS = 500;
const LONGEST_MS = 2 * 3600 * 1000;
/** A laptop's heartbeats, only faster, so that a killed worker is noticed soon. */
const TIMES = { HEARTBEAT_INTERVAL: '1', HEARTBEAT_TIMEOUT: '5' };

interface Look {
  /** Seconds since the task began. */
  at: number;
  progress: number;
  /** Resident memory of the worker and all its processes. */
  mb: number;
}

interface Outcome {
  segments: { start: number; end: number; text: string }[];
  statistics: Record<string, number>;
}

/** Transcribes half an hour twice through the whole system, and kills the worker at half of the second time. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '30' }, lanes: { type: 'string', default: '0' } },
  });
  const minutes = Number(values.minutes);
  await new WhisperModels(new ModelStore({ modelsDir: join(SCRATCH, 'models') })).ensure('whisper-base', {
    kind: 'onnx',
  });
  const audio = longRecording(minutes);
  const system = await TestSystem.start([], { ...TIMES, MODELS_DIR: join(SCRATCH, 'models') });
  const lanes = { WHISPER_LANES: values.lanes };
  try {
    const input = { audio_path: system.put(audio), language: 'en' };
    console.log(`${minutes} minutes, ${process.env['WHISPER_CHUNK'] ?? 240} s a part, undisturbed`);
    const worker = system.startWorker('faster_whisper', lanes);
    const whole = await transcribed(system, input, () => worker);
    showLooks(whole.looks);
    console.log(`${minutes} minutes, kill -9 of the worker at half of it`);
    let current = worker;
    let killedAt: number | undefined;
    const again = await transcribed(system, input, (progress) => {
      if (progress < 0.5 || killedAt !== undefined) return current;
      killedAt = progress;
      current.signal('SIGKILL');
      return (current = system.startWorker('faster_whisper', lanes));
    });
    console.log(`${again.looks.at(-1)?.at.toFixed(0)} s in all`);
    const { total_chunks: total = 0, resumed_chunks: resumed = 0 } = again.outcome.statistics;
    const repeated = (killedAt ?? 0) * total - resumed;
    console.log(`killed at ${((killedAt ?? 0) * 100).toFixed(1)} %: ${resumed} of ${total} parts were kept,`);
    console.log(`the work of ${repeated.toFixed(1)} parts was done again`);
    const same = JSON.stringify(whole.outcome.segments) === JSON.stringify(again.outcome.segments);
    console.log(`segments ${same ? 'are the same as' : 'DIFFER from'} those of the undisturbed run`);
    if (!same || resumed === 0) process.exitCode = 1;
  } finally {
    await system.stop();
  }
}

/** The connected recording of the bench, repeated to the length asked for. */
function longRecording(minutes: number): string {
  const { clips } = prepareClips(DIRECTORY);
  const longest = clips.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  const path = join(DIRECTORY, `long-${minutes}.flac`);
  mkdirSync(DIRECTORY, { recursive: true });
  const length = ['-t', String(minutes * 60)];
  execFileSync('ffmpeg', ['-y', '-v', 'error', '-stream_loop', '-1', '-i', longest.path, ...length, path]);
  return path;
}

async function transcribed(
  system: TestSystem,
  input: object,
  workerAt: (progress: number) => AppProcess,
): Promise<{ looks: Look[]; outcome: Outcome }> {
  const id = await system.api.start(TASK, input);
  const began = performance.now();
  const looks: Look[] = [];
  await waitFor(
    'the end of the transcription',
    async () => {
      const { status, progress, error } = await system.api.status(id);
      if (status !== 'queued' && status !== 'running' && status !== 'succeeded') throw new Error(JSON.stringify(error));
      const at = (performance.now() - began) / 1000;
      const mb = await residentMb(workerAt(progress).pid);
      if (at * 1000 >= looks.length * LOOK_MS) looks.push({ at, progress, mb });
      return status === 'succeeded';
    },
    LONGEST_MS,
  );
  const { output } = await system.api.stage(id);
  const file = join(system.share, String(output?.['segments_file']).slice('/share'.length));
  return { looks, outcome: JSON.parse(readFileSync(file, 'utf8')) as Outcome };
}

/** A row a tenth of the work. */
function showLooks(looks: Look[]): void {
  const rows = Array.from({ length: 10 }, (_, tenth) => {
    const mine = looks.filter(({ progress }) => Math.min(9, Math.floor(progress * 10)) === tenth);
    const mbs = mine.map(({ mb }) => mb);
    const seconds = (mine.at(-1)?.at ?? 0) - (mine[0]?.at ?? 0);
    return {
      progress: `${tenth * 10} %`,
      seconds: seconds.toFixed(0),
      'memory, most (MB)': Math.max(0, ...mbs).toFixed(0),
    };
  });
  console.table(Object.fromEntries(rows.map(({ progress, ...row }) => [progress, row])));
  const steps = looks.map(({ progress }, at) => progress - (looks[at - 1]?.progress ?? 0));
  console.log(`largest step of progress between two looks ${(Math.max(...steps) * 100).toFixed(1)} %`);
  console.log(`${looks.at(-1)?.at.toFixed(0)} s in all\n`);
}

/** Memory of a process and its descendants (proc(5)). */
async function residentMb(pid: number): Promise<number> {
  const below = await descendantsOf(pid);
  return [pid, ...below.map((each) => each.pid)].reduce((sum, each) => sum + residentOf(each), 0);
}

function residentOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // ended meanwhile
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
