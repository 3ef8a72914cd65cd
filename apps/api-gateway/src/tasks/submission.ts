import {
  ID_PATTERN,
  IntegerField,
  InvalidRequestError,
  MOST_ATTEMPTS,
  NumberField,
  ObjectField,
  TextField,
  idProblem,
  isPlainObject,
  validate,
  type FieldProblems,
} from '@switchyard/contracts';

const ID = {
  optional: true,
  maxLength: 128,
  pattern: ID_PATTERN,
  patternMessage: 'must be 1 to 128 of A-Z a-z 0-9 . _ - and begin with a letter or digit',
} as const;

/** The body of `POST /v1/tasks`. */
export class Submission {
  @TextField({ description: 'a task of the catalogue', maxLength: 128 })
  task_name!: string;

  @ObjectField({ description: 'input of the task, by its own schema' })
  input_data!: Record<string, unknown>;

  @TextField({
    description: 'id of the task; the same id with the same request is the same task; made when missing',
    ...ID,
  })
  task_id?: string;

  @TextField({ description: 'several tasks of one workflow share a context; by default the task id', ...ID })
  workflow_id?: string;

  @IntegerField({
    description: 'attempts before the task fails; by default what the installation is set to, 3',
    minimum: 1,
    maximum: MOST_ATTEMPTS,
    optional: true,
  })
  max_attempts?: number;

  @NumberField({
    description: 'hard limit of one attempt; by default the limit of the catalogue',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 604_800,
    optional: true,
  })
  timeout?: number;
}

/** Fields other systems of this kind have; refused by name so that nobody waits for what will not happen. */
const UNSUPPORTED = ['callback', 'priority', 'queue_ttl', 'reuse'];

/** Checks the body of a submission; the input is checked against its own task later. */
export function parseSubmission(body: unknown): Submission {
  refuseUnsupported(body);
  const checked = validate(Submission, body);
  if (!checked.ok) throw new InvalidRequestError(checked.problems);
  const problems: FieldProblems = {};
  for (const field of ['task_id', 'workflow_id'] as const) {
    const id = checked.value[field];
    const problem = id === undefined ? undefined : idProblem(id);
    if (problem) problems[field] = problem;
  }
  if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
  return checked.value;
}

function refuseUnsupported(body: unknown): void {
  if (!isPlainObject(body)) return;
  const fields = UNSUPPORTED.filter((field) => field in body);
  const input = isPlainObject(body['input_data']) && 'upload' in body['input_data'] ? ['input_data.upload'] : [];
  const refused = [...fields, ...input];
  if (refused.length === 0) return;
  throw new InvalidRequestError(
    Object.fromEntries(refused.map((field) => [field, 'is not supported yet; leave it out'])),
  );
}
