export interface FoundPath {
  /** Where it stands, e.g. `subtitle_files.basic.srt`. */
  field: string;
  path: string;
}

/** Every file of the share that a result names. */
export function pathsIn(value: unknown, field = ''): FoundPath[] {
  if (typeof value === 'string') return /^\/share\/.*\.\w+$/.test(value) ? [{ field, path: value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, field ? `${field}.${name}` : name));
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const extensionOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
