import type { TaskRun } from '@switchyard/worker-kit';
import { ProviderServer } from '../../test/provider-server';
import { ProviderModel } from '../provider/provider-model';
import { parseProviders } from '../provider/providers';
import { MeteredModel } from '../usage';
import { rewriteLines, type LineWork, type RewrittenLines } from './rewrite-lines';
import { shortenLines } from './shorten-lines';

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
});
afterAll(() => server.stop());

const LINES = ['Good morning.', '', 'Is this the train\nto the coast?', 'It is.', 'We leave in a minute.'];
const TRANSLATED = ['«Good morning.»', '', '«Is this the train to the coast?»', '«It is.»', '«We leave in a minute.»'];

const run = { signal: new AbortController().signal, progress: () => undefined } as unknown as TaskRun;
const WORK = { lines: LINES, instruction: 'Translate.', temperature: 0, segmentSize: 20, overlap: 2, maxRetries: 2 };

function opened(model: string, entry: object = {}): MeteredModel {
  const plain = { name: 'test', base_url: server.url, model, max_retries: 0, ...entry };
  const [provider] = parseProviders(JSON.stringify([plain]));
  return new MeteredModel(ProviderModel.open(provider!, model, run));
}

const rewrite = (model: string, more: Partial<LineWork> = {}, entry: object = {}): Promise<RewrittenLines> =>
  rewriteLines({ ...WORK, ...more }, opened(model, entry), run);

const asked = (model: string) => server.asked.filter((one) => one.model === model);
const linesAsked = (model: string) =>
  asked(model).map(({ messages }) => Object.keys((JSON.parse(messages[1]!.content) as { lines: object }).lines));

it('gives a line for each line, and leaves empty ones alone', async () => {
  expect(await rewrite('translator')).toEqual({ lines: TRANSLATED, kept: [] });
});

it('shows what stands around the lines, and holds the model to their numbers', async () => {
  server.asked.length = 0;
  await rewrite('translator', { segmentSize: 2, overlap: 1 });
  const [first, second] = asked('translator').map(({ messages }) => JSON.parse(messages[1]!.content) as object);
  expect(first).toEqual({ lines: { 1: 'Good morning.', 3: 'Is this the train to the coast?' }, after: ['It is.'] });
  expect(second).toMatchObject({ lines: { 4: 'It is.', 5: 'We leave in a minute.' } });
  expect(asked('translator')[0]?.response_format?.json_schema).toMatchObject({
    strict: true,
    schema: { required: ['1', '3'], additionalProperties: false },
  });
});

it('asks again for what a reply lost, and only for that', async () => {
  expect(await rewrite('loses-lines')).toEqual({ lines: TRANSLATED, kept: [] });
  expect(linesAsked('loses-lines')).toEqual([['1', '3', '4', '5'], ['5']]);
});

it.each(['adds-lines', 'half-an-object', 'breaks-once'])('asks again for everything after: %s', async (model) => {
  expect(await rewrite(model)).toEqual({ lines: TRANSLATED, kept: [] });
  expect(linesAsked(model)).toEqual([
    ['1', '3', '4', '5'],
    ['1', '3', '4', '5'],
  ]);
});

it('keeps the line that never comes, and says so', async () => {
  const { lines, kept } = await rewrite('never-the-last');
  expect(lines).toEqual([...TRANSLATED.slice(0, 4), LINES[4]]);
  expect(kept).toEqual([{ line: 5, reason: 'the model lost it' }]);
});

it('keeps a line that is too long for the context, and says so', async () => {
  const lines = ['Good morning.', 'x'.repeat(2000)];
  const rewritten = await rewrite('translator', { lines }, { context_tokens: 1000 });
  expect(rewritten.lines).toEqual(['«Good morning.»', lines[1]]);
  expect(rewritten.kept).toEqual([{ line: 2, reason: 'it does not fit into the context of translator' }]);
});

it('fails when no line could be used', async () => {
  await expect(rewrite('prose')).rejects.toMatchObject({
    code: 'REPLY_UNUSABLE',
    message: expect.stringMatching(/3 replies of prose could not be used, .* the reply is no JSON object/),
  });
  await expect(rewrite('breaks')).rejects.toMatchObject({ code: 'PROVIDER_FAILED', retryable: true });
});

describe('lines that are too long to be read in their time', () => {
  const lines = ['Good morning, my dear friend', '', 'It is.', 'The train to the coast leaves at seven, they say'];
  const shorten = (model: string): Promise<readonly string[]> =>
    shortenLines({ ...WORK, lines }, (line) => line.length > 20, opened(model), run);

  it('are asked for once more, alone, and get shorter', async () => {
    expect(await shorten('shortener')).toEqual([
      'Good morning',
      '',
      'It is.',
      'The train to the coast leaves at seven',
    ]);
    expect(linesAsked('shortener')).toEqual([['1', '4']]);
  });

  it.each(['translator', 'prose'])('stay as they are when they do not get shorter: %s', async (model) => {
    expect(await shorten(model)).toEqual(lines);
  });
});
