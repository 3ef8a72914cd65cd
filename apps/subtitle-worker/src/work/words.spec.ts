import {
  InputRejectedError,
  PrepareTtsSegmentsInput,
  RebuildSubtitleInput,
  rebuildSubtitleTask,
  resolveInput,
  SegmentSubtitlesInput,
} from '@switchyard/contracts';
import { parseSegments, parseSrt } from '@switchyard/subtitles';
import type { EngineWork } from '@switchyard/engine';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, rebuild, segment } from './words';

const words = ['Is', 'it', 'hear?'].map((word, at) => ({ word: ` ${word}`, start: at, end: at + 0.8 }));
const segments_data = [{ start: 0, end: 3, text: 'Is it hear?', speaker: 'A', words }];

describe('texts and the times of their words', () => {
  let outputDir: string;
  beforeEach(async () => (outputDir = await mkdtemp(join(tmpdir(), 'words-'))));
  afterEach(() => rm(outputDir, { recursive: true }));

  const work = { signal: new AbortController().signal } as EngineWork;
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(outputDir, name), text);
    return join(outputDir, name);
  };

  it('puts a corrected text back into its segments and reports what changed', async () => {
    const optimized_text_file = await file('text.txt', 'Is it here?');
    const input = Object.assign(new RebuildSubtitleInput(), { segments_data, optimized_text_file, report: true });
    const output = await rebuild({ input: input, outputDir }, work);
    expect(output).toMatchObject({ total_segments: 1, changed_segments: 1, degraded: [] });
    const [made] = parseSegments(await readFile(output.optimized_segments_file, 'utf8'));
    expect(made).toMatchObject({ start: 0, end: 3, text: 'Is it here?', speaker: 'A' });
    expect(made?.words?.at(-1)).toMatchObject({ word: ' here?', start: 2, end: 2.8 });
    expect(JSON.parse(await readFile(output.report_file ?? '', 'utf8'))).toEqual({
      ...{ kept: 2, added: 1, removed: 1, dropped: 0 },
      changes: [{ start: 0, before: 'Is it hear?', after: 'Is it here?' }],
    });
  });

  it('parts a text by words of a list, of {words} and of segments, and says what was never said', async () => {
    for (const listed of [words, { words }, { segments: segments_data }]) {
      const words_json_path = await file('words.json', JSON.stringify(listed));
      const input = Object.assign(new SegmentSubtitlesInput(), { subtitle_text: 'Is it? Hear.', words_json_path });
      const output = await segment({ input: input, outputDir }, work);
      expect(output).toMatchObject({ total_segments: 2, degraded: [] });
      expect(parseSrt(await readFile(output.segmented_subtitle_file, 'utf8'))).toMatchObject([
        { start: 0, end: 1.8, text: 'Is it?' },
        { start: 2, end: 2.8, text: 'Hear.' },
      ]);
    }
    const other = Object.assign(new SegmentSubtitlesInput(), { subtitle_text: 'Quite another text', words });
    expect((await segment({ input: other, outputDir }, work)).degraded).toEqual([
      'only 0 of 3 words of the text were said: their times are guesses',
    ]);
  });

  it('prepares segments for a voice', async () => {
    const input = Object.assign(new PrepareTtsSegmentsInput(), { segments_data });
    expect(await prepare({ input: input, outputDir }, work)).toMatchObject({
      prepared_segments: [{ id: 1, start: 0, end: 3, text: 'Is it hear?', speaker: 'A' }],
      total_segments: 1,
      input_summary: { segments: 1, characters: 11, speakers: 1 },
    });
  });

  it.each([
    [{ subtitle_text: '…', words }, 'the text holds no words'],
    [{ subtitle_text: 'text', words: [] }, 'no words with times were given'],
    [{ subtitle_text: 'text', words: [{ word: 'a', start: 2, end: 1 }] }, 'segment 1: the end (1 s) comes before'],
  ])('refuses %j', async (given, message) => {
    const input = Object.assign(new SegmentSubtitlesInput(), given);
    const failure = await segment({ input, outputDir }, work).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputRejectedError);
    expect((failure as Error).message).toContain(message);
  });

  it('needs segments and a text', () => {
    let refusal: unknown;
    try {
      resolveInput(rebuildSubtitleTask, {}, null);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      details: {
        'input_data.segments_file': 'is required, or segments_data',
        'input_data.optimized_text_file': 'is required, or optimized_text',
      },
    });
  });
});
