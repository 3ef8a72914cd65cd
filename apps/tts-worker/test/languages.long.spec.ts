import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegments, wordErrorRate } from '@switchyard/subtitles';
import { TestSystem } from '@switchyard/testing';
import { ModelStore } from '@switchyard/models';
import { KEPT } from './models';

const TEST_MS = 600_000;
let system: TestSystem;

beforeAll(async () => {
  const store = new ModelStore({ modelsDir: KEPT });
  for (const name of ['espeak-ng-data', 'piper-en_US-joe-medium', 'kokoro-82m', 'whisper-base', 'silero-vad'])
    await store.pull(name);
  const settings = { MODELS_DIR: KEPT, MODELS_AUTO: 'false', WHISPER_MODEL: 'whisper-base' };
  system = await TestSystem.start(['tts', 'faster_whisper'], settings);
}, TEST_MS);
afterAll(() => system.stop());

/** Whisper base is unsure of languages that it has heard little of. */
it.each([
  ['es', 'ef_dora', 'El tren a la costa sale a las siete de la mañana. Todos los pasajeros tienen café caliente.', 0.1],
  ['fr', 'ff_siwis', 'Le train pour la mer part à sept heures du matin. Il y a du café chaud pour tout le monde.', 0.2],
  [
    'it',
    'im_nicola',
    'Il treno per la costa parte alle sette del mattino. Tutti i passeggeri hanno un caffè caldo.',
    0.2,
  ],
  ['pt', 'pm_alex', 'O trem para a costa sai às sete da manhã. Todos os passageiros têm um café quente.', 0.2],
  ['en', 'af_heart', 'The train to the coast leaves at seven in the morning. There is coffee for everybody.', 0.1],
])(
  'speaks %s so that speech recognition understands it (%s)',
  async (language, voice, text, most) => {
    const of = async (task: string, input: object): Promise<Record<string, unknown>> => {
      const id = await system.api.start(task, input);
      expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded' });
      return (await system.api.stage(id)).output ?? {};
    };
    const spoken = await of('tts.generate_speech', { text, voice });
    expect(spoken).toMatchObject({ voice, sentence_count: 2, sample_rate: 24_000, degraded: [] });
    const heard = await of('faster_whisper.transcribe_audio', { audio_path: spoken['audio_path'] });
    expect(heard).toMatchObject({ language });
    const file = join(system.share, String(heard['segments_file']).replace(/^\/share\//, ''));
    const words = parseSegments(await readFile(file, 'utf8')).map((segment) => segment.text);
    expect(wordErrorRate(words.join(' '), text)).toBeLessThanOrEqual(most);
  },
  TEST_MS,
);
