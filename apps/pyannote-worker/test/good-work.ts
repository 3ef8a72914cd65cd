import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diarizationError, parseTurns } from '@switchyard/subtitles';
import {
  conversation,
  floatSamples,
  noise,
  SENTENCES,
  silence,
  speech,
  type HappyCase,
  type Outcome,
  type Put,
  type Utterance,
} from '@switchyard/testing';

const task = 'pyannote_audio.diarize_speakers';

/** Two people who take turns; the third turn begins before the second has ended. */
const TALK: readonly Utterance[] = [
  { voice: 'slt', text: 'The train to the coast leaves at seven in the morning.', pause: 0.4 },
  { voice: 'rms', text: 'Please keep your ticket until the end of the journey.', pause: 0.4 },
  { voice: 'slt', text: 'There is fresh coffee in the second carriage of this train.', pause: -0.8 },
  { voice: 'rms', text: 'Nobody knew why the old bridge was closed for the whole summer.', pause: 0.5 },
  { voice: 'slt', text: 'My sister wrote a long letter about the house near the lake.', pause: 0.3 },
];

/** Collar 0, overlaps counted. */
const MOST_ERROR = 0.09;

const given =
  (file: () => Promise<string>, more: object = {}) =>
  async (put: Put): Promise<object> => ({ audio_path: await put(file()), ...more });

async function turnsIn({ file }: Outcome): Promise<ReturnType<typeof parseTurns>> {
  return parseTurns(await readFile(file('diarization_file'), 'utf8'));
}

async function expectNobody(outcome: Outcome): Promise<void> {
  expect(await turnsIn(outcome)).toEqual([]);
  expect(await readFile(outcome.file('rttm_file'), 'utf8')).toBe('');
  expect(outcome.output).toMatchObject({ total_speakers: 0, detected_speakers: [], speaker_statistics: {} });
}

const heard: HappyCase[] = [
  {
    title: 'who speaks when, where two speak at once, too',
    task,
    input: given(async () => (await conversation(TALK)).path),
    check: async (outcome) => {
      const { truth } = await conversation(TALK);
      const turns = await turnsIn(outcome);
      expect(diarizationError(turns, truth).rate).toBeLessThanOrEqual(MOST_ERROR);
      expect(outcome.output).toMatchObject({
        detected_speakers: ['SPEAKER_00', 'SPEAKER_01'],
        total_speakers: 2,
        total_segments: turns.length,
        device: 'cpu',
        real_time_factor: expect.any(Number) as number,
        degraded: [],
      });
      const { overlap_duration: overlap } = outcome.output['summary'] as { overlap_duration: number };
      expect(overlap).toBeGreaterThan(0.4);
      const lines = (await readFile(outcome.file('rttm_file'), 'utf8')).trimEnd().split('\n');
      const first = turns[0]!;
      expect(lines).toHaveLength(turns.length);
      const times = [first.start, first.end - first.start].map((seconds) => seconds.toFixed(3));
      const [type, recording, ...fields] = lines[0]?.split(' ') ?? [];
      expect([type, ...fields]).toEqual(['SPEAKER', '1', ...times, '<NA>', '<NA>', 'SPEAKER_00', '<NA>', '<NA>']);
      expect(recording).toMatch(/conversation$/);
    },
  },
  {
    title: 'one speaker at a time, where that is asked for',
    task,
    input: given(async () => (await conversation(TALK)).path, { exclusive: true, num_speakers: 2 }),
    check: async (outcome) => {
      const turns = await turnsIn(outcome);
      expect(outcome.output).toMatchObject({ total_speakers: 2, summary: { overlap_duration: 0 } });
      turns.slice(1).forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(turns[at]!.end));
    },
  },
  {
    title: 'one speaker as one',
    task,
    input: given(() => speech(SENTENCES)),
    check: async ({ output }) => expect(output).toMatchObject({ total_speakers: 1 }),
  },
  {
    title: 'that there are fewer speakers than were asked for',
    task,
    input: given(() => speech(SENTENCES.slice(0, 1)), { num_speakers: 9 }),
    check: async ({ output }) => {
      expect(output['degraded']).toEqual([
        expect.stringMatching(/^9 speakers were asked for, \d could be told apart$/),
      ]);
    },
  },
];

const nobody: HappyCase[] = [
  { title: 'nobody in silence', file: () => silence() },
  { title: 'nobody in noise', file: () => noise() },
  { title: 'nobody in a tenth of a second', file: () => silence({ seconds: 0.1 }) },
  { title: 'nobody in samples some of which are no numbers', file: () => floatSamples('if(lt(t,0.01),0/0,0)') },
].map(({ title, file }) => ({ title, task, input: given(file), check: expectNobody }));

/** A diarization in which one speaks twice at once, and one entry has no times. */
async function faultyDiarization(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'switchyard-diarization-')), 'diarization.json');
  const segments = [
    { start: 0, end: 2.5, speaker: 'ANNA' },
    { start: 2, end: 4, speaker: 'BEN' },
    { start: 3.5, end: 5, speaker: 'BEN' },
    { speaker: 'BEN' },
  ];
  await writeFile(path, JSON.stringify({ segments }));
  return path;
}

const read: HappyCase[] = [
  {
    title: 'the segments of one speaker',
    task: 'pyannote_audio.get_speaker_segments',
    input: async (put) => ({ diarization_file: await put(faultyDiarization()), speaker: 'BEN' }),
    check: async ({ output, file }) => {
      const segments = [
        { start: 2, end: 4, speaker: 'BEN', duration: 2 },
        { start: 3.5, end: 5, speaker: 'BEN', duration: 1.5 },
      ];
      const summary = { total_segments: 2, total_speakers: 1, total_duration: 3.5 };
      expect(output).toMatchObject({ success: true, data: { segments, summary } });
      expect(JSON.parse(await readFile(file('segments_file'), 'utf8'))).toMatchObject({ segments, summary });
    },
  },
  {
    title: 'what is wrong with a diarization',
    task: 'pyannote_audio.validate_diarization',
    input: async (put) => ({ diarization_file: await put(faultyDiarization()) }),
    check: ({ output }) => {
      const { validation } = output['data'] as { validation: { issues: string[] } };
      expect(validation).toMatchObject({ valid: false, total_segments: 3, total_speakers: 2, total_duration: 6 });
      expect(validation.issues).toEqual([
        expect.stringMatching(/segment 4/),
        'BEN speaks twice at once: a segment begins at 3.5 s, another one ends at 4 s',
      ]);
    },
  },
];

export const happy: HappyCase[] = [...heard, ...nobody, ...read];
