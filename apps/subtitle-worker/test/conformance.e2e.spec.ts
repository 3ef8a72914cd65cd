import { readFile } from 'node:fs/promises';
import { parseSubtitles, type SubtitleFormat } from '@switchyard/subtitles';
import {
  describeWorker,
  emptyFile,
  fewSegments,
  manySegments,
  segmentsFile,
  textNamed,
  videoWithAudio,
  type BadCase,
  type HappyCase,
  type Outcome,
  type TaskCase,
} from '@switchyard/testing';

const task = 'wservice.generate_subtitle_files';

const filesOf = ({ output }: Outcome): Record<string, Record<string, string>> =>
  output['subtitle_files'] as Record<string, Record<string, string>>;

const happy: HappyCase[] = [
  {
    title: 'every format, with speakers and words',
    task,
    input: async (put) => ({ segments_file: await put(fewSegments()), language: 'en' }),
    check: async (outcome) => {
      const shown = ['srt', 'vtt', 'ass'];
      const files = filesOf(outcome);
      expect(Object.keys(files)).toEqual(['basic', 'with_speakers', 'word_timestamps', 'json']);
      expect(Object.values(files).map(Object.keys)).toEqual([shown, shown, shown, ['json']]);
      expect(outcome.output).toMatchObject({ cue_count: 2, subtitle_path: files['basic']?.['srt'] });
      const cues = parseSubtitles(await readFile(outcome.file('json_path'), 'utf8'), 'json');
      expect(cues.map(({ speaker, start }) => [speaker, start])).toEqual([
        ['SPEAKER_00', 0],
        ['SPEAKER_01', 4],
      ]);
    },
  },
  ...(['srt', 'vtt', 'ass'] as const).map((format: SubtitleFormat): HappyCase => ({
    title: `${format} alone, in short lines, under a name of one's own`,
    task,
    input: async (put) => ({
      segments_file: await put(fewSegments()),
      formats: [format],
      max_chars_per_line: 16,
      max_lines: 1,
      output_filename: 'Fahrplan (neu)'.replace(/[()]/g, '-'),
    }),
    check: async (outcome) => {
      expect(outcome.file('subtitle_path')).toMatch(new RegExp(`/Fahrplan -neu-\\.${format}$`));
      expect(outcome.output).not.toHaveProperty('json_path');
      const cues = parseSubtitles(await readFile(outcome.file('subtitle_path'), 'utf8'), format);
      expect(cues).toHaveLength(Number(outcome.output['cue_count']));
      expect(Math.max(...cues.map(({ text }) => text.length))).toBeLessThanOrEqual(16);
    },
  })),
  {
    title: 'no subtitle after the end of the audio',
    task,
    input: async (put) => ({ segments_file: await put(fewSegments()), formats: ['srt'], audio_duration: 2 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ cue_count: 1, real_time_factor: expect.any(Number) });
      const [cue] = parseSubtitles(await readFile(file('subtitle_path'), 'utf8'), 'srt');
      expect(cue?.end).toBe(2);
    },
  },
  {
    title: 'nothing was said',
    task,
    input: async (put) => ({ segments_file: await put(segmentsFile([])), formats: ['vtt'] }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ cue_count: 0 });
      expect(parseSubtitles(await readFile(file('subtitle_path'), 'utf8'), 'vtt')).toEqual([]);
    },
  },
];

happy.push(
  ...(
    [
      ['merge_speaker_segments', 2],
      ['merge_with_word_timestamps', 3],
      ['merge_speaker_based_subtitles', 3],
    ] as const
  ).map(([name, count]): HappyCase => ({
    title: `two people, of whom one begins in the middle of a segment`,
    task: `wservice.${name}`,
    input: async (put) => ({
      segments_file: await put(fewSegments()),
      speaker_segments_data: [
        { start: 0, end: 0.9, speaker: 'Ann' },
        { start: 0.9, end: 3, speaker: 'Bob' },
        { start: 4, end: 7, speaker: 'Ann' },
      ],
    }),
    check: async ({ file }) => {
      const merged = parseSubtitles(await readFile(file('merged_segments_file'), 'utf8'), 'json');
      const speakers = count === 2 ? ['Bob', 'Ann'] : ['Ann', 'Bob', 'Ann'];
      expect(merged.map(({ speaker }) => speaker)).toEqual(speakers);
    },
  })),
);

const segments = (list: unknown[]): TaskCase['input'] => {
  return async (put) => ({ segments_file: await put(segmentsFile(list)) });
};
const given = (input: object): TaskCase['input'] => {
  return async (put) => ({ segments_file: await put(fewSegments()), ...input });
};

const bad: BadCase[] = [
  { title: 'no input at all', task, input: async () => ({}), field: 'segments_file', says: /is required/ },
  {
    title: 'a file that is not there',
    task,
    input: async () => ({ segments_file: '/share/none.json' }),
    field: 'segments_file',
    says: /does not exist/,
  },
  {
    title: 'a path out of the share',
    task,
    input: async () => ({ segments_file: '/share/../../etc/passwd' }),
    field: 'segments_file',
    says: /share|\.\./,
  },
  {
    title: 'an empty file',
    task,
    input: async (put) => ({ segments_file: await put(emptyFile('empty.json')) }),
    field: 'segments_file',
    says: /empty file/,
  },
  { title: 'an unknown format', task, input: given({ formats: ['doc'] }), field: 'formats', says: /srt, vtt/ },
  { title: 'an unknown field', task, input: given({ format: 'srt' }), field: 'format', says: /known: .*formats/ },
  {
    title: 'lines of two letters',
    task,
    input: given({ max_chars_per_line: 2 }),
    field: 'max_chars_per_line',
    says: /8/,
  },
  {
    title: 'a file name that leads elsewhere',
    task,
    input: given({ output_filename: '../../evil' }),
    field: 'output_filename',
    says: /letters, digits/,
  },
  {
    title: 'a letter',
    task,
    input: async (put) => ({ segments_file: await put(textNamed('a.json')) }),
    says: /not valid JSON: line 1/,
  },
  {
    title: 'a video',
    task,
    input: async (put) => ({ segments_file: await put(videoWithAudio()) }),
    says: /not text/,
  },
  { title: 'a segment without a start', task, input: segments([{ end: 1, text: 'x' }]), says: /segment 1: "start"/ },
  {
    title: 'a segment that ends before it begins',
    task,
    input: segments([{ start: 2, end: 1, text: 'x' }]),
    says: /end .* before the start/,
  },
  {
    title: 'text that is a number',
    task,
    input: segments([{ start: 0, end: 1, text: 5 }]),
    says: /"text" must be text/,
  },
];

bad.push({
  title: 'no speakers',
  task: 'wservice.merge_speaker_segments',
  input: given({}),
  field: 'diarization_file',
  says: /is required, or speaker_segments_data/,
});

/** Where the best of very many line breaks has to be found. */
const laborious = (count: number): TaskCase => ({
  task,
  input: async (put) => ({
    segments_file: await put(manySegments({ count })),
    max_chars_per_line: 200,
    max_lines: 4,
    formats: ['srt'],
  }),
});

describeWorker({ service: 'wservice', engine: true, happy, bad, long: laborious(1500), brief: laborious(100) });
