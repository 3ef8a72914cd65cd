import { Injectable, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import {
  extractAudioTask,
  generateSubtitleFilesTask,
  tasksOf,
  transcribeAudioTask,
  type ExtractAudioInput,
  type ExtractAudioOutput,
  type Made,
  type TranscribeAudioInput,
  type TranscribeAudioOutput,
} from '@switchyard/contracts';
import { GpuLock } from '@switchyard/gpu-lock';
import { GpuDevices } from './gpu/gpu-devices';
import { HandlerMismatchError, Handlers, matchCatalogue, type Handler } from './handlers';
import { TaskHandler } from './task-handler';
import type { TaskRun } from './task-run';
import { WorkerIdentity } from './worker-identity';

const handler = (task: Handler['task'], place: string): Handler & { place: string } => ({
  task,
  place,
  run: () => Promise.resolve({}),
});
const complete = tasksOf('ffmpeg').map((task) => handler(task, `Ffmpeg.${task.name}`));

function faultsOf(found: (Handler & { place: string })[]): string[] {
  try {
    matchCatalogue('ffmpeg', found);
    return [];
  } catch (error) {
    return error instanceof HandlerMismatchError ? error.faults : [String(error)];
  }
}

describe('handlers held against the catalogue', () => {
  it('are given by task name when there is one for each task', () => {
    expect([...matchCatalogue('ffmpeg', complete).keys()]).toEqual(tasksOf('ffmpeg').map(({ name }) => name));
  });

  it('are refused when some are missing, each by its name', () => {
    expect(faultsOf(complete.slice(2))).toEqual(
      tasksOf('ffmpeg')
        .slice(0, 2)
        .map(({ name }) => `${name} has no handler; mark a method with @TaskHandler()`),
    );
  });

  it('are refused when a task has two, both by their place', () => {
    expect(faultsOf([...complete, handler(extractAudioTask as Handler['task'], 'Other.extract')])).toEqual([
      'ffmpeg.extract_audio has two handlers: Ffmpeg.ffmpeg.extract_audio and Other.extract',
    ]);
  });

  it('are refused when the catalogue and the mark for GPUs contradict each other', () => {
    const [first, ...rest] = complete;
    if (!first) throw new Error('there are no tasks');
    expect(faultsOf([{ ...first, gpu: {} }, ...rest])).toEqual([
      `${first.place} is marked with @GpuLock(), but ${first.task.name} never uses a GPU`,
    ]);
    const auto = { ...first, task: { ...first.task, device: 'auto' as const } };
    expect(faultsOf([auto, ...rest])).toEqual([
      `${first.task.name} may use a GPU; mark ${first.place} with @GpuLock()`,
    ]);
  });

  it('are refused when one is for a task of another service', () => {
    expect(faultsOf([...complete, handler(generateSubtitleFilesTask as Handler['task'], 'Stray.generate')])).toEqual([
      'Stray.generate handles wservice.generate_subtitle_files, a task of wservice',
    ]);
  });
});

/** Handles all of a service; what it makes is not looked at. */
@Injectable()
class Speech {
  private readonly name = 'made by this very provider';

  @GpuLock()
  @TaskHandler(transcribeAudioTask)
  transcribe(_input: TranscribeAudioInput, _run: TaskRun): Promise<Made<TranscribeAudioOutput>> {
    return Promise.reject(new Error(this.name));
  }
}

@Injectable()
class Audio {
  @TaskHandler(extractAudioTask)
  extract(_input: ExtractAudioInput, _run: TaskRun): Promise<Made<ExtractAudioOutput>> {
    return Promise.resolve({ audio_path: '', audio_duration: 0, degraded: [] });
  }
}

async function handlersOf(...providers: Type[]): Promise<Handlers> {
  const identity = { provide: WorkerIdentity, useValue: new WorkerIdentity('faster_whisper') };
  const gpus = { provide: GpuDevices, useValue: new GpuDevices([]) };
  @Module({ imports: [DiscoveryModule], providers: [identity, gpus, Handlers, ...providers] })
  class TinyApp {}
  const app = await NestFactory.createApplicationContext(TinyApp, { logger: false, abortOnError: false });
  return app.get(Handlers);
}

describe('finding the handlers of an app', () => {
  it('gives methods that know the provider they belong to', async () => {
    const handlers = await handlersOf(Speech);
    const found = handlers.get(transcribeAudioTask.name);
    const run = {} as Parameters<Handler['run']>[1];
    await expect(found?.run({}, run)).rejects.toThrow('made by this very provider');
  });

  it('names what is missing and what is foreign', async () => {
    await expect(handlersOf(Audio)).rejects.toThrow(
      /Audio\.extract handles ffmpeg\.extract_audio, a task of ffmpeg[\s\S]*faster_whisper\.transcribe_audio has no handler/,
    );
  });
});
