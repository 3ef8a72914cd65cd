import { extractAudioTask, extractSubtitlesTask, probeTask, type ProbeOutput } from '@switchyard/contracts';
import { parseSrt } from '@switchyard/subtitles';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { PLACES, type DevSettings } from '../dev-settings';
import { GatewayClient } from '../gateway-client';
import { DevSystem } from '../system/dev-system';
import { RunFile } from '../system/run-file';
import { fetchOcrModel } from '../ocr-model';
import { ProgressLines, type ProgressLine } from '../progress-lines';
import { reportAgainstTruth, reportCues } from './report';
import { runTask, type FinishedTask } from './run-task';
import { sampleVideo } from './sample-video';

interface DemoVideo {
  video: string;
  truth?: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const since = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const near = (path: string): string => {
  const way = relative(process.cwd(), path);
  return way.startsWith('..') ? path : way;
};

/** From nothing to the subtitles of a video, over REST alone. */
export async function demo(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  const video = await chooseVideo(settings, signal);
  const model = await fetchOcrModel(settings, signal);
  await withSystem(settings, model, signal, async (gateway, during) => {
    const tasks = await runTasks(gateway, video, model, during);
    const target = await fetchSubtitles(gateway, tasks, video, during);
    await report(video, target);
    const each = tasks.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ');
    say(`\nsubtitles: ${near(target)}\ntimes: ${each}; all together ${since(began)}`);
  });
}

async function chooseVideo(settings: DevSettings, signal: AbortSignal): Promise<DemoVideo> {
  if (settings.video) {
    const video = resolve(settings.video);
    const found = await stat(video).catch(() => undefined);
    if (!found?.isFile()) throw new Error(`VIDEO=${settings.video} is not a file`);
    say(`video   ${near(video)}`);
    return { video };
  }
  const lines = new ProgressLines(process.stdout);
  const sample = await makeSample(lines, signal).finally(() => lines.close());
  say(`video   ${near(sample.video)}: 30 s with burnt-in subtitles`);
  return sample;
}

async function makeSample(lines: ProgressLines, signal: AbortSignal): Promise<DemoVideo> {
  let line: ProgressLine | undefined;
  const sample = await sampleVideo(PLACES.demo, signal, (fraction) => {
    line ??= lines.add('making a video');
    line.update(fraction);
  });
  if (sample.made) line?.done(sample.made);
  return sample;
}

/** Uses the system of `make dev-up` when it runs, else one of its own that ends with the demo. */
async function withSystem(
  settings: DevSettings,
  model: string,
  signal: AbortSignal,
  work: (gateway: GatewayClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const running = new RunFile(PLACES.runFile).running();
  if (running?.startedBy === 'dev-up' && running.url) {
    say(`system  the one that runs already, ${running.url}`);
    return work(new GatewayClient(running.url), signal);
  }
  const began = performance.now();
  const system = new DevSystem(settings, 'demo', model);
  await system.start(signal);
  try {
    say(`system  Redis, gateway ${system.url} and three workers, ready in ${since(began)}`);
    await withWatch(system, signal, (during) => work(new GatewayClient(system.url), during));
  } finally {
    await system.stop();
  }
}

/** The work ends at once when a part of the system does. */
async function withWatch(
  system: DevSystem,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const crash = new AbortController();
  system.watch().catch((error: unknown) => crash.abort(error));
  const during = AbortSignal.any([signal, crash.signal]);
  try {
    await work(during);
  } catch (error) {
    throw crash.signal.aborted ? crash.signal.reason : error;
  }
}

async function runTasks(
  gateway: GatewayClient,
  { video }: DemoVideo,
  model: string,
  signal: AbortSignal,
): Promise<FinishedTask[]> {
  const video_path = await gateway.upload(video, signal);
  say(`tasks   for ${video_path}`);
  const lines = new ProgressLines(process.stdout);
  try {
    const start = (name: string, more: Record<string, unknown> = {}): Promise<FinishedTask> =>
      runTask(gateway, name, { video_path, ...more }, lines.add(name), signal);
    const probe = await start(probeTask.name);
    const audio = hasAudio(probe) ? [start(extractAudioTask.name)] : [];
    return [probe, ...(await Promise.all([...audio, start(extractSubtitlesTask.name, { model })]))];
  } finally {
    lines.close();
  }
}

/** A film may be silent, which is no reason to fail. */
const hasAudio = ({ output }: FinishedTask): boolean =>
  (output as Partial<ProbeOutput>).streams?.some((stream) => stream.type === 'audio') ?? false;

async function fetchSubtitles(
  gateway: GatewayClient,
  tasks: readonly FinishedTask[],
  { video }: DemoVideo,
  signal: AbortSignal,
): Promise<string> {
  const srt = tasks.find(({ name }) => name === extractSubtitlesTask.name)?.output.srt_file;
  if (typeof srt !== 'string') throw new Error(`${extractSubtitlesTask.name} gave no srt_file`);
  await mkdir(PLACES.demo, { recursive: true });
  const target = join(PLACES.demo, `${basename(video, extname(video))}.read.srt`);
  await gateway.download(srt, target, signal);
  return target;
}

async function report({ truth }: DemoVideo, target: string): Promise<void> {
  const read = parseSrt(await readFile(target, 'utf8'));
  const width = process.stdout.columns;
  say(truth ? reportAgainstTruth(read, parseSrt(await readFile(truth, 'utf8')), width) : reportCues(read, width));
}
