import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { chatTask, type ChatOutput } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../access/needs';
import { FromHeaders } from '../../http/dto';
import { begunAnew } from '../begun-anew';
import { replyEvents, sseFrame } from '../event-reply';
import { ModelNames } from '../model-names';
import type { TaskCall } from '../task-call';
import { CallHeaders, TaskCalls } from '../task-calls';
import { ToldText } from '../told-text';
import { ChatCompletion, chunkOf, completionOf, usageChunk } from './chat-answers';
import { ChatRequest, chatInputOf } from './chat-request';
import { streamFailure } from './stream-failure';

const ANSWER = {
  description: 'the reply; with `stream` the events `chat.completion.chunk`, and `[DONE]` at the end',
  content: {
    'application/json': { schema: { $ref: getSchemaPath(ChatCompletion) } },
    'text/event-stream': { schema: { type: 'string' } },
  },
};

/** OpenAI's interface to language models. */
@ApiTags('OpenAI')
@Controller('v1/chat')
export class ChatController {
  constructor(
    private readonly calls: TaskCalls,
    private readonly models: ModelNames,
  ) {}

  @ApiOperation({ summary: 'The reply of a language model to a conversation, as OpenAI answers' })
  @ApiExtraModels(ChatCompletion)
  @ApiOkResponse(ANSWER)
  @Needs('submit')
  @Post('completions')
  @HttpCode(200)
  async complete(
    @Body() request: ChatRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const input_data = { ...chatInputOf(request), ...(await this.models.find('llm', request.model)) };
    const call = await this.calls.begin({ task_name: chatTask.name, input_data }, headers, reply);
    if (request.stream) await replyEvents(reply, this.streamed(call, request), streamFailure(reply));
    else {
      const task = await call.result();
      await reply.send(completionOf(task, outputOf(task)));
    }
  }

  private async *streamed(call: TaskCall, { model, stream_options }: ChatRequest): AsyncGenerator<string, void> {
    const told = new ToldText();
    let tries: unknown;
    let begun = false;
    const frames = (content: string): string[] => {
      const first = begun ? [] : [sseFrame(chunkOf(call.task, model, { role: 'assistant', content: '' }))];
      begun = true;
      return content === '' ? first : [...first, sseFrame(chunkOf(call.task, model, { content }))];
    };
    for await (const { type, payload } of call.events()) {
      if (type === 'started' || (type === 'output' && payload['try'] !== tries)) told.begin();
      tries = payload['try'];
      if (type === 'output') yield* frames(told.add(String(payload['text'])));
    }
    const task = await call.result();
    const output = outputOf(task);
    if (!told.isOf(output.text)) throw begunAnew();
    yield* frames(told.upTo(output.text));
    yield sseFrame(chunkOf(task, model, {}, output.finish_reason));
    if (stream_options?.include_usage) yield sseFrame(usageChunk(task, output));
    yield 'data: [DONE]\n\n';
  }
}

const outputOf = ({ output }: StoredTask): ChatOutput => output as unknown as ChatOutput;
