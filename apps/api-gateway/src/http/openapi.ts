import { STATUS_CODES } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import {
  CATALOGUE,
  REQUEST_ERROR_CODES,
  describedFields,
  jsonSchemaOf,
  outputSchemaOf,
  type JsonSchema,
  type TaskDefinition,
} from '@switchyard/contracts';
import { TimeoutChange } from '@switchyard/monitoring';
import { MetricsController } from '@switchyard/observability';
import { KEY_SCHEME, Needs } from '../access/needs';
import { describeHealth } from '../health/health-description';
import { TimeoutConfigChange } from '../monitoring/requests';
import { withExamples } from './openapi-examples';
import { OPENAI_ERROR_SCHEMA, speaksOpenAi } from './openai-error';
import { Batch, Submission } from '../tasks/submission';

const SUBMIT = '/v1/tasks';
const METRICS = '/metrics';
const KEY = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An API key, once there are any. Each route names the scope that the key must have; `admin` has them all.',
} as const;

describeHealth();
keepMetrics();

/** The description of every route, with the schemas of the whole catalogue. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Switchyard')
    .setDescription('Runs AI and media work: submit one named task, follow it, take its result.')
    .setVersion('0.1.0')
    .addSecurity(KEY_SCHEME, KEY)
    .addTag('Tasks')
    .addTag('Files')
    .addTag('Idle machines')
    .addTag('OpenAI')
    .addTag('Runs')
    .addTag('Flows')
    .addTag('Jobs')
    .addTag('Monitoring')
    .addTag('Health')
    .addTag('Metrics')
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [Submission, Batch] });
  const known = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  for (const name of bodiesOf(document.paths)) known[name] = { ...known[name], additionalProperties: false };
  const batch = known[Batch.name];
  if (batch) Object.assign(batch, { properties: { tasks: batchOf(batch) } });
  Object.assign(known[TimeoutConfigChange.name] ?? {}, { anyOf: describedFields(TimeoutChange).map(alone) });
  return withExamples({
    ...document,
    paths: withMetrics(withSubmission(withErrors(document.paths))),
    components: { ...document.components, schemas: { ...known, ...schemas(known[Submission.name] ?? {}) } },
  });
}

/** Each submission of a batch is checked on its own: a wrong one spoils no other. */
const batchOf = ({ properties }: JsonSchema): JsonSchema => ({
  ...(properties as Record<string, JsonSchema>)['tasks'],
  items: { type: 'object', additionalProperties: true },
});

/** A change that names nothing is refused. */
const alone = ({ name }: { name: string }): JsonSchema => ({ required: [name] });

type Paths = OpenAPIObject['paths'];

/** Names of the schemas of bodies: what they do not name is refused. */
function bodiesOf(paths: Paths): string[] {
  const text = JSON.stringify(Object.values(paths).flatMap((item) => Object.values(item).map(bodyOf)));
  return [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '');
}

const bodyOf = (operation: unknown): unknown => (isOperation(operation) ? operation.requestBody : undefined);

function schemas(submission: JsonSchema): Record<string, JsonSchema> {
  const entries = CATALOGUE.flatMap((task) => [
    [inputName(task), inputOf(task)] as const,
    [outputName(task), outputSchemaOf(task)] as const,
    [submissionName(task), submissionOf(task, submission)] as const,
  ]);
  return {
    ErrorEnvelope: ERROR_ENVELOPE,
    OpenAiError: OPENAI_ERROR_SCHEMA,
    StageReference: STAGE_REFERENCE,
    ...Object.fromEntries(entries),
  };
}

const ERROR_ENVELOPE: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: [...REQUEST_ERROR_CODES] },
        message: { type: 'string' },
        details: { description: 'text, or an object that names the fields at fault', type: ['string', 'object'] },
      },
    },
  },
  example: { error: { code: 'TASK_NOT_FOUND', message: 'task not found', details: 'task task_999 does not exist' } },
};

const inputName = ({ name }: TaskDefinition): string => `${name}.input`;
const outputName = ({ name }: TaskDefinition): string => `${name}.output`;
const submissionName = ({ name }: TaskDefinition): string => `${name}.submission`;
const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

const STAGE_REFERENCE: JsonSchema = {
  type: 'string',
  pattern: '^\\s*\\$\\{\\{[\\s\\S]*$',
  description: 'what an earlier stage gave: ${{ stages.<task name>.output.<field> }}',
};

