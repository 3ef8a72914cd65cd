import { segmentsFile, textNamed, videoWithAudio, type BadCase, type TaskCase } from '@switchyard/testing';

const task = 'llm.process_text';
const given = (input: object): TaskCase => ({ task, input: async () => input });

export const bad: BadCase[] = [
  {
    title: 'a model file that is none',
    task,
    input: async (put) => ({ text: 'Hello', model: await put(textNamed('model.gguf')) }),
    says: /gguf cannot be loaded, it is damaged or no GGUF file: Invalid GGUF magic/,
  },
  { title: 'no text', ...given({}), field: 'text', says: /is required, or input_file/ },
  {
    title: 'a translation into no language',
    ...given({ text: 'Hello', action: 'translate' }),
    field: 'target_language',
    says: /is required/,
  },
  { title: 'an unknown action', ...given({ text: 'Hello', action: 'shorten' }), field: 'action', says: /summarize/ },
  { title: 'a text of spaces', ...given({ text: ' \n ' }), says: /empty/ },
  { title: 'an unknown server', ...given({ text: 'Hello', provider: 'deepseek' }), says: /knows no "deepseek"/ },
  {
    title: 'a GPU for what a server does',
    ...given({ text: 'Hello', provider: 'test', device: 'cuda' }),
    field: 'device',
    says: /cuda is for local models/,
  },
  { title: 'an unknown model', ...given({ text: 'Hello', model: 'gpt-2' }), says: /model: .*gpt-2/ },
  { title: 'a model for pictures', ...given({ text: 'Hello', model: 'ppocr-v6' }), says: /not a language model/ },
  {
    title: 'a prompt over the context',
    ...given({ text: 'Hello', action: 'custom', prompt: 'Be kind. '.repeat(2000) }),
    says: /the prompt has \d+ tokens and the context of smollm2-135m-instruct holds 4096/,
  },
  { title: 'a video', task, input: async (put) => ({ input_file: await put(videoWithAudio()) }), says: /not text/ },
];

const talk = (input: object): TaskCase => ({
  task: 'llm.chat',
  input: async () => ({ messages: [{ role: 'user', content: 'Hello' }], provider: 'test', ...input }),
});
const schema = { type: 'object', properties: { a: { type: 'integer' } } };

bad.push(
  {
    title: 'a message without a role',
    ...talk({ messages: [{ content: 'x' }] }),
    field: 'messages',
    says: /item 0 .*role/,
  },
  {
    title: 'a schema of a number',
    ...talk({ response_schema: { type: 'number' } }),
    field: 'response_schema',
    says: /"object"/,
  },
  {
    title: 'a schema that is none',
    ...talk({ response_schema: { type: 'object', properties: { a: { type: 'whole' } } } }),
    says: /response_schema: schema is invalid/,
  },
  {
    title: 'a model that does not keep to a schema',
    ...talk({ model: 'prose', response_schema: schema, max_retries: 1 }),
    code: 'REPLY_UNUSABLE',
    says: /2 replies of prose could not be used, .*no JSON object/,
  },
  {
    title: 'a key that the server refuses and repeats',
    ...talk({ model: 'refuses-key' }),
    code: 'PROVIDER_FAILED',
    says: /refused the key in TEST_LLM_KEY: .*provided: \*\*\*/,
  },
  {
    title: 'a server that answers HTML',
    ...talk({ model: 'html' }),
    code: 'PROVIDER_FAILED',
    says: /text\/html instead of an event stream/,
  },
  {
    title: 'subtitles without text',
    task: 'wservice.translate_subtitles',
    input: async (put) => ({ segments_file: await put(segmentsFile([])), target_language: 'French' }),
    says: /the segments have no text/,
  },
);
