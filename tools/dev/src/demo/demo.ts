import { SwitchyardClient } from '@switchyard/client';
import { parseSrt, type Cue } from '@switchyard/subtitles';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { PLACES, type DevSettings } from '../dev-settings';
import { DevSystem } from '../system/dev-system';
import { RunFile } from '../system/run-file';
import { fetchModels, type ModelSettings } from '../models';
import { ProgressLines, type ProgressLine } from '../progress-lines';
import { reportAgainstTruth, reportAgreement, reportCues } from './report';
import { runTasks, type DemoResults } from './run-tasks';
import { sampleVideo } from './sample-video';
import { judge, type DemoTexts } from './verdict';

interface DemoVideo {
  video: string;
  truth?: string;
  /** Nothing is said in it: this machine has no voice. */
  isSilent?: boolean;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const since = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
export const near = (path: string): string => {
  const way = relative(process.cwd(), path);
  return way.startsWith('..') ? path : way;
};

/** From nothing to the subtitles of a video, those in the picture and those that are spoken, over REST alone. */
export async function demo(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  const video = await chooseVideo(settings, signal);
  const models = await fetchModels(settings, signal);
  await withSystem(settings, models, signal, async (gateway, during) => {
    const { path: video_path } = await gateway.files.upload(video.video);
    say(`tasks   for ${video_path}`);
    const results = await runTasks(gateway, video_path, models, during);
    const files = await fetchSubtitles(gateway, results, video);
    const texts = await report(video, files);
    const each = results.tasks.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ');
    say(`\nsubtitles: ${Object.values(files).map(near).join(', ')}\ntimes: ${each}; all together ${since(began)}`);
    if (video.truth) judge(texts, await cuesIn(video.truth));
  });
}

export async function chooseVideo(settings: DevSettings, signal: AbortSignal): Promise<DemoVideo> {
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

/** Uses the system of SWITCHYARD_URL, or that of `make dev-up` when it runs, else one of its own that ends with the demo. */
export async function withSystem(
  settings: DevSettings,
  models: ModelSettings | undefined,
  signal: AbortSignal,
  work: (gateway: SwitchyardClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { switchyardUrl, switchyardKey: key } = settings;
  if (switchyardUrl) {
    say(`system  ${switchyardUrl}`);
    return work(new SwitchyardClient(switchyardUrl, { key, signal }), signal);
  }
  const running = new RunFile(PLACES.runFile).running();
  if (running?.startedBy === 'dev-up' && running.url) {
    say(`system  the one that runs already, ${running.url}`);
    return work(new SwitchyardClient(running.url, { signal }), signal);
  }
  const began = performance.now();
  const system = new DevSystem(settings, 'demo', models);
  await system.start(signal);
  try {
    say(`system  Redis, gateway ${system.url}, monitor${models ? ' and workers' : ''}, ready in ${since(began)}`);
    await withWatch(system, signal, (during) => work(new SwitchyardClient(system.url, { signal: during }), during));
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

/** The SRT files of a run, on this machine. */
interface Subtitles {
  read: string;
  heard?: string;
}

async function fetchSubtitles(
  gateway: SwitchyardClient,
  results: DemoResults,
  { video }: DemoVideo,
): Promise<Subtitles> {
  await mkdir(PLACES.demo, { recursive: true });
  const fetched = async (path: string, kind: string): Promise<string> => {
    const target = join(PLACES.demo, `${basename(video, extname(video))}.${kind}.srt`);
    await writeFile(target, (await gateway.files.download(path)).body);
    return target;
  };
  const read = await fetched(results.read, 'read');
  return results.heard === undefined ? { read } : { read, heard: await fetched(results.heard, 'heard') };
}

const cuesIn = async (path: string): Promise<Cue[]> => parseSrt(await readFile(path, 'utf8'));

/** Shows what was read and heard; gives back what of it can be judged. */
async function report({ truth, isSilent }: DemoVideo, files: Subtitles): Promise<DemoTexts> {
  const read = await cuesIn(files.read);
  const known = truth && (await cuesIn(truth));
  const width = process.stdout.columns;
  say(known ? reportAgainstTruth('read', read, known, width) : reportCues('read', read, width));
  if (files.heard === undefined || isSilent) {
    say(`nothing is said in it: ${isSilent ? 'this machine has no voice' : 'it has no audio'}`);
    return { read };
  }
  const heard = await cuesIn(files.heard);
  say(known ? reportAgainstTruth('heard', heard, known, width) : reportCues('heard', heard, width));
  if (heard.length > 0 && read.length > 0) say(reportAgreement(heard, read));
  return { read, heard };
}
