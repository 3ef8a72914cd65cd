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

async function of(task: string, input: object): Promise<Record<string, unknown>> {
  const id = await system.api.start(task, input);
  expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded' });
  return (await system.api.stage(id)).output ?? {};
}

/** Without numbers, which speech recognition writes in digits. */
it.each([
  ['es', 'ef_dora', 'El tren a la costa sale por la mañana. Todos los pasajeros tienen café caliente.'],
  ['fr', 'ff_siwis', 'Le train pour la mer part le matin. Il y a du café chaud pour tout le monde.'],
  ['it', 'im_nicola', 'Il treno per la costa parte al mattino. Tutti i passeggeri hanno un caffè caldo.'],
  ['pt', 'pm_alex', 'O trem para Lisboa sai de manhã. Todos os passageiros têm um café quente.'],
  ['en', 'af_heart', 'The train to the coast leaves in the morning. There is hot coffee for everybody.'],
])(
  'speaks %s so that speech recognition understands it (%s)',
  async (language, voice, text) => {
    const spoken = await of('tts.generate_speech', { text, voice });
    expect(spoken).toMatchObject({ voice, sentence_count: 2, sample_rate: 24_000, degraded: [] });
    const heard = await of('faster_whisper.transcribe_audio', { audio_path: spoken['audio_path'] });
    expect(heard).toMatchObject({ language });
    const file = join(system.share, String(heard['segments_file']).replace(/^\/share\//, ''));
    const words = parseSegments(await readFile(file, 'utf8')).map((segment) => segment.text);
    const said = words.join(' ').trim();
    // what was heard stands in the failure
    expect(wordErrorRate(said, text) <= 0.1 ? text : said).toBe(text);
  },
  TEST_MS,
);

it(
  'speaks hi so that speech recognition knows the language (hf_alpha)',
  async () => {
    const text = 'रेलगाड़ी सुबह समुद्र तट के लिए निकलती है। सबके लिए गरम कॉफी है।';
    const spoken = await of('tts.generate_speech', { text, language: 'hi' });
    expect(spoken).toMatchObject({ voice: expect.stringMatching(/^h[fm]_/), sentence_count: 2, degraded: [] });
    const heard = await of('faster_whisper.transcribe_audio', { audio_path: spoken['audio_path'] });
    expect(heard).toMatchObject({ language: 'hi' });
  },
  TEST_MS,
);
