import { pdf, TestSystem, type PdfLine } from '@switchyard/testing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestModels } from './models';

const TEST_MS = 600_000;
const COUNT = 200;
let system: TestSystem;
let models: TestModels;

beforeAll(async () => {
  models = await TestModels.make();
  await models.install();
  system = await TestSystem.start(['paddleocr'], models.settings);
}, TEST_MS);
afterAll(async () => {
  await system.stop();
  await models.remove();
});

it(
  'reads a PDF of 200 pages, and none of them for another',
  async () => {
    const page = (at: number): PdfLine[] => [[72, 700, `This is the page with the number ${1000 + at}`]];
    const image_path = system.put(await pdf(Array.from({ length: COUNT }, (_, at) => page(at))));
    const id = await system.api.start('paddleocr.perform_ocr', { image_path, dpi: 100 });
    expect(await system.api.client.tasks.end(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
    const { text_file } = (await system.api.stage(id)).output as { text_file: string };
    const text = await readFile(join(system.share, text_file.replace(/^\/share\//, '')), 'utf8');
    const numbers = text.split('\f').map((read) => Number(/\d{4}/.exec(read)?.[0]));
    expect(numbers).toEqual(Array.from({ length: COUNT }, (_, at) => 1000 + at));
  },
  TEST_MS,
);
