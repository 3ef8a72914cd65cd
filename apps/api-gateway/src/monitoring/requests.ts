import { LOCK_KEY, LOCK_KEY_FORM } from '@switchyard/gpu-lock';
import { IntegerField, NumberField, TextField } from '@switchyard/contracts';
import { CURSOR, TimeoutChange } from '@switchyard/monitoring';
import { Dto } from '../http/dto';
import { TaskIdField } from '../tasks/task-fields';

const LOCK_KEY_FIELD = {
  description: 'key of a GPU: gpu_lock:ID or gpu_lock:HOST:ID',
  maxLength: 400,
  pattern: LOCK_KEY,
  patternMessage: LOCK_KEY_FORM,
} as const;

/** The body of a command that takes nothing. */
@Dto()
export class NoFields {}

@Dto()
export class LockQuery {
  @TextField(LOCK_KEY_FIELD)
  lock_key = 'gpu_lock:0';
}

@Dto()
export class CheckQuery {
  @TextField({ ...LOCK_KEY_FIELD, optional: true })
  lock_key?: string;
}

@Dto()
export class ReleaseRequest {
  @TextField(LOCK_KEY_FIELD)
  lock_key!: string;

  @TextField({ description: 'who asks; shown in the history', maxLength: 128 })
  task_name = 'manual';
}

@Dto()
export class AuditQuery {
  @IntegerField({ description: 'most entries', minimum: 1, maximum: 1000 })
  limit = 100;
}

/** The path of the heartbeat of one task. */
@Dto()
export class HeartbeatParams {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;
}

@Dto()
export class HandStart {
  @TextField({ description: 'name to show', maxLength: 128 })
  task_name = 'manual';

  @NumberField({ description: 'how far it is, 0 to 1', minimum: 0, maximum: 1, optional: true })
  progress?: number;
}

@Dto()
export class HeartbeatsQuery {
  @IntegerField({ description: 'most tasks of a page', minimum: 1, maximum: 1000 })
  limit = 1000;

  @TextField({
    description: '`next_cursor` of the page before',
    maxLength: 160,
    pattern: CURSOR,
    patternMessage: 'is not a cursor of this list',
    optional: true,
  })
  cursor?: string;
}

/** What `GET` answered may be sent back changed. */
@Dto()
export class TimeoutConfigChange extends TimeoutChange {
  @NumberField({ description: 'of what was read; changes nothing', unit: 'Unix seconds', optional: true })
  timestamp?: number;
}
