import { SCOPES, type Scope } from '@switchyard/api-keys';
import { BooleanField, IntegerField, ListField, NumberField, TextField } from '@switchyard/contracts';
import { Dto } from '../http/dto';

const MOST_BYTES = 2 ** 50;
const MOST_TASKS = 10_000_000;
const TEN_YEARS_SECONDS = 10 * 365 * 86_400;
const LIMIT = { minimum: 0, optional: true, nullable: true } as const;

/** The path of the routes of one key. */
@Dto()
export class KeyParams {
  @TextField({ description: 'id of the key', pattern: /^[0-9a-f]{8}$/, patternMessage: 'must be the id of a key' })
  id!: string;
}

/** What a key may have at most; what is not named stays, and `null` takes a limit away. */
@Dto()
export class KeyLimitsBody {
  @IntegerField({ description: 'tasks that may wait', ...LIMIT, maximum: MOST_TASKS })
  most_queued?: number | null;

  @IntegerField({ description: 'tasks that may run at the same time', ...LIMIT, maximum: MOST_TASKS })
  most_running?: number | null;

  @IntegerField({ description: 'size of its uploads and results', unit: 'bytes', ...LIMIT, maximum: MOST_BYTES })
  most_bytes?: number | null;
}

/** What a new key is made of. */
@Dto()
export class NewKeyBody extends KeyLimitsBody {
  @TextField({ description: 'says to a person what it is for', maxLength: 100 })
  name!: string;

  @ListField({ description: 'what it may do', items: 'string', enum: [...SCOPES], minItems: 1, maxItems: 5 })
  scopes!: Scope[];

  @BooleanField({ description: 'whether it sees the tasks and files of other keys' })
  sees_all = false;

  @NumberField({
    description: 'time after which it ends; without it, it does not',
    unit: 'seconds',
    minimum: 1,
    maximum: TEN_YEARS_SECONDS,
    optional: true,
  })
  expires_in?: number;

  @BooleanField({ description: 'make a secret that signs the callbacks of its tasks, instead of CALLBACK_SECRET' })
  sign_callbacks = false;

  @IntegerField({
    description: 'requests to one route in a minute, instead of RATE_LIMIT of the gateway',
    minimum: 1,
    maximum: 1_000_000,
    optional: true,
  })
  rate_limit?: number;
}
