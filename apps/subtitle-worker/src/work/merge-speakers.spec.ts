import {
  InputRejectedError,
  mergeSpeakerSegmentsTask,
  MergeSpeakerBasedSubtitlesInput,
  MergeSpeakersInput,
  resolveInput,
} from '@switchyard/contracts';
import { parseSegments } from '@switchyard/subtitles';
import type { EngineWork } from '@switchyard/engine';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../subtitle-methods';
import { fillTurns, nameSpeakers, partAtWords } from './merge-speakers';

const words = ['Is', 'it?', 'Yes.'].map((word, at) => ({ word: ` ${word}`, start: at, end: at + 0.8 }));
const segments_data = [{ start: 0, end: 3, text: 'Is it? Yes.', words }];
const speaker_segments_data = [
  { start: 0, end: 1.9, speaker: 'A' },
  { start: 2, end: 4, speaker: 'B', duration: 2 },
  { start: 7, end: 8, speaker: 'A' },
];

describe('merging segments with speakers', () => {
  let outputDir: string;
  beforeEach(async () => (outputDir = await mkdtemp(join(tmpdir(), 'speakers-'))));
  afterEach(() => rm(outputDir, { recursive: true }));

  const work = { signal: new AbortController().signal } as EngineWork;
  const given = (more: Partial<MergeSpeakerBasedSubtitlesInput> = {}): Job<MergeSpeakerBasedSubtitlesInput> => ({
    input: Object.assign(new MergeSpeakerBasedSubtitlesInput(), { segments_data, speaker_segments_data }, more),
    outputDir,
  });
  const written = async (path: string) =>
    parseSegments(await readFile(path, 'utf8')).map(({ speaker, text, start, end }) => [speaker, text, start, end]);

  it('names the speaker of each segment', async () => {
    const output = await nameSpeakers(given(), work);
    expect(output).toMatchObject({
      merged_segments: [{ start: 0, end: 3, text: 'Is it? Yes.', speaker: 'A' }],
      input_summary: { segments: 1, speaker_segments: 3, speakers: 2 },
      degraded: [],
    });
    expect(await written(output.merged_segments_file)).toEqual([['A', 'Is it? Yes.', 0, 3]]);
  });

  it('parts a segment where the speaker changes', async () => {
    const output = await partAtWords(given(), work);
    expect(output).toMatchObject({ total_segments: 2, degraded: [] });
    expect(await written(output.merged_segments_file)).toEqual([
      ['A', 'Is it?', 0, 1.8],
      ['B', 'Yes.', 2, 3],
    ]);
  });

  it('fills the turns with what is said in them, and tells which are empty', async () => {
    const output = await fillTurns(given(), work);
    expect(output).toMatchObject({ total_segments: 3, matched_segments: 2, empty_segments: 1, degraded: [] });
    expect(await written(output.merged_segments_file)).toEqual([
      ['A', 'Is it?', 0, 1.9],
      ['B', 'Yes.', 2, 4],
    ]);
  });

  it('reads files, and tells what has no words and no speaker', async () => {
    const [segments_file, diarization_file] = [join(outputDir, 's.json'), join(outputDir, 'd.json')];
    await writeFile(segments_file, JSON.stringify({ segments: [{ start: 9, end: 10, text: 'late' }] }));
    await writeFile(diarization_file, JSON.stringify({ success: true, segments: speaker_segments_data }));
    const files = { segments_file, diarization_file, segments_data: undefined, speaker_segments_data: undefined };
    expect((await partAtWords(given(files), work)).degraded).toEqual([
      '1 of 1 segments have no words and one speaker each',
      '1 of 1 segments are said in no turn and have no speaker',
    ]);
    expect((await fillTurns(given(files), work)).degraded).toEqual(['1 segments hold what is said in no turn']);
  });

  it.each([
    [{ segments_data: [{ start: 1, end: 2 }] }, 'segment 1: "text" must be text, found nothing'],
    [{ speaker_segments_data: [{ start: 1, end: 2 }] }, 'the diarization: segment 1: "speaker" must be text'],
    [{ speaker_segments_data: [{ start: 2, end: 1, speaker: 'A' }] }, 'the diarization: segment 1: the end (1 s)'],
  ])('refuses %j', async (bad, message) => {
    const failure = await nameSpeakers(given(bad), work).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputRejectedError);
    expect((failure as Error).message).toContain(message);
  });

  it('needs segments and speakers', () => {
    const refusal = (input: object): unknown => {
      try {
        return resolveInput(mergeSpeakerSegmentsTask, input, null);
      } catch (error) {
        return error;
      }
    };
    expect(refusal({ segments_data })).toMatchObject({
      details: { 'input_data.diarization_file': 'is required, or speaker_segments_data' },
    });
    expect(refusal({ speaker_segments_data })).toMatchObject({
      details: { 'input_data.segments_file': 'is required, or segments_data' },
    });
    expect(refusal({ segments_data, speaker_segments_data })).toBeInstanceOf(MergeSpeakersInput);
  });
});
