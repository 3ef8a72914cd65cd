import type { Cue } from './cues';

/** One speaker, from second to second. */
export interface Turn {
  start: number;
  end: number;
  speaker: string;
}

/** The JSON file of a result that says who speaks when. */
export function turnsFileOf(output: Record<string, unknown> | null | undefined): string | undefined {
  const path = output?.['diarization_file'];
  return typeof path === 'string' && path.endsWith('.json') ? path : undefined;
}

export function turnsIn(json: unknown): Turn[] {
  const list = Array.isArray(json) ? json : ((json ?? {}) as { segments?: unknown }).segments;
  return Array.isArray(list) ? list.filter(isTurn) : [];
}

export const turnsOf = (cues: readonly Cue[]): Turn[] =>
  cues.flatMap(({ start, end, speaker }) => (speaker === undefined ? [] : [{ start, end, speaker }]));

function isTurn(value: unknown): value is Turn {
  const { start, end, speaker } = (value ?? {}) as Partial<Turn>;
  return typeof start === 'number' && typeof end === 'number' && typeof speaker === 'string';
}
