import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { CATALOGUE } from '../catalogue/catalogue';
import { fieldsOf, type Class, type FieldSpec } from './field';
import { jsonSchemaOf } from './json-schema';
import { validate } from './validate';

const RUNS = 100;
const ajv = new Ajv({ validateFormats: false, strict: false });

/** Texts about a bound, of characters that are counted in different ways. */
const textAbout = (length: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('a', '😀', '❤\uFE0F', 'é', '0', '_', ' '), fc.integer({ min: -1, max: 1 }))
    .map(([character, more]) => character.repeat(Math.max(0, Math.floor(length / [...character].length) + more)));

function values(spec: FieldSpec): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 1000, minLength = 0, maxLength = 100, minItems = 0, maxItems = 5 } = spec;
  const numbers = [minimum - 1, minimum, minimum + 0.5, maximum, maximum + 1, maximum + 0.5];
  const single = fc.oneof(
    fc.integer({ min: Math.ceil(minimum), max: Math.max(Math.ceil(minimum), Math.floor(maximum)) }),
    fc.constantFrom<unknown>(...numbers, -0, 1e300, '', 'a', '1', '/share/a', 'a/../b', '\0', true, null, {}, []),
    fc.constantFrom<unknown>(...(spec.enum ?? ['word'])),
    textAbout(minLength),
    textAbout(Math.min(maxLength, 4096)),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.jsonValue({ maxDepth: 1 }),
  );
  if (spec.type !== 'array') return single;
  const items = fc.constantFrom(minItems - 1, minItems, maxItems, maxItems + 1, 1, 4);
  return fc.oneof(
    items.chain((count) => fc.array(single, { minLength: Math.max(0, count), maxLength: Math.max(0, count) })),
    items.map((count) => Array.from({ length: Math.max(0, count) }, () => spec.enum?.[0] ?? Math.ceil(minimum))),
    single,
  );
}

/** An object that is good, or good but for one field. */
function nearlyGood(type: Class<object>): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(fieldsOf(type));
  const good = Object.fromEntries(fields.map(([name, spec]) => [name, goodValue(spec)]));
  const required = (jsonSchemaOf(type)['required'] ?? []) as string[];
  const least = Object.fromEntries(required.map((name) => [name, good[name]]));
  const changed = [...fields, ['surplus', SURPLUS] as const].map(([name, spec]) =>
    fc.tuple(fc.constantFrom(good, least), values(spec)).map(([object, value]) => ({ ...object, [name]: value })),
  );
  const without = fields.map(([name]) => Object.fromEntries(Object.entries(good).filter(([other]) => other !== name)));
  return fc.oneof(fc.constantFrom(good, least, ...without), { arbitrary: fc.oneof(...changed), weight: 4 });
}

const SURPLUS: FieldSpec = { type: 'string', description: 'no field of the class' };

function goodValue(spec: FieldSpec): unknown {
  const number = spec.minimum ?? 0;
  const single = {
    boolean: true,
    object: {},
    number,
    integer: number,
    path: '/share/a',
    string: spec.enum?.[0] ?? 'en',
  };
  if (spec.type !== 'array') return single[spec.type];
  return Array.from({ length: spec.minItems ?? 1 }, () => single[spec.items ?? 'string']);
}

describe('the JSON Schema of a class and its check', () => {
  const classes = CATALOGUE.flatMap((task) => [
    [`the input of ${task.name}`, task.input] as const,
    [`the output of ${task.name}`, task.output] as const,
  ]);

  it.each(classes)('take the same for %s', (_name, type) => {
    const fits = ajv.compile(jsonSchemaOf(type));
    let taken = 0;
    fc.assert(
      fc.property(nearlyGood(type), (plain) => {
        const { ok } = validate(type, plain);
        taken += ok ? 1 : 0;
        return ok === fits(plain);
      }),
      { numRuns: RUNS },
    );
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(RUNS);
  });
});
