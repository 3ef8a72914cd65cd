import { isPlainObject } from '@switchyard/contracts';

/** Times of a window, from 0 to 30 s in steps of 20 ms; they follow the token for none. */
const TIMESTAMPS = 1501;

/** How many tokens a `tokenizer.json` has with the times of a window; nothing where it is that of no Whisper model. */
export function countTokens(text: string): number | undefined {
  const file = parse(text);
  const { model, added_tokens: added } = isPlainObject(file) ? file : {};
  const isWhole = isPlainObject(model) && isPlainObject(model['vocab']) && Array.isArray(model['merges']);
  if (!isWhole || !Array.isArray(added)) return undefined;
  const idOf = (mark: string): unknown =>
    added.filter(isPlainObject).find((token) => token['content'] === `<|${mark}|>`)?.['id'];
  const noTimestamps = idOf('notimestamps');
  if (typeof noTimestamps !== 'number' || idOf('startoftranscript') === undefined) return undefined;
  return noTimestamps + 1 + TIMESTAMPS;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
