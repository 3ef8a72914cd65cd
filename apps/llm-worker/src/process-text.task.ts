import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  processTextTask,
  type Made,
  type ProcessTextInput,
  type ProcessTextOutput,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { MESSAGE_TOKENS, type ChatReply, type LanguageModel } from './language-model';
import { LanguageModels } from './language-models';
import { messagesFor } from './text/prompts';
import { readText } from './text/read-text';
import { splitText } from './text/split-text';
import { textEvents } from './text-events';
import { MeteredModel } from './usage';

/** Characters of the text that the record itself holds. */
const MOST_SHOWN = 10_000;

/** Gives a text to a language model, part by part. */
@Injectable()
export class ProcessText {
  constructor(private readonly models: LanguageModels) {}

  @TaskHandler(processTextTask)
  async process(input: ProcessTextInput, run: TaskRun): Promise<Made<ProcessTextOutput>> {
    const whole = input.text ?? (await readText(input.input_file ?? '', run.signal));
    if (whole.trim() === '') throw new InputRejectedError('the text is empty');
    const model = await this.models.open(input, run);
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const degraded: string[] = [];
    const parts = await splitText(whole, await partTokens(input, model), (texts) => model.countTokens(texts));
    const work = { input, model: metered, run, degraded };
    let text = await processParts(parts, work);
    if (input.action === 'summarize' && parts.length > 1) text = await processParts([text], work);
    const path = join(run.outputDir, 'text.txt');
    await writeFile(path, text, { signal: run.signal });
    const shown = text.length <= MOST_SHOWN ? { text } : {};
    return { ...shown, text_file: path, part_count: parts.length, degraded, ...metered.output };
  }
}

/** A reply may be twice as long as what it is made of. @throws InputRejectedError when the prompt leaves no room */
async function partTokens(input: ProcessTextInput, model: LanguageModel): Promise<number> {
  const messages = messagesFor(input, '');
  const counts = await model.countTokens(messages.map(({ content }) => content));
  const prompt = counts.reduce((sum, tokens) => sum + tokens + MESSAGE_TOKENS, 0);
  const fits = Math.floor(
    Math.min(
      (model.contextTokens - prompt - SHORT_REPLY_TOKENS) / (1 + REPLY_SHARE),
      (model.replyTokens - SHORT_REPLY_TOKENS) / REPLY_SHARE,
    ),
  );
  const wanted = input.part_tokens ?? fits;
  if (fits < LEAST_PART || wanted > fits)
    throw new InputRejectedError(
      `the prompt has ${prompt} tokens and the context of ${model.name} holds ${model.contextTokens}: that leaves ` +
        `${Math.max(0, fits)} for a part of the text, which needs ${Math.max(LEAST_PART, wanted)}`,
    );
  return wanted;
}

/** A reply is at most this much longer than its text, and what a short text may get. */
const REPLY_SHARE = 2;
const SHORT_REPLY_TOKENS = 64;
const LEAST_PART = 16;

interface Work {
  input: ProcessTextInput;
  model: MeteredModel;
  run: TaskRun;
  /** What is wrong with the result. */
  degraded: string[];
}

async function processParts(parts: readonly string[], work: Work): Promise<string> {
  const { run, degraded } = work;
  const done: string[] = [];
  for (const [at, part] of parts.entries()) {
    const core = part.trim();
    const place = `part ${at + 1} of ${parts.length}`;
    const onProgress = (fraction: number): void => run.progress((at + fraction) / parts.length, place);
    const reply =
      core === '' ? undefined : await processPart(core, { part: at + 1, parts: parts.length }, onProgress, work);
    if (reply && !reply.complete) degraded.push(`${place}: the model came to no end, its reply was cut`);
    done.push(reply ? withEdgesOf(part, reply.text.trim()) : part);
    onProgress(1);
  }
  return done.join('');
}

/** A model does not keep the white space around a part. */
const withEdgesOf = (part: string, text: string): string =>
  part.slice(0, part.length - part.trimStart().length) + text + part.slice(part.trimEnd().length);

async function processPart(
  text: string,
  place: object,
  onProgress: (fraction: number) => void,
  { input, model, run }: Work,
): Promise<ChatReply> {
  const [tokens = 0] = await model.model.countTokens([text]);
  const events = textEvents(run, place);
  const request = {
    messages: messagesFor(input, text),
    temperature: input.temperature,
    maxTokens: input.action === 'custom' ? undefined : REPLY_SHARE * tokens + SHORT_REPLY_TOKENS,
  };
  const reply = await model.chat(request, { onText: events.push, onProgress });
  events.end();
  return reply;
}
