/** The form of task and workflow ids. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

const RESERVED: ReadonlySet<string> = new Set(['catalog', 'batch']);

/** Says what is wrong with an id, or nothing. */
export function idProblem(id: string): string | undefined {
  if (!ID_PATTERN.test(id)) return 'must be 1 to 128 of A-Z a-z 0-9 . _ - and begin with a letter or digit';
  return RESERVED.has(id) ? `"${id}" is reserved` : undefined;
}
