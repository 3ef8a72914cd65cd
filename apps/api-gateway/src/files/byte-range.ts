/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

const FORM = /^bytes=(\d*)-(\d*)$/;

/**
 * What a `Range` header asks of a file: one part, everything (also for several parts and what cannot be understood, as
 * RFC 9110 allows), or nothing that the file has.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'all' | 'unsatisfiable' {
  const [, from = '', to = ''] = FORM.exec(header?.replaceAll(' ', '') ?? '') ?? [];
  if (from === '' && to === '') return 'all';
  if (from === '') return lastBytes(Number(to), size);
  const start = Number(from);
  const end = to === '' ? size - 1 : Number(to);
  if (to !== '' && end < start) return 'all';
  return start < size ? { start, end: Math.min(end, size - 1) } : 'unsatisfiable';
}

const lastBytes = (count: number, size: number): ByteRange | 'unsatisfiable' =>
  count === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - count), end: size - 1 };
