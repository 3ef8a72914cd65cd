import { ApiProperty } from '@nestjs/swagger';
import type { ChatOutput } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';

class ChatMessageReply {
  @ApiProperty({ enum: ['assistant'] }) role!: 'assistant';
  @ApiProperty() content!: string;
  @ApiProperty({ type: String, nullable: true }) refusal!: null;
}

class ChatChoice {
  @ApiProperty({ type: 'integer' }) index!: number;
  @ApiProperty() message!: ChatMessageReply;
  @ApiProperty({ type: Object, nullable: true }) logprobs!: null;
  @ApiProperty({ enum: ['stop', 'length'] }) finish_reason!: 'stop' | 'length';
}

export class ChatUsage {
  @ApiProperty({ type: 'integer' }) prompt_tokens!: number;
  @ApiProperty({ type: 'integer' }) completion_tokens!: number;
  @ApiProperty({ type: 'integer' }) total_tokens!: number;
}

export class ChatCompletion {
  @ApiProperty({ example: 'chatcmpl-01a204e5-2589-708c-9107-558c46d46066' }) id!: string;
  @ApiProperty({ enum: ['chat.completion'] }) object!: 'chat.completion';
  @ApiProperty({ type: 'integer', description: 'Unix seconds' }) created!: number;
  @ApiProperty() model!: string;
  @ApiProperty({ type: [ChatChoice] }) choices!: ChatChoice[];
  @ApiProperty() usage!: ChatUsage;
}

const identityOf = ({ task_id, created_at }: StoredTask): { id: string; created: number } => ({
  id: `chatcmpl-${task_id}`,
  created: Math.floor(Date.parse(created_at) / 1000),
});

export const usageOf = ({ usage }: ChatOutput): ChatUsage => ({
  prompt_tokens: usage.prompt_tokens,
  completion_tokens: usage.completion_tokens,
  total_tokens: usage.total_tokens,
});

export function completionOf(task: StoredTask, output: ChatOutput): ChatCompletion {
  const message = { role: 'assistant', content: output.text, refusal: null } as const;
  return {
    ...identityOf(task),
    object: 'chat.completion',
    model: output.model_name,
    choices: [{ index: 0, message, logprobs: null, finish_reason: output.finish_reason }],
    usage: usageOf(output),
  };
}

/** A part of a reply that is streamed. */
export const chunkOf = (
  task: StoredTask,
  model: string,
  delta: { role?: 'assistant'; content?: string },
  finish_reason: string | null = null,
): object => ({
  ...identityOf(task),
  object: 'chat.completion.chunk',
  model,
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});

/** The last part of a stream, for those who asked for it. */
export const usageChunk = (task: StoredTask, output: ChatOutput): object => ({
  ...identityOf(task),
  object: 'chat.completion.chunk',
  model: output.model_name,
  choices: [],
  usage: usageOf(output),
});
