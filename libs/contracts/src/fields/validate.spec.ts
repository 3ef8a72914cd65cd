import { jsonSchemaOf } from './json-schema';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  PathField,
  TextField,
  fieldsOf,
} from './field';
import { validate, validateText } from './validate';

class Base {
  @TextField({ description: 'a word', maxLength: 5 })
  word!: string;
}

class Sample extends Base {
  @IntegerField({ description: 'a count', minimum: 1, maximum: 9 })
  count = 3;

  @NumberField({ description: 'a share', optional: true })
  share?: number;

  @ChoiceField(['a', 'b'], { description: 'a choice' })
  choice: 'a' | 'b' = 'a';

  @BooleanField({ description: 'a switch' })
  on = false;

  @ListField({ description: 'an area', items: 'integer', minItems: 2, maxItems: 2, minimum: 0, optional: true })
  area?: number[];

  @PathField({ description: 'a file', optional: true })
  file?: string;
}

const problemsOf = (plain: unknown): Record<string, string> => {
  const checked = validate(Sample, plain, 'input.');
  return checked.ok ? {} : checked.problems;
};

describe('validate', () => {
  it('fills in the defaults of the class', () => {
    expect(validate(Sample, { word: 'x' })).toEqual({
      ok: true,
      value: { word: 'x', count: 3, choice: 'a', on: false },
    });
  });

  it('takes null for not given where a field may be left out', () => {
    expect(validate(Sample, { word: 'x', count: null, share: null }).ok).toBe(true);
    expect(problemsOf({ word: null })).toHaveProperty(['input.word']);
  });

  it.each([
    [{}, 'input.word', /is required/],
    [{ word: 7 }, 'input.word', /must be/],
    [{ word: 'longer' }, 'input.word', /at most 5 characters/],
    [{ word: 'x', count: 1.5 }, 'input.count', /a whole number/],
    [{ word: 'x', count: '3' }, 'input.count', /a whole number/],
    [{ word: 'x', count: 10 }, 'input.count', /must not be greater than 9/],
    [{ word: 'x', share: Number.NaN }, 'input.share', /number/],
    [{ word: 'x', share: Infinity }, 'input.share', /number/],
    [{ word: 'x', choice: 'c' }, 'input.choice', /a, b/],
    [{ word: 'x', on: 'yes' }, 'input.on', /boolean/],
    [{ word: 'x', area: [1] }, 'input.area', /at least 2 items/],
    [{ word: 'x', area: [1, -1] }, 'input.area', /item 1 must not be less than 0/],
    [{ word: 'x', area: [1, 0.5] }, 'input.area', /item 1 must be a whole number/],
    [{ word: 'x', file: '' }, 'input.file', /at least 1 characters/],
    [{ word: 'x', colour: 'red' }, 'input.colour', /not a field here; known: word, count/],
    [{ word: 'x', __proto__: null, constructor: 1 }, 'input.constructor', /not a field/],
    ['text', 'input', /must be a JSON object/],
    [[1], 'input', /must be a JSON object/],
  ])('names the field at fault in %j', (plain, field, text) => {
    expect(problemsOf(plain)[field]).toMatch(text);
  });

  it('reads text: the items of a list are numbers where the class says so', () => {
    expect(validateText(Sample, { word: 'x', area: '1, 2' })).toMatchObject({ ok: true, value: { area: [1, 2] } });
    expect(validateText(Sample, { word: 'x', area: '1,b' })).toEqual({
      ok: false,
      problems: { area: 'item 1 must be a whole number' },
    });
  });

  it('does not take fields of the prototype for fields of the class', () => {
    expect(problemsOf(JSON.parse('{"word":"x","__proto__":{"count":1}}'))).toHaveProperty(['input.__proto__']);
  });
});

describe('jsonSchemaOf', () => {
  it('says what is required, what the defaults and the bounds are', () => {
    expect(jsonSchemaOf(Sample)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['word'],
      properties: {
        word: { type: 'string', maxLength: 5 },
        count: { type: ['integer', 'null'], minimum: 1, maximum: 9, default: 3 },
        choice: { type: ['string', 'null'], enum: ['a', 'b', null], default: 'a' },
        area: { type: ['array', 'null'], items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
        file: { type: ['string', 'null'], format: 'file-path' },
      },
    });
  });

  it('keeps the fields of one class out of another', () => {
    expect(Object.keys(fieldsOf(Base))).toEqual(['word']);
    expect(Object.keys(fieldsOf(Sample))[0]).toBe('word');
  });
});
