import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  resolveInput,
  taskNamed,
  type ExtractAudioOutput,
  type GenerateSubtitleFilesOutput,
  type PerformOcrOutput,
  type ProcessTextOutput,
  type TranscribeAudioOutput,
  type TranslateSubtitlesOutput,
} from '@switchyard/contracts';
import { parseFlow } from '@switchyard/flows';
import { WorkError } from '../src/work-error';
import { World } from './world';

const FLOWS = join(__dirname, '../../../tools/dev/flows');

type Inputs = Record<string, unknown>;

/** What stands for the workers takes and gives what the catalogue says, and takes longer for some than for others. */
const SPEECH = {
  'ffmpeg.extract_audio': ({ video_path }: Inputs): Partial<ExtractAudioOutput> => ({
    audio_path: `${String(video_path)}.wav`,
  }),
  'faster_whisper.transcribe_audio': async ({ audio_path }: Inputs): Promise<Partial<TranscribeAudioOutput>> => {
    await new Promise((resolve) => setTimeout(resolve, String(audio_path).includes('long') ? 60 : 1));
    return { segments_file: `${String(audio_path)}.json`, language: 'en' };
  },
  'wservice.generate_subtitle_files': ({ segments_file }: Inputs): Partial<GenerateSubtitleFilesOutput> => ({
    ...{ subtitle_path: `${String(segments_file)}.srt`, cue_count: 2 },
  }),
};
const fails = (code: string) => (): never => {
  throw new WorkError(code, 'as the test wants it', false);
};

describe('the example flows', () => {
  let world: World;
  /** Inputs of the tasks that ran, in their order. */
  let ran: { task: string; inputs: Inputs }[] = [];
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());

  const run = async (
    name: string,
    data: object,
    works: Record<string, (inputs: Inputs) => object | Promise<object>>,
  ) => {
    world.fresh();
    ran = [];
    world.tasks = {
      run: async (_plan, { task = '' }, { n }, given) => {
        const inputs = { ...resolveInput(taskNamed(task), given, null) };
        ran.push({ task, inputs });
        return { taskId: `t${n}`, output: await works[task]?.(inputs) };
      },
    };
    const flow = parseFlow(readFileSync(join(FLOWS, `${name}.yaml`), 'utf8'));
    const plan = await world.create(flow, `${flow.routines[0]?.routine_id}.in`, data);
    const { status, items } = await world.run(plan);
    return { status, failed: items.failed, results: await world.reader.results(plan.jobId) };
  };
  const inputsOf = (wanted: string): Inputs[] => ran.filter(({ task }) => task === wanted).map(({ inputs }) => inputs);
  const files = (...paths: string[]): { path: string }[] => paths.map((path) => ({ path }));

  it('do a folder of films in the order in which they came, and go on without one that fails', async () => {
    const films = files('/share/c-long.mp4', '/share/a.mp4', '/share/broken.mp4', '/share/b.mp4');
    const works = {
      ...SPEECH,
      'ffmpeg.extract_audio': (inputs: Inputs) =>
        String(inputs['video_path']).includes('broken')
          ? fails('INVALID_MEDIA')()
          : SPEECH['ffmpeg.extract_audio'](inputs),
    };
    const { results, ...job } = await run('folder-in-order', { films }, works);
    expect(job).toEqual({ status: 'completed', failed: 1 });
    expect(results).toEqual(
      ['/share/c-long.mp4', '/share/a.mp4', '/share/b.mp4'].map((film) => ({
        ...{ film, subtitles: `${film}.wav.json.srt`, cues: 2 },
      })),
    );
  });

  it('give each film subtitles in two languages', async () => {
    const translated: Partial<TranslateSubtitlesOutput> = { srt_file: '/share/es.srt', cue_count: 2 };
    const works = { ...SPEECH, 'wservice.translate_subtitles': () => translated };
    const { results, ...job } = await run('two-languages', { films: files('/share/a.mp4') }, works);
    expect(job).toEqual({ status: 'completed', failed: 0 });
    expect(results).toMatchObject([{ path: '/share/a.mp4', spoken: { cue_count: 2 }, translated }]);
    expect(inputsOf('wservice.translate_subtitles')).toMatchObject([
      { segments_file: '/share/a.mp4.wav.json', target_language: 'Spanish' },
    ]);
  });

  it('give a film subtitles in the language that is spoken, where their translation fails', async () => {
    const works = { ...SPEECH, 'wservice.translate_subtitles': fails('MODEL_UNAVAILABLE') };
    const { results } = await run('two-languages', { films: files('/share/a.mp4') }, works);
    expect(results).toEqual([expect.objectContaining({ spoken: expect.anything() as unknown })]);
    expect(results[0]).not.toHaveProperty('translated');
  });

  it('make searchable text of PDFs, proofread where there is text, however long it is', async () => {
    const read = ({ image_path }: Inputs): Partial<PerformOcrOutput> => ({
      ...{ ocr_results_count: 1, text_file: `${String(image_path)}.txt` },
      text: String(image_path).includes('blank') ? ' \f ' : 'teh text '.repeat(100_000),
    });
    const proofread: Partial<ProcessTextOutput> = { text_file: '/share/proofread.txt' };
    const works = { 'paddleocr.perform_ocr': read, 'llm.process_text': () => proofread };
    const { results, ...job } = await run(
      'pdf-to-text',
      { documents: files('/share/a.pdf', '/share/blank.pdf') },
      works,
    );
    expect(job).toEqual({ status: 'completed', failed: 0 });
    expect(results).toHaveLength(2);
    expect(results).toEqual(
      expect.arrayContaining([
        { document: '/share/a.pdf', pages: 1, read: '/share/a.pdf.txt', proofread: '/share/proofread.txt' },
        { document: '/share/blank.pdf', pages: 1, read: '/share/blank.pdf.txt' },
      ]),
    );
    expect(inputsOf('llm.process_text')).toMatchObject([{ input_file: '/share/a.pdf.txt', action: 'proofread' }]);
  });
});
