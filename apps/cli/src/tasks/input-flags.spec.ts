import {
  BooleanField,
  CATALOGUE,
  IntegerField,
  ObjectField,
  TextField,
  extractAudioTask,
  extractSubtitlesTask,
  fieldsOf,
  generateSubtitleFilesTask,
  type TaskDefinition,
} from '@switchyard/contracts';
import { inputFlags, parseValue } from './input-flags';

const flagsOf = (task: Pick<TaskDefinition, 'input' | 'sources'>): string[] =>
  inputFlags(task).flatMap(({ options }) => options.filter(({ hidden }) => !hidden).map(({ flags }) => flags));

const descriptionOf = (task: Pick<TaskDefinition, 'input' | 'sources'>, field: string): string | undefined =>
  inputFlags(task).find((flag) => flag.field === field)?.options[0]?.description;

it('makes a flag of each input field', () => {
  expect(flagsOf(extractAudioTask as TaskDefinition)).toEqual([
    '--video-path <file>',
    '--audio-format <text>',
    '--sample-rate <integer>',
    '--channels <integer>',
    '--track <integer>',
    '--start <number>',
    '--end <number>',
    '--normalize-loudness',
  ]);
});

it('says what is required, the limits and the default', () => {
  const task = extractAudioTask as TaskDefinition;
  expect(descriptionOf(task, 'video_path')).toBe('video or audio file (required)');
  expect(descriptionOf(task, 'sample_rate')).toBe('samples per second in Hz (8000 to 192000; default: 16000)');
});

it('does not call required what an earlier stage may give', () => {
  expect(descriptionOf(generateSubtitleFilesTask as TaskDefinition, 'segments_file')).not.toContain('required');
});

it.each(CATALOGUE)('gives no two flags of $name the same name', (task) => {
  const names = inputFlags(task).flatMap(({ options }) => options.map(({ long }) => long));
  expect(new Set(names).size).toBe(names.length);
});

class Awkward {
  @IntegerField({ description: 'a name that every command has' })
  timeout = 1;

  @BooleanField({ description: 'on unless it is switched off' })
  vad = true;

  @ObjectField({ description: 'a schema' })
  schema!: object;

  @TextField({ description: 'a text', optional: true })
  text?: string;
}

it('renames a flag that the command has itself', () => {
  expect(flagsOf({ input: Awkward })).toContain('--input-timeout <integer>');
});

it('shows the way that changes a boolean', () => {
  expect(flagsOf({ input: Awkward })).toContain('--no-vad');
});

describe('the value of a flag', () => {
  const spec = (task: unknown, field: string) => {
    const found = fieldsOf((task as TaskDefinition).input)[field];
    if (!found) throw new Error(`no field ${field}`);
    return found;
  };

  it.each([
    ['integers with commas', spec(extractSubtitlesTask, 'subtitle_area'), '0, 600,1280,720', [0, 600, 1280, 720]],
    ['a JSON list', spec(extractSubtitlesTask, 'subtitle_area'), '[0,1,2,3]', [0, 1, 2, 3]],
    ['words with commas', spec(generateSubtitleFilesTask, 'formats'), 'srt,vtt', ['srt', 'vtt']],
    ['a number', spec(extractAudioTask, 'start'), '1.5', 1.5],
    ['a boolean', spec(extractAudioTask, 'normalize_loudness'), 'true', true],
    ['a reference', spec(extractAudioTask, 'end'), '${{ stages.a.b.output.c }}', '${{ stages.a.b.output.c }}'],
    ['an object', { type: 'object' as const, description: '' }, '{"a":1}', { a: 1 }],
  ])('is %s', (_name, field, text, value) => expect(parseValue(field, text)).toEqual(value));

  it.each([
    [spec(extractAudioTask, 'sample_rate'), '16k', 'whole number'],
    [spec(extractAudioTask, 'sample_rate'), '1.5', 'whole number'],
    [spec(extractAudioTask, 'start'), '', 'number'],
    [spec(extractSubtitlesTask, 'subtitle_area'), '1,,2', 'whole number'],
    [spec(extractAudioTask, 'normalize_loudness'), 'yes', 'true or false'],
    [{ type: 'object' as const, description: '' }, '{', 'JSON'],
  ])('is refused when it does not fit: %#', (field, text, problem) => {
    expect(() => parseValue(field, text)).toThrow(problem);
  });
});
