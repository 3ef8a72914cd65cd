import { isUtf8 } from 'node:buffer';
import { DEEPEST_JSON, RequestError, isTooDeep } from '@switchyard/contracts';

const REFUSED = ['__proto__', 'constructor'];

/** The value of a JSON body; an empty one counts as none. */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('it is not UTF-8');
  if (isTooDeep(body)) throw malformed(`it is nested deeper than ${DEEPEST_JSON} levels`);
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

const malformed = (why: string): RequestError =>
  new RequestError('INVALID_REQUEST', 'the body is not valid JSON', { body: why });
