import { textNamed, videoWithAudio, type BadCase, type TaskCase } from '@switchyard/testing';

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
  { title: 'an unknown model', ...given({ text: 'Hello', model: 'gpt-2' }), says: /model: .*gpt-2/ },
  { title: 'a model for pictures', ...given({ text: 'Hello', model: 'ppocr-v6' }), says: /not a language model/ },
  {
    title: 'a prompt over the context',
    ...given({ text: 'Hello', action: 'custom', prompt: 'Be kind. '.repeat(2000) }),
    says: /the prompt has \d+ tokens and the context of smollm2-135m-instruct holds 4096/,
  },
  { title: 'a video', task, input: async (put) => ({ input_file: await put(videoWithAudio()) }), says: /not text/ },
];
