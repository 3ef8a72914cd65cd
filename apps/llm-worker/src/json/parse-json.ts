import { isPlainObject } from '@switchyard/contracts';

/** The JSON object of a reply, also where a model puts it between the marks of a code block; nothing where it is none. */
export function objectIn(reply: string): Record<string, unknown> | undefined {
  const text = reply.trim();
  const block = text.startsWith('```') ? text.slice(text.indexOf('\n') + 1, text.lastIndexOf('```')) : text;
  try {
    const value: unknown = JSON.parse(block);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
