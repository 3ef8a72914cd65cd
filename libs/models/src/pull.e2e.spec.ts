import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workplace } from '../test/model-fixture';
import { ModelStore } from '.';

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.open();
});
afterEach(() => workplace.cleanUp());

describe('the catalogue and the registries agree', () => {
  it.each(['ppocr-v4', 'ppocr-v4-gutenye'])(
    'on %s',
    async (name) => {
      const directory = await new ModelStore({ modelsDir: workplace.at('models') }).pull(name);
      const dictionary = await readFile(join(directory, 'dictionary.txt'), 'utf8');
      expect(dictionary.trimEnd().split('\n').length).toBeGreaterThan(6_000);
    },
    60_000,
  );
});
