import { isUtf8 } from 'node:buffer';
import { RequestError } from '@switchyard/contracts';

/** Deeper JSON is no request of ours, and writing it out again would overflow the stack. */
const DEEPEST = 64;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const REFUSED = ['__proto__', 'constructor'];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** The value of a JSON body; an empty one counts as none. */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('it is not UTF-8');
  if (body.length > DEEPEST && isTooDeep(body)) throw malformed(`it is nested deeper than ${DEEPEST} levels`);
  try {
    const text = body.toString();
    // A reviver is slow; without a backslash a name can only be spelled as it is.
    if (!text.includes('\\') && !REFUSED.some((name) => text.includes(name))) return JSON.parse(text);
    return JSON.parse(text, refusePrototype);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw malformed(error instanceof Error ? error.message : 'it cannot be parsed');
  }
}

/** Copied onto another object, these names would change what it inherits; class-transformer drops them silently. */
function refusePrototype(this: unknown, key: string, value: unknown): unknown {
  if (REFUSED.includes(key)) throw malformed(`"${key}" is not a field`);
  return value;
}

function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i] as number;
    if (inText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENING.has(byte) && (depth += 1) > DEEPEST) return true;
    else if (CLOSING.has(byte)) depth -= 1;
  }
  return false;
}

const malformed = (why: string): RequestError =>
  new RequestError('INVALID_REQUEST', 'the body is not valid JSON', { body: why });
