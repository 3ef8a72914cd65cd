const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Deeper JSON is none of ours, and parsing it or writing it out again could overflow the stack. */
export const DEEPEST_JSON = 64;

/** Whether JSON in UTF-8 is nested deeper than `DEEPEST_JSON` levels; looks at no more than it has to. */
export function isTooDeep(json: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i += 1) {
    const byte = json[i] as number;
    if (inText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENING.has(byte) && (depth += 1) > DEEPEST_JSON) return true;
    else if (CLOSING.has(byte)) depth -= 1;
  }
  return false;
}
