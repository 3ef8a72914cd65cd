import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegments } from '@switchyard/subtitles';
import { SENTENCES } from './media/sentences';
import type { Measure } from './measures';
import { SCRATCH } from './places';

/** Subtitles in another language: whether each is still there and in its time. How good the words are depends on the model. */
export const translating: Measure = async ({ services, say }) => {
  const segments = SENTENCES.map((text, at) => ({ start: 3 * at, end: 3 * at + 2.5, text }));
  const path = join(SCRATCH, 'segments.json');
  await writeFile(path, JSON.stringify({ segments }));
  const input = { segments_file: services.put(path), target_language: 'Spanish' };
  const { output } = await services.run('wservice.translate_subtitles', input);
  const made = parseSegments(await services.text(output, 'translated_segments_file'));
  const kept = segments.filter(({ start, end }, at) => made[at]?.start === start && made[at].end === end).length;
  say(`  ${kept} of ${segments.length} subtitles are in their times`);
  const ours = made.length === segments.length ? kept / segments.length : 0;
  return [{ of: 'translated subtitles in their times', unit: 'of all', ours, aim: { is: 'at least', value: 1 } }];
};
