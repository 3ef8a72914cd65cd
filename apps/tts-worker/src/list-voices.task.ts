import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  listVoicesTask,
  type ListedVoice,
  type ListVoicesInput,
  type ListVoicesOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { TTS_ENGINE } from './tts-identity';
import type { TtsMethods } from './tts-methods';
import { TtsSettings } from './tts.settings';
import { speaks, Voices, type Voice } from './voices';

/** What each language says of itself. */
const SAMPLES: Readonly<Record<string, string>> = {
  en: 'Good morning. This is how I sound.',
  es: 'Buenos días. Así suena mi voz.',
  fr: 'Bonjour. Voici ma voix.',
  hi: 'नमस्ते। यह मेरी आवाज़ है।',
  it: 'Buongiorno. Questa è la mia voce.',
  pt: 'Bom dia. Esta é a minha voz.',
};

/** The voices, and how they sound. */
@Injectable()
export class ListVoices {
  constructor(
    private readonly engines: EnginePool<TtsMethods>,
    private readonly voices: Voices,
    private readonly settings: TtsSettings,
  ) {}

  @TaskHandler(listVoicesTask)
  async list({ language, samples }: ListVoicesInput, run: TaskRun): Promise<Made<ListVoicesOutput>> {
    const all = await this.voices.list();
    const wanted = all.filter((voice) => language === undefined || speaks(voice.language, language));
    const voices: ListedVoice[] = [];
    for (const voice of wanted) {
      const listed = { name: voice.name, language: voice.language, licence: voice.licence };
      if (voice.state !== 'present')
        voices.push({ ...listed, available: false, fetch: `npx switchyard models pull ${voice.model.name}` });
      else voices.push({ ...listed, available: true, ...(samples ? await this.sampleOf(voice, run) : {}) });
    }
    run.describe({ engine: TTS_ENGINE, device: 'cpu' });
    return { voices, default_voice: this.settings.ttsVoice, degraded: [] };
  }

  private async sampleOf({ name, language }: Voice, run: TaskRun): Promise<{ sample_path?: string }> {
    const text = SAMPLES[language.split('-')[0] ?? ''];
    if (text === undefined) return {};
    const { place } = await this.voices.find({ voice: name });
    const target = join(await run.outputDir(), name);
    const job = { voice: place, sentences: [text], speed: 1, pauseSeconds: 0, target, format: 'wav' as const };
    return { sample_path: (await this.engines.call('speak', job, run.call)).path };
  }
}
