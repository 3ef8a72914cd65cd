import { GenerateSubtitleFilesInput, InputRejectedError } from '@switchyard/contracts';
import { parseSubtitles } from '@switchyard/subtitles';
import type { EngineWork } from '@switchyard/engine';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate as generateFiles } from './generate-subtitle-files';
import { MAX_SEGMENT_BYTES } from './read-segments';

const words = [
  { word: ' Good', start: 0.1, end: 0.4 },
  { word: ' day', start: 0.5, end: 0.9 },
];
const plain = { start: 0, end: 1, text: 'Good day' };

describe('wservice.generate_subtitle_files', () => {
  let root: string;
  let outputDir: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'subtitles-'));
    outputDir = join(root, 'workflows/w1/wservice.generate_subtitle_files/t1-1');
    await mkdir(outputDir, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const workWith = (more: Partial<EngineWork> = {}): EngineWork => ({
    signal: new AbortController().signal,
    progress: () => undefined,
    output: () => undefined,
    ...more,
  });

  async function generate(
    segments: unknown,
    options: Partial<GenerateSubtitleFilesInput> = {},
    more?: Partial<EngineWork>,
  ) {
    const segments_file = join(root, 'segments.json');
    await writeFile(segments_file, typeof segments === 'string' ? segments : JSON.stringify(segments));
    const input = Object.assign(new GenerateSubtitleFilesInput(), { segments_file }, options);
    return generateFiles({ input, outputDir }, workWith(more));
  }

  it('writes every format of plain segments and nothing about speakers or words', async () => {
    const output = await generate([plain]);
    const base = join(outputDir, 'subtitles');
    expect(output).toEqual({
      subtitle_path: join(outputDir, 'subtitles.srt'),
      json_path: join(outputDir, 'subtitles.json'),
      subtitle_files: {
        basic: { srt: `${base}.srt`, vtt: `${base}.vtt`, ass: `${base}.ass` },
        json: { json: `${base}.json` },
      },
      cue_count: 1,
      degraded: [],
    });
    expect(parseSubtitles(await readFile(output.subtitle_path, 'utf8'), 'srt')).toEqual([plain]);
  });

  it('adds files with speakers and with word times where the segments have them', async () => {
    const { subtitle_files } = await generate({ segments: [{ ...plain, speaker: 'Ann', words }] });
    expect(Object.keys(subtitle_files)).toEqual(['basic', 'with_speakers', 'word_timestamps', 'json']);
    expect(await readFile(join(outputDir, 'subtitles.speakers.srt'), 'utf8')).toContain('\nAnn: Good day\n');
    expect(await readFile(join(outputDir, 'subtitles.words.vtt'), 'utf8')).toContain('<00:00:00.500>day');
    expect(await readFile(join(outputDir, 'subtitles.vtt'), 'utf8')).not.toContain('Ann');
  });

  it('writes only what was asked for, under the given name, by the given rules', async () => {
    const options = { formats: ['json' as const], output_filename: 'film', audio_duration: 0.5, language: 'en' };
    const output = await generate([plain, { ...plain, start: 2, end: 3 }], options);
    expect(await readdir(outputDir)).toEqual(['film.json']);
    expect(output).toMatchObject({ subtitle_path: join(outputDir, 'film.json'), cue_count: 1 });
    expect(JSON.parse(await readFile(output.subtitle_path, 'utf8'))).toEqual({
      language: 'en',
      segments: [{ start: 0, end: 0.5, text: 'Good day' }],
    });
  });

  it('parts what is said at once, gives time to read, and tells where there is none', async () => {
    const segments = [
      { start: 0, end: 2, text: 'a'.repeat(30), speaker: 'Ann' },
      { start: 0, end: 2, text: 'b'.repeat(10), speaker: 'Bob' },
      { start: 5, end: 6, text: 'c'.repeat(40) },
    ];
    const paced = await generate(segments, { formats: ['srt'], max_chars_per_second: 18 });
    const cues = parseSubtitles(await readFile(paced.subtitle_path, 'utf8'), 'srt');
    expect(cues.map(({ start, end }) => [start, end])).toEqual([[0, 1.5], [1.5, 2.056], [5, 7.222]]); // prettier-ignore
    expect(paced.degraded).toEqual(['1 of 3 subtitles have more than 18 characters a second']);
    const kept = await generate(segments, { formats: ['srt'], part_overlaps: false });
    expect(parseSubtitles(await readFile(kept.subtitle_path, 'utf8'), 'srt')[1]).toMatchObject({ start: 0, end: 2 });
    expect(kept.degraded).toEqual([]);
  });

  it('leaves out a bad segment and says so', async () => {
    const output = await generate([
      { ...plain, start: -0.02 },
      { ...plain, end: Number.NaN },
    ]);
    expect(output.cue_count).toBe(1);
    expect(output.degraded).toEqual([
      'segment 1: "start" is -0.02 s; it begins at 0 instead',
      'segment 2: "end" must be a number of seconds, 0 or more, found null',
    ]);
  });

  it.each([
    ['[{"start": 0,}]', /^not valid JSON: line 1, column 14/],
    [[{ ...plain, start: 5 }], /^segment 1: the end \(1 s\) comes before the start \(5 s\)/],
  ])('refuses %j', async (segments, message) => {
    const failure = await generate(segments).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputRejectedError);
    expect((failure as Error).message).toMatch(message);
  });

  it('refuses a file that is too big before reading it', async () => {
    const segments_file = join(root, 'big.json');
    const file = await open(segments_file, 'w');
    await file.truncate(MAX_SEGMENT_BYTES + 1);
    await file.close();
    const input = Object.assign(new GenerateSubtitleFilesInput(), { segments_file });
    await expect(generateFiles({ input, outputDir }, workWith())).rejects.toThrow(`more than ${MAX_SEGMENT_BYTES}`);
  });

  describe('while much text is laid out', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ start: at, end: at + 1, text: '今天天气很好'.repeat(800) }));
    const wide: Partial<GenerateSubtitleFilesInput> = { formats: ['srt'], max_chars_per_line: 200, max_lines: 4 };

    it('gives the wish to end a turn again and again', async () => {
      let turns = 0;
      let timer = setImmediate(function turn() {
        turns += 1;
        timer = setImmediate(turn);
      });
      await generate(many, wide);
      clearImmediate(timer);
      expect(turns).toBeGreaterThanOrEqual(15);
    });

    it('ends when it is asked to', async () => {
      const abort = new AbortController();
      const cancelled = new Error('cancelled');
      const progress = (): void => abort.abort(cancelled);
      await expect(generate(many, wide, { signal: abort.signal, progress })).rejects.toBe(cancelled);
      expect(await readdir(outputDir)).toEqual([]);
    });
  });
});
