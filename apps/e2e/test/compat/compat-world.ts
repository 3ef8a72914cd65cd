import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@switchyard/contracts';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { descendantsOf } from '@switchyard/processes';
import { TestSystem, speech } from '@switchyard/testing';
import OpenAI from 'openai';

const MODELS = join(__dirname, '../../../../.switchyard/models');

async function fetchModels(more: readonly string[]): Promise<void> {
  const store = new ModelStore({ modelsDir: MODELS });
  for (const name of ['silero-vad', 'smollm2-135m-instruct', 'espeak-ng-data', 'piper-en_US-joe-medium', ...more])
    await store.pull(name);
  await new WhisperModels(store).ensure('whisper-tiny.en', { kind: 'onnx' });
}

/** The words of a text. */
export const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** A system that hears, speaks and writes, and a client of it. */
export class CompatWorld {
  system!: TestSystem;
  openai!: OpenAI;
  /** A recording of `SENTENCES`. */
  spoken!: string;

  async start(
    services: ServiceName[] = [],
    modelNames: string[] = [],
    settings: Record<string, string> = {},
  ): Promise<void> {
    await fetchModels(modelNames);
    const models = { MODELS_DIR: MODELS, MODELS_AUTO: 'false' };
    const small = { WHISPER_MODEL: 'whisper-tiny.en', LLM_THREADS: '1', TTS_THREADS: '1', COMPAT_WAIT: '100' };
    const env = { ...models, ...small, ...settings };
    this.system = await TestSystem.start(['faster_whisper', 'llm', 'tts'], env);
    for (const service of services) this.system.startWorker(service);
    for (const service of services) await this.system.untilServed(service);
    this.openai = new OpenAI({ baseURL: `${this.system.api.url}/v1`, apiKey: 'none', maxRetries: 0 });
    this.spoken = await speech();
  }

  file(): ReturnType<typeof createReadStream> {
    return createReadStream(this.spoken);
  }

  transcribe(more: object) {
    return this.openai.audio.transcriptions.create({ file: this.file(), model: 'whisper-1', ...more });
  }

  taskOf(id: string | null): ReturnType<TestSystem['api']['status']> {
    return this.system.api.status(id ?? '');
  }

  /** What the engines of a worker have used so far. */
  engineCpuMs(app: string): number {
    return descendantsOf(this.pidOf(app)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  }

  pidOf(app: string): number {
    const pid = this.system.processes.find((process) => process.app === app)?.pid;
    if (pid === undefined) throw new Error(`${app} does not run`);
    return pid;
  }
}
