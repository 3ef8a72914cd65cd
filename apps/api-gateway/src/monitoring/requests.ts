import { gpuOfLockKey } from '@switchyard/gpu-lock';
import {
  InvalidRequestError,
  IntegerField,
  NumberField,
  TextField,
  idProblem,
  validate,
  type Class,
} from '@switchyard/contracts';

const LOCK_KEY_FIELD = { description: 'key of a GPU: gpu_lock:ID or gpu_lock:HOST:ID', maxLength: 400 } as const;

class NoFields {}

export class LockQuery {
  @TextField(LOCK_KEY_FIELD)
  lock_key = 'gpu_lock:0';
}

export class CheckQuery {
  @TextField({ ...LOCK_KEY_FIELD, optional: true })
  lock_key?: string;
}

export class ReleaseRequest {
  @TextField(LOCK_KEY_FIELD)
  lock_key!: string;

  @TextField({ description: 'who asks; shown in the history', maxLength: 128 })
  task_name = 'manual';
}

export class HandStart {
  @TextField({ description: 'name to show', maxLength: 128 })
  task_name = 'manual';

  @NumberField({ description: 'how far it is, 0 to 1', minimum: 0, maximum: 1, optional: true })
  progress?: number;
}

export class HeartbeatsQuery {
  @IntegerField({ description: 'most tasks of a page', minimum: 1, maximum: 1000 })
  limit = 1000;

  @TextField({ description: '`next_cursor` of the page before', maxLength: 160, optional: true })
  cursor?: string;
}

/** A query or body by its class; a command without a body has an empty one. */
export function parsed<T extends object>(type: Class<T>, plain: unknown): T {
  const checked = validate(type, plain ?? {});
  if (!checked.ok) throw new InvalidRequestError(checked.problems);
  return checked.value;
}

/** A command that takes nothing refuses what it is given. */
export const expectNothing = (body: unknown): void => void parsed(NoFields, body);

export function parsedPage(query: Record<string, unknown>): HeartbeatsQuery {
  const { limit, ...rest } = query;
  return parsed(HeartbeatsQuery, limit === undefined ? rest : { ...rest, limit: Number(limit) });
}

/** Refuses what cannot be the key of a lock. */
export function checkedLock<T extends { lock_key?: string }>(request: T): T {
  if (request.lock_key !== undefined) gpuOfLockKey(request.lock_key);
  return request;
}

/** Refuses what cannot be the id of a task. */
export function checkedId(id: string): string {
  const problem = idProblem(id);
  if (problem) throw new InvalidRequestError({ task_id: problem });
  return id;
}