/** The input as it is submitted: a value may be a reference, and what earlier stages give may be missing. */
function inputOf(task: TaskDefinition): JsonSchema {
  const {
    properties,
    required = [],
    ...schema
  } = jsonSchemaOf(task.input) as {
    properties: Record<string, JsonSchema>;
    required?: string[];
  };
  const fields = Object.entries(properties).map(([name, { description, ...field }]) => {
    const value = name in (task.sources ?? {}) ? { ...field, type: [field['type'], 'null'].flat() } : field;
    return [name, { description, anyOf: [value, reference('StageReference')] }];
  });
  const needed = required.filter((name) => !(name in (task.sources ?? {})));
  return { ...schema, properties: Object.fromEntries(fields), ...(needed.length > 0 ? { required: needed } : {}) };
}

/** The body of a submission with the name and input of one task. */
function submissionOf(task: TaskDefinition, submission: JsonSchema): JsonSchema {
  const properties = submission['properties'] as Record<string, JsonSchema>;
  return {
    ...submission,
    title: task.name,
    description: task.description,
    properties: {
      ...properties,
      task_name: { ...properties['task_name'], enum: [task.name, ...(task.aliases ?? [])] },
      input_data: reference(inputName(task)),
    },
  };
}

function withSubmission(paths: Paths): Paths {
  const item = paths[SUBMIT];
  if (!item?.post) return paths;
  const body = {
    required: true,
    content: {
      'application/json': {
        schema: { oneOf: CATALOGUE.map((task) => reference(submissionName(task))) },
      },
    },
  };
  return { ...paths, [SUBMIT]: { ...item, post: { ...item.post, requestBody: body } } };
}

/** The description while there are no keys: a request without one is taken, too. */
export function withoutKeys(document: OpenAPIObject): OpenAPIObject {
  const open = (operation: unknown): unknown =>
    isOperation(operation) && operation.security ? { ...operation, security: [{}, ...operation.security] } : operation;
  const opened = (item: object): Paths[string] =>
    Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, open(operation)]));
  const paths = Object.entries(document.paths).map(([path, item]) => [path, opened(item)]);
  return { ...document, paths: Object.fromEntries(paths) as Paths };
}

/** The library that serves them knows neither keys nor OpenAPI. */
function keepMetrics(): void {
  const { prototype } = MetricsController;
  Needs('read')(prototype, 'show', Object.getOwnPropertyDescriptor(prototype, 'show') as PropertyDescriptor);
}

/** The library that serves it knows nothing of OpenAPI. */
function withMetrics(paths: Paths): Paths {
  const item = paths[METRICS];
  if (!item?.get) return paths;
  const content = { 'text/plain': { schema: { type: 'string' } } };
  const responses = { ...item.get.responses, 200: { description: 'every metric', content } };
  return { ...paths, [METRICS]: { ...item, get: { ...item.get, summary: 'Metrics for Prometheus', responses } } };
}

/** Every operation can end in the same envelope; an operation names the errors that only it has. */
function withErrors(paths: Paths): Paths {
  const contentOf = (path: string): object => ({
    'application/json': { schema: reference(speaksOpenAi(path) ? 'OpenAiError' : 'ErrorEnvelope') },
  });
  const failures = (statuses: readonly number[], content: object): Record<string, object> =>
    Object.fromEntries(statuses.map((status) => [status, { description: STATUS_CODES[status] ?? '', content }]));
  const withFailures = (path: string, item: Paths[string]): Paths[string] =>
    Object.fromEntries(
      Object.entries(item).map(([method, operation]: [string, unknown]) => {
        if (!isOperation(operation)) return [method, operation];
        const { responses, requestBody, security } = operation;
        const [found, body, keyed] = [path.includes('{'), requestBody !== undefined, security !== undefined];
        const some = [...(keyed ? [401, 429] : []), ...(found ? [404] : []), ...(body ? [413, 415] : [])];
        const statuses = [400, 403, ...some, 500, 503];
        const content = contentOf(path);
        const failure = { description: 'what went wrong', content };
        return [
          method,
          { ...operation, responses: { ...failures(statuses, content), ...responses, default: failure } },
        ];
      }),
    );
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, withFailures(path, item)]));
}

interface Operation {
  responses: Record<string, object>;
  requestBody?: unknown;
  security?: object[];
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'responses' in value;
