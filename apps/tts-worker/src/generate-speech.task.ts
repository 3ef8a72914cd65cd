import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  generateSpeechTask,
  type GenerateSpeechInput,
  type GenerateSpeechOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { writeJson } from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { sayable } from './speech/say-as';
import { sentencesOf } from './speech/sentences';
import { unspeakable } from './speech/scripts';
import type { TtsMethods } from './tts-methods';
import { TTS_ENGINE } from './tts-identity';
import { Voices } from './voices';

/** Text in, speech out. */
@Injectable()
export class GenerateSpeech {
  constructor(
    private readonly engines: EnginePool<TtsMethods>,
    private readonly voices: Voices,
  ) {}

  @TaskHandler(generateSpeechTask)
  async generate(input: GenerateSpeechInput, run: TaskRun): Promise<Made<GenerateSpeechOutput>> {
    const began = performance.now();
    const voice = await this.voices.find(input);
    const degraded = unspeakable(input.text, voice, await this.voices.list());
    const sentences = sentencesOf(input.text, voice.language);
    const spoken = await this.engines.call(
      'speak',
      {
        voice: voice.place,
        sentences: sentences.map((sentence) => sayable(sentence, voice.language)),
        speed: input.speed,
        pauseSeconds: input.interval_silence / 1000,
        target: join(await run.outputDir(), 'speech'),
        format: input.format,
      },
      run.call,
    );
    run.describe({ engine: TTS_ENGINE, model: voice.identity, device: 'cpu', mediaSeconds: spoken.seconds });
    const cues = sentences.map((text, at) => ({ start: 0, end: 0, ...spoken.spans[at], text }));
    const segments = join(await run.outputDir(), 'segments.json');
    await writeFile(segments, writeJson(cues, { language: voice.language }));
    return {
      audio_path: spoken.path,
      audio_duration: Math.round(spoken.seconds * 1000) / 1000,
      segments_file: segments,
      sentence_count: sentences.length,
      text_length: input.text.length,
      voice: voice.name,
      language: voice.language,
      sample_rate: spoken.sampleRate,
      processing_time: Math.round(performance.now() - began) / 1000,
      model_info: { name: voice.identity.name, voice: voice.name, language: voice.language },
      generation_params: { speed: input.speed, interval_silence: input.interval_silence, format: input.format },
      degraded,
    };
  }
}
