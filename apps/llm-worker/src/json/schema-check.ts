import { InputRejectedError } from '@switchyard/contracts';
import { Ajv } from 'ajv';
import { objectIn } from './parse-json';

/** What a reply holds, or what is wrong with it. */
export type Checked = { json: Record<string, unknown> } | { problem: string };

/** Checks replies against a schema. @throws InputRejectedError when it is no schema */
export function schemaCheck(schema: Record<string, unknown>): (reply: string) => Checked {
  const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
  const fits = compiled(() => ajv.compile(schema));
  return (reply) => {
    const json = objectIn(reply);
    if (!json) return { problem: 'it is no JSON object' };
    return fits(json) ? { json } : { problem: ajv.errorsText(fits.errors, { dataVar: 'it' }) };
  };
}

function compiled<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw new InputRejectedError(`response_schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}
