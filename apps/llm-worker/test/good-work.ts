import { readFile } from 'node:fs/promises';
import { parseSubtitles } from '@switchyard/subtitles';
import { fewSegments, segmentsFile, type HappyCase } from '@switchyard/testing';
import { SMALL } from './models';

const task = 'llm.process_text';

/** Paragraphs of about 15 tokens. */
const TEXT =
  'The train is late today, it seems.\n\nIt comes at five in the evening.\n\n  Then we will see the coast.\n';

export const happy: HappyCase[] = [
  {
    title: 'a text in three parts, by a server',
    task,
    input: async () => ({ text: TEXT, provider: 'test', model: 'shout', part_tokens: 16 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({ part_count: 3, provider: 'test', model_name: 'shout', model: null, degraded: [] });
      expect(output['usage']).toEqual({
        requests: 3,
        prompt_tokens: 33,
        completion_tokens: 21,
        total_tokens: 54,
        cost: (33 * 2 + 21 * 4) / 1e6,
      });
      expect(await readFile(file('text_file'), 'utf8')).toBe(TEXT.toUpperCase());
    },
  },
  {
    title: 'a sentence with a mistake, by the local model',
    task,
    input: async () => ({ text: 'I has went to school yesterday.\n', action: 'proofread', temperature: 0 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({
        part_count: 1,
        provider: 'local',
        model_name: SMALL,
        degraded: [],
        engine: { name: 'llama.cpp' },
        usage: { requests: 1, cost: null, completion_tokens: expect.any(Number) },
      });
      expect(output['text']).toMatch(/^I .*school yesterday\./);
      expect(await readFile(file('text_file'), 'utf8')).toBe(output['text']);
    },
  },
];

const TALK = [{ role: 'user', content: 'How old is the train?' }];
const AGE = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };

happy.push(
  {
    title: 'a conversation, as JSON that fits only at the second try',
    task: 'llm.chat',
    input: async () => ({ messages: TALK, response_schema: AGE, provider: 'test', model: 'json-at-last' }),
    check: ({ output }) =>
      expect(output).toMatchObject({ json: { age: 7 }, finish_reason: 'stop', usage: { requests: 2 } }),
  },
  {
    title: 'a server that tells the key is shown without it',
    task: 'llm.chat',
    input: async () => ({ messages: TALK, provider: 'test', model: 'tells-key' }),
    check: ({ output }) => expect(output).toMatchObject({ text: 'your key is ***, I know' }),
  },
  {
    title: 'subtitles in another language, as many and at the same times',
    task: 'wservice.translate_subtitles',
    input: async (put) => ({
      ...{ segments_file: await put(fewSegments()), target_language: 'French', cps_limit: 10, cpl_limit: 30 },
      ...{ provider: 'test', model: 'loses-lines' },
    }),
    check: async ({ output, file }) => {
      const cues = parseSubtitles(await readFile(file('translated_segments_file'), 'utf8'), 'json');
      expect(cues).toEqual([
        { start: 0, end: 3, text: '«Good morning, is this\nthe train to the coast?»', speaker: 'SPEAKER_00' },
        { start: 4, end: 7, text: '«It is. We leave in a minute.»', speaker: 'SPEAKER_01' },
      ]);
      expect(parseSubtitles(await readFile(file('srt_file'), 'utf8'), 'srt')).toHaveLength(2);
      expect(output).toMatchObject({
        cue_count: 2,
        kept_lines: [],
        degraded: [
          '1 of 2 subtitles have more than 10 characters a second',
          '1 of 2 subtitles have more than 1 lines of 30',
        ],
      });
    },
  },
  {
    title: 'what speech recognition heard, as one text',
    task: 'wservice.ai_optimize_text',
    input: async (put) => ({
      segments_file: await put(fewSegments()),
      provider: 'test',
      model: 'shout',
      timeout: 30,
      max_retries: 1,
    }),
    check: async ({ file }) =>
      expect(await readFile(file('optimized_text_file'), 'utf8')).toBe(
        'GOOD MORNING, IS THIS THE TRAIN TO THE COAST?\nIT IS. WE LEAVE IN A MINUTE.\n',
      ),
  },
  {
    title: 'corrected subtitles, but those that changed too much',
    task: 'wservice.ai_optimize_subtitles',
    input: async (put) => ({
      segments_file: await put(segmentsFile(['Is this teh train?', 'It is.'].map(spoken))),
      ...{ provider: 'test', model: 'rewriter', max_retries: 1 },
    }),
    check: async ({ output, file }) => {
      const cues = parseSubtitles(await readFile(file('optimized_file_path'), 'utf8'), 'json');
      expect(cues.map(({ text }) => text)).toEqual(['Is this the train?', 'It is.']);
      expect(output).toMatchObject({
        cue_count: 2,
        changed_count: 1,
        kept_lines: [{ line: 2, reason: expect.stringMatching(/changes \d+ % of it/) }],
      });
    },
  },
);

function spoken(text: string, at: number): object {
  return { start: at, end: at + 1, text };
}
