import { Injectable } from '@nestjs/common';
import { chatTask, type ChatInput, type ChatOutput, type Made } from '@switchyard/contracts';
import { GpuLock } from '@switchyard/gpu-lock';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { schemaCheck } from './json/schema-check';
import { UnusableReplyError } from './json/unusable-reply-error';
import type { ChatMessage, ChatReply } from './language-model';
import { LanguageModels } from './language-models';
import { textEvents } from './text-events';
import { MeteredModel } from './usage';

/** A model may write on and on, also where a grammar holds it to JSON. */
const CUT = 'it was cut at max_tokens before its JSON ended, so ask for less or allow more';

/** Answers a conversation. */
@Injectable()
export class Chat {
  constructor(private readonly models: LanguageModels) {}

  @TaskHandler(chatTask)
  @GpuLock()
  async chat(input: ChatInput, run: TaskRun): Promise<Made<ChatOutput>> {
    const check = input.response_schema ? schemaCheck(input.response_schema) : undefined;
    const model = await this.models.open(input, run);
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const degraded = [...model.degraded];
    let messages: ChatMessage[] = input.messages;
    for (let tries = 1; ; tries++) {
      const reply = await ask(messages, tries, metered, input, run);
      const checked = check?.(reply.text);
      if (!checked || 'json' in checked) return { ...outputOf(reply), ...checked, degraded, ...metered.output };
      const problem = reply.complete ? checked.problem : CUT;
      if (tries > input.max_retries) throw new UnusableReplyError(model.name, tries, problem);
      messages = [...input.messages, ...objection(reply, problem)];
    }
  }
}

async function ask(
  messages: ChatMessage[],
  tries: number,
  model: MeteredModel,
  input: ChatInput,
  run: TaskRun,
): Promise<ChatReply> {
  const { temperature, seed, response_schema: schema, max_tokens: maxTokens, top_p: topP } = input;
  const stop = input.stop === undefined ? undefined : [input.stop].flat();
  const events = textEvents(run, { try: tries });
  const hooks = {
    onText: input.stream ? events.push : undefined,
    onProgress: (fraction: number) => run.progress(fraction),
  };
  const reply = await model.chat({ messages, temperature, topP, stop, seed, schema, maxTokens }, hooks);
  events.end();
  return reply;
}

const outputOf = ({ text, complete }: ChatReply): Pick<ChatOutput, 'text' | 'finish_reason'> => ({
  text,
  finish_reason: complete ? 'stop' : 'length',
});

const objection = ({ text }: ChatReply, problem: string): ChatMessage[] => [
  { role: 'assistant', content: text || '…' },
  { role: 'user', content: `This cannot be used: ${problem}. Answer again, with the JSON object alone.` },
];
