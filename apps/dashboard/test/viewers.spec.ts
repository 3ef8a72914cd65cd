import type { TaskEvent } from '@switchyard/client';
import { ocrPictureIn } from '../src/pages/task/result/ocr';
import { toldText } from '../src/pages/task/result/told-text';
import { turnsFileOf, turnsIn } from '../src/pages/task/result/turns';

const event = (type: string, payload: Record<string, unknown> = {}): TaskEvent => ({ type, payload }) as TaskEvent;
const told = (text: string, facts: object = {}): TaskEvent => event('output', { text, ...facts });

describe('the text that is told', () => {
  it('is put together, part by part, and begins anew with a new attempt or try', () => {
    expect(toldText([event('started'), told('Hel'), event('progress'), told('lo')])).toBe('Hello');
    expect(toldText([event('started'), told('old'), event('retry'), event('started'), told('new')])).toBe('new');
    expect(toldText([event('started'), told('bad', { try: 1 }), told('good', { try: 2 })])).toBe('good');
    expect(toldText([event('started'), told('a', { part: 1 }), told('b', { part: 2 }), told('c', { part: 1 })])).toBe(
      'ac\nb',
    );
  });

  it('has no subtitles in it', () => {
    expect(toldText([event('started'), told('a cue', { start: 0, end: 1 })])).toBe('');
  });
});

it('takes the boxes of one picture of known size, and leaves out lines without one', () => {
  const line = { text: 'a', confidence: 0.9, box: [1, 2, 3, 4] };
  const picture = { width: 8, height: 6, lines: [line, { ...line, box: undefined }] };
  expect(ocrPictureIn({ results: [picture] })).toEqual({ width: 8, height: 6, lines: [line] });
  for (const other of [null, [], {}, { results: [] }, { results: [picture, picture] }, { results: [{ lines: [] }] }])
    expect(ocrPictureIn(other)).toBeUndefined();
});

it('finds who speaks when in a list or in an object with segments', () => {
  const turn = { start: 0, end: 1.5, speaker: 'SPEAKER_00' };
  expect([turnsIn([turn, { start: 0 }]), turnsIn({ segments: [turn] }), turnsIn('x')]).toEqual([[turn], [turn], []]);
  expect([turnsFileOf({ diarization_file: '/share/a.json' }), turnsFileOf({}), turnsFileOf(null)]).toEqual([
    '/share/a.json',
    undefined,
    undefined,
  ]);
});
