/** Any value in one line: text as it is, the items of a list with commas, everything else as JSON. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const flat = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return flat ? value.join(', ') : (JSON.stringify(value) ?? '');
}
