import { readFile } from 'node:fs/promises';
import type { HappyCase } from '@switchyard/testing';
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
