import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { descendantsOf, isAlive, residentMb } from '@switchyard/processes';
import { TestSystem, waitFor, type AppProcess } from '@switchyard/testing';
import { SCRATCH } from '../machine/places';
import { prepareClips } from './clips';
import { complaintsAbout, largestStep, mostMb, type Look } from './long-audio-verdict';

const DIRECTORY = join(SCRATCH, 'bench/asr');
const TASK = 'faster_whisper.transcribe_audio';
const LOOK_MS = 500;
const LONGEST_MS = 2 * 3600 * 1000;
/** A laptop's heartbeats, only faster, so that a killed worker is noticed soon. */
const TIMES = { HEARTBEAT_INTERVAL: '1', HEARTBEAT_TIMEOUT: '5' };

interface Outcome {
  segments: { start: number; end: number; text: string }[];
  statistics: Record<string, number>;
}

interface Transcribed {
  looks: Look[];
  outcome: Outcome;
}

/**
 * Transcribes half an hour, or as long as is asked for, twice through the whole system, and kills the worker at half of the
 * second time. Fails when anything is not as it should be.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '30' }, lanes: { type: 'string', default: '1' } },
  });
  const [minutes, lanes] = [positive('minutes', values.minutes), positive('lanes', values.lanes)];
  await new WhisperModels(new ModelStore({ modelsDir: join(SCRATCH, 'models') })).ensure('whisper-base', {
    kind: 'onnx',
  });
  const audio = longRecording(minutes);
  const system = await TestSystem.start([], { ...TIMES, MODELS_DIR: join(SCRATCH, 'models') });
  const startWorker = (): AppProcess => system.startWorker('faster_whisper', { WHISPER_LANES: String(lanes) });
  try {
    const input = { audio_path: system.put(audio), language: 'en' };
    console.log(`${minutes} minutes, ${process.env['WHISPER_CHUNK'] ?? 240} s a part, lanes: ${lanes}, undisturbed`);
    const worker = startWorker();
    const whole = await transcribed(system, input, { workerAt: () => worker });
    showLooks(whole.looks);
    console.log(`${minutes} minutes, kill -9 of the worker at half of it`);
    const { finished, ...again } = await killedAtHalf(system, input, { worker, startWorker });
    console.log(`${again.looks.at(-1)?.at.toFixed(0)} s in all`);
    const { total_chunks: total = 0, resumed_chunks: resumed = 0 } = again.outcome.statistics;
    console.log(`${finished} of ${total} parts were finished when it was killed, ${resumed} were taken over`);
    const sameText = JSON.stringify(whole.outcome.segments) === JSON.stringify(again.outcome.segments);
    const complaints = complaintsAbout({ looks: whole.looks, lanes, sameText, finished, resumed });
    console.log(complaints.length > 0 ? `FAILED: ${complaints.join('; ')}` : 'all is as it should be');
    if (complaints.length > 0) process.exitCode = 1;
  } finally {
    await system.stop();
  }
}

function positive(name: string, given: string): number {
  if (!(Number(given) > 0)) throw new Error(`--${name} is a number above 0, not ${given}`);
  return Number(given);
}

/** Counts the finished parts when nothing of the killed worker runs any more, then starts another one. */
async function killedAtHalf(
  system: TestSystem,
  input: object,
  { worker, startWorker }: { worker: AppProcess; startWorker: () => AppProcess },
): Promise<Transcribed & { finished: number }> {
  let current = worker;
  let finished: number | undefined;
  const afterLook = async (id: string, progress: number): Promise<void> => {
    if (progress < 0.5 || finished !== undefined) return;
    const processes = descendantsOf(worker.pid);
    await worker.end('SIGKILL');
    const gone = (): boolean => !processes.some(isAlive);
    await waitFor('the end of what the killed worker started', gone);
    const kept = readdirSync(join(system.share, 'workflows', id, TASK, '.checkpoints', id));
    finished = kept.filter((name) => name.endsWith('.json')).length;
    current = startWorker();
  };
  const again = await transcribed(system, input, { workerAt: () => current, afterLook });
  return { ...again, finished: finished ?? 0 };
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
  { workerAt, afterLook }: { workerAt: () => AppProcess; afterLook?: (id: string, progress: number) => Promise<void> },
): Promise<Transcribed> {
  const id = await system.api.start(TASK, input);
  const began = performance.now();
  const looks: Look[] = [];
  await waitFor(
    'the end of the transcription',
    async () => {
      const { status, progress, error } = await system.api.status(id);
      if (status !== 'queued' && status !== 'running' && status !== 'succeeded') throw new Error(JSON.stringify(error));
      const at = (performance.now() - began) / 1000;
      const mb = familyMb(workerAt().pid);
      if (at * 1000 >= looks.length * LOOK_MS) looks.push({ at, progress, mb });
      await afterLook?.(id, progress);
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
    const seconds = (mine.at(-1)?.at ?? 0) - (mine[0]?.at ?? 0);
    return {
      progress: `${tenth * 10} %`,
      seconds: seconds.toFixed(0),
      'memory, most (MB)': mostMb(mine, 0, 1).toFixed(0),
    };
  });
  console.table(Object.fromEntries(rows.map(({ progress, ...row }) => [progress, row])));
  console.log(`largest step of progress between two looks ${(largestStep(looks) * 100).toFixed(1)} %`);
  console.log(`${looks.at(-1)?.at.toFixed(0)} s in all\n`);
}

/** Memory of a process and its descendants. */
const familyMb = (pid: number): number =>
  [pid, ...descendantsOf(pid).map((each) => each.pid)].reduce((sum, each) => sum + residentMb(each), 0);

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
