import { InputRejectedError } from '@switchyard/contracts';
import type { TaskRun } from '@switchyard/worker-kit';
import { MESSAGE_TOKENS, type ChatMessage, type ChatReply } from '../language-model';
import { textEvents } from '../text-events';
import type { MeteredModel } from '../usage';
import { splitText } from './split-text';

/** Splits a text so that a reply to each part may be twice as long. @throws InputRejectedError when the prompt leaves no room */
export async function partsOf(whole: string, work: TextWork, mostTokens?: number): Promise<string[]> {
  const { model } = work.model;
  const messages = work.messages('');
  const counts = await model.countTokens(messages.map(({ content }) => content));
  const prompt = counts.reduce((sum, tokens) => sum + tokens + MESSAGE_TOKENS, 0);
  const fits = Math.floor(
    Math.min(
      (model.contextTokens - prompt - SHORT_REPLY_TOKENS) / (1 + REPLY_SHARE),
      (model.replyTokens - SHORT_REPLY_TOKENS) / REPLY_SHARE,
    ),
  );
  const wanted = mostTokens ?? fits;
  if (fits < LEAST_PART || wanted > fits)
    throw new InputRejectedError(
      `the prompt has ${prompt} tokens and the context of ${model.name} holds ${model.contextTokens}: that leaves ` +
        `${Math.max(0, fits)} for a part of the text, which needs ${Math.max(LEAST_PART, wanted)}`,
    );
  return splitText(whole, wanted, (texts) => model.countTokens(texts));
}

/** A reply is at most this much longer than its text, and what a short text may get. */
const REPLY_SHARE = 2;
const SHORT_REPLY_TOKENS = 64;
const LEAST_PART = 16;

/** How the parts of a text are given to a model. */
export interface TextWork {
  messages: (part: string) => ChatMessage[];
  temperature: number;
  /** Replies may be longer than what they are made of. */
  freeLength?: boolean;
  model: MeteredModel;
  run: TaskRun;
  /** What is wrong with the result. */
  degraded: string[];
}

/** The replies to all parts, with the white space that stood around them. */
export async function processParts(parts: readonly string[], work: TextWork): Promise<string> {
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
  { messages, temperature, freeLength, model, run }: TextWork,
): Promise<ChatReply> {
  const [tokens = 0] = await model.model.countTokens([text]);
  const events = textEvents(run, place);
  const request = {
    messages: messages(text),
    temperature,
    maxTokens: freeLength ? undefined : REPLY_SHARE * tokens + SHORT_REPLY_TOKENS,
  };
  const reply = await model.chat(request, { onText: events.push, onProgress });
  events.end();
  return reply;
}
