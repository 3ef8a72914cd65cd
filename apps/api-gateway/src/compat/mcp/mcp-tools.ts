import { Inject, Injectable } from '@nestjs/common';
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import {
  CATALOGUE,
  NumberField,
  RequestError,
  TextField,
  InvalidRequestError,
  isFinal,
  jsonSchemaOf,
  validate,
  type Class,
  type TaskDefinition,
} from '@switchyard/contracts';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { StoredTask } from '@switchyard/task-store';
import { Caller } from '../../access/caller';
import { toRequestError } from '../../http/to-request-error';
import { followTask } from '../../tasks/follow-task';
import { SubmitService } from '../../tasks/submit.service';
import { TaskWaits } from '../task-call';
import { uriOf } from './mcp-files';

/** Clients give up after a minute. */
const WAIT_MS = 45_000;

class GetTask {
  @TextField({ description: 'id of the task', maxLength: 128 }) task_id!: string;

  @NumberField({ description: 'how long to wait for its end', unit: 'seconds', minimum: 0, maximum: WAIT_MS / 1000 })
  wait = 0;
}

class CancelTask {
  @TextField({ description: 'id of the task', maxLength: 128 }) task_id!: string;
}

export interface ToolCall {
  /** Aborts when the client wants the answer no more. */
  signal: AbortSignal;
  onProgress: (fraction: number, message?: string) => Promise<void>;
}

type Fields = Record<string, unknown>;

/** Names of tools may have no dots: many clients refuse them. */
const toolName = ({ name }: TaskDefinition): string => name.replace('.', '-');

const schemaOf = (type: Class<object>): Tool['inputSchema'] => jsonSchemaOf(type) as Tool['inputSchema'];

/** The tasks of the catalogue as tools, and tools to ask for a task again and to end it. */
@Injectable()
export class McpTools {
  private readonly tasks = new Map(CATALOGUE.map((task) => [toolName(task), task]));
  private readonly others = new Map<string, (fields: Fields, call: ToolCall) => Promise<CallToolResult>>([
    ['get_task', (fields, call) => this.get(fields, call)],
    ['cancel_task', (fields) => this.cancel(fields)],
  ]);

  constructor(
    private readonly submissions: SubmitService,
    private readonly waits: TaskWaits,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  list(): Tool[] {
    return [
      ...CATALOGUE.map((task) => ({
        name: toolName(task),
        title: task.name,
        description: task.description,
        inputSchema: schemaOf(task.input),
      })),
      { name: 'get_task', description: 'How a task is doing, and what it gave', inputSchema: schemaOf(GetTask) },
      { name: 'cancel_task', description: 'Ends a task that waits or runs', inputSchema: schemaOf(CancelTask) },
    ];
  }

  /** What goes wrong is part of the answer, so that the model reads it. */
  async call(name: string, fields: Fields, call: ToolCall): Promise<CallToolResult> {
    try {
      const other = this.others.get(name);
      if (other) return await other(fields, call);
      return await this.run(name, fields, call);
    } catch (error) {
      const known = toRequestError(error);
      if (!known) this.log.error({ event: 'mcp.failed', tool: name, err: error });
      const { error: told } = (known ?? new RequestError('INTERNAL_ERROR', 'something went wrong here')).toEnvelope();
      return { ...textOf(told), isError: true };
    }
  }

  private async run(name: string, input_data: Fields, call: ToolCall): Promise<CallToolResult> {
    const task_name = this.tasks.get(name)?.name ?? name;
    const { task } = await this.submissions.submit({ task_name, input_data });
    const cancel = (): void =>
      void this.waits.store.transitions.cancel(task, 'gateway').catch((error: unknown) => {
        this.log.warn({ event: 'mcp.not_cancelled', task_id: task.task_id, error: String(error) });
      });
    call.signal.addEventListener('abort', cancel, { once: true });
    if (call.signal.aborted) cancel();
    try {
      return await this.answer(task.task_id, WAIT_MS, call);
    } finally {
      call.signal.removeEventListener('abort', cancel);
    }
  }

  private async get(fields: Fields, call: ToolCall): Promise<CallToolResult> {
    const { task_id, wait } = checked(GetTask, fields);
    return this.answer(task_id, wait * 1000, call);
  }

  private async cancel(fields: Fields): Promise<CallToolResult> {
    const task = await this.find(checked(CancelTask, fields).task_id);
    await this.waits.store.transitions.cancel(task, 'gateway');
    return textOf({ task_id: task.task_id, status: (await this.find(task.task_id)).status });
  }

  /** Waits for the end of a task and tells its progress meanwhile. */
  private async answer(taskId: string, waitMs: number, { signal, onProgress }: ToolCall): Promise<CallToolResult> {
    await this.find(taskId);
    const over = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, waitMs))]);
    const { store, redis } = this.waits;
    for await (const { type, payload } of followTask(store, redis, taskId, { afterSeq: 0, signal: over })) {
      if (type !== 'progress' || waitMs === 0) continue;
      await onProgress(Number(payload['progress']), payload['message'] as string | undefined);
    }
    return resultOf(await this.find(taskId));
  }

  private async find(taskId: string): Promise<StoredTask> {
    const task = await this.waits.store.read.get(taskId);
    if (task && Caller.current.sees(task.owner)) return task;
    throw new RequestError('TASK_NOT_FOUND', 'task not found', `task ${taskId.slice(0, 128)} does not exist`);
  }
}

function checked<T extends object>(type: Class<T>, fields: Fields): T {
  const known = validate(type, fields);
  if (!known.ok) throw new InvalidRequestError(known.problems);
  return known.value;
}

function resultOf({ task_id, status, progress, output, error }: StoredTask): CallToolResult {
  if (!isFinal(status)) return textOf({ task_id, status, progress, next: 'it goes on; ask again with get_task' });
  if (status !== 'succeeded' || !output) return { ...textOf({ task_id, status, error }), isError: true };
  const files = pathsIn(output).map((path) => ({ type: 'resource_link' as const, uri: uriOf(path), name: path }));
  const { content, structuredContent } = textOf({ task_id, status, output });
  return { content: [...content, ...files], structuredContent };
}

const textOf = (value: object): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(value) }],
  structuredContent: value as Record<string, unknown>,
});

/** The files that an output names, wherever in it. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('/share/') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
