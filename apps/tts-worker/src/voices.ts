import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { generateSpeechTask, InputRejectedError, type ModelIdentity } from '@switchyard/contracts';
import type { Model, ModelStatus } from '@switchyard/models';
import { LocalModels, type WorkerNeeds } from '@switchyard/worker-kit';
import type { VoicePlace } from './engine/sherpa-voice';
import { TtsSettings } from './tts.settings';

/** What turns text into phonemes, for every voice. */
const PHONEMES = 'espeak-ng-data';
/** More do not make a sentence ready sooner. */
const MOST_THREADS = 2;

/** A voice of the catalogue. */
export interface Voice {
  /** As people know it, e.g. `en_US-joe-medium`. */
  name: string;
  /** BCP 47. */
  language: string;
  licence: string;
  model: Model;
  /** Of a voice of Kokoro. */
  kokoro?: VoicePlace['kokoro'];
}

/** A voice that is here, and what the output says of it. */
export interface ReadyVoice extends Voice {
  place: VoicePlace;
  identity: ModelIdentity;
}

/** The voices of this machine; the standard one must be there before tasks are taken. */
@Injectable()
export class Voices implements WorkerNeeds {
  constructor(
    private readonly local: LocalModels,
    private readonly settings: TtsSettings,
  ) {}

  models(): string[] {
    return [this.settings.ttsVoice];
  }

  missing(): Promise<string[]> {
    return this.local.missing([PHONEMES, this.settings.ttsVoice]);
  }

  /** Every voice of the catalogue, and whether it is here. */
  async list(): Promise<(Voice & { state: ModelStatus['state'] })[]> {
    const all = await this.local.ofTask(generateSpeechTask.name);
    return all.flatMap(({ model, state }) => voicesOf(model).map((voice) => ({ ...voice, state })));
  }

  /**
   * The voice of a name, or else one of a language, or else the standard one.
   * @throws InputRejectedError when there is none, ModelUnavailableError when it is not here
   */
  async find(asked: { voice?: string; language?: string }): Promise<ReadyVoice> {
    const { voice = asked.language === undefined ? this.settings.ttsVoice : undefined, language } = asked;
    const found = voice === undefined ? await this.speaking(language ?? '') : await this.named(voice);
    const directory = await this.local.path(found.model.name);
    const { ttsThreads } = this.settings;
    return {
      ...found,
      place: {
        directory,
        modelsDir: this.local.directory,
        espeakData: await this.local.path(PHONEMES),
        threads: ttsThreads || Math.min(MOST_THREADS, availableParallelism()),
        kokoro: found.kokoro,
      },
      identity: {
        name: found.name,
        sha256: found.model.files.find(({ name }) => WEIGHTS.includes(name))?.sha256 ?? '',
      },
    };
  }

  private async named(name: string): Promise<Voice> {
    const voices = await this.list();
    const found = voices.find((voice) => voice.name === name || voice.model.name === name);
    if (found) return found;
    throw new InputRejectedError(`voice: there is no voice ${name}; there are: ${namesOf(voices)}`);
  }

  /** A voice that is here goes before one that would have to be fetched. */
  private async speaking(language: string): Promise<Voice> {
    const voices = await this.list();
    const fitting = voices.filter((voice) => speaks(voice.language, language));
    const found = fitting.find(({ state }) => state === 'present') ?? fitting[0];
    if (found) return found;
    throw new InputRejectedError(`language: no voice speaks ${language}; there are: ${namesOf(voices)}`);
  }
}

const [PIPER, KOKORO] = ['voice.onnx', 'kokoro.onnx'];
const WEIGHTS = [PIPER, KOKORO];

/** A directory holds one voice of Piper, or several of Kokoro; files for all voices are none. */
function voicesOf(model: Model): Voice[] {
  const names = model.files.map(({ name }) => name);
  if (names.includes(KOKORO)) return names.flatMap((name) => kokoroVoice(model, name));
  if (!names.includes(PIPER)) return [];
  const [language = 'und'] = model.languages;
  return [{ name: model.aliases[0] ?? model.name, language, licence: model.licence, model }];
}

/** The first letter of Kokoro's voices: BCP 47, and the name that espeak-ng has for the language. */
const KOKORO_LANGUAGES: Readonly<Record<string, readonly [language: string, phonemes: string]>> = {
  a: ['en-US', 'en-us'],
  e: ['es', 'es'],
  f: ['fr', 'fr'],
  h: ['hi', 'hi'],
  i: ['it', 'it'],
  p: ['pt-BR', 'pt-br'],
};

function kokoroVoice(model: Model, file: string): Voice[] {
  const style = /^voices\/(\w+)\.bin$/.exec(file)?.[1];
  const known = KOKORO_LANGUAGES[style?.[0] ?? ''];
  if (style === undefined || known === undefined) return [];
  const [language, phonemes] = known;
  return [{ name: style, language, licence: model.licence, model, kokoro: { style, phonemes } }];
}

const namesOf = (voices: readonly Voice[]): string =>
  voices.map(({ name, language }) => `${name} (${language})`).join(', ');

/** Whether a voice of one language speaks another: `en-US` speaks `en`, and `en` has to do for `en-US`. */
export function speaks(of: string, asked: string): boolean {
  const [have, want] = [of, asked].map((tag) => tag.toLowerCase().replaceAll('_', '-'));
  return have === want || have?.split('-')[0] === want || have === want?.split('-')[0];
}
