import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { CATALOGUE, HTTP_STATUS, jsonSchemaOf, type JsonSchema, type TaskDefinition } from '@switchyard/contracts';
import { Submission } from '../tasks/submission';

const SUBMIT = '/v1/tasks';
const METRICS = '/metrics';
const EXAMPLE = {
  task_name: 'ffmpeg.extract_audio',
  task_id: 'task-demo-001',
  input_data: { video_path: '/share/videos/input/example.mp4' },
};

/** The description of every route, with the schemas of the whole catalogue. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Switchyard')
    .setDescription('Runs AI and media work: submit one named task, follow it, take its result.')
    .setVersion('0.1.0')
    .addTag('Tasks')
    .addTag('Files')
    .addTag('Monitoring')
    .addTag('Health')
    .addTag('Metrics')
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [Submission] });
  const known = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  for (const name of bodiesOf(document.paths)) known[name] = { ...known[name], additionalProperties: false };
  return {
    ...document,
    paths: withMetrics(withSubmission(withErrors(document.paths))),
    // the builder's type of a schema is narrower than the JSON Schema that OpenAPI 3.1 takes
    components: { ...document.components, schemas: { ...known, ...schemas(known[Submission.name] ?? {}) } },
  };
}

type Paths = OpenAPIObject['paths'];

/** Names of the schemas of bodies: what they do not name is refused. */
function bodiesOf(paths: Paths): string[] {
  const text = JSON.stringify(Object.values(paths).flatMap((item) => Object.values(item).map(bodyOf)));
  return [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '');
}

const bodyOf = (operation: unknown): unknown => (isOperation(operation) ? operation.requestBody : undefined);

function schemas(submission: JsonSchema): Record<string, JsonSchema> {
  const entries = CATALOGUE.flatMap((task) => [
    [inputName(task), jsonSchemaOf(task.input)] as const,
    [outputName(task), jsonSchemaOf(task.output)] as const,
    [submissionName(task), submissionOf(task, submission)] as const,
  ]);
  return { ErrorEnvelope: ERROR_ENVELOPE, ...Object.fromEntries(entries) };
}

const ERROR_ENVELOPE: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(HTTP_STATUS) },
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

/** The body of a submission with the name and input of one task; inputs may be left to earlier stages. */
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
        example: EXAMPLE,
      },
    },
  };
  return { ...paths, [SUBMIT]: { ...item, post: { ...item.post, requestBody: body } } };
}

/** The library that serves it knows nothing of OpenAPI. */
function withMetrics(paths: Paths): Paths {
  const item = paths[METRICS];
  if (!item?.get) return paths;
  const content = { 'text/plain': { schema: { type: 'string' } } };
  const responses = { ...item.get.responses, 200: { description: 'every metric', content } };
  return { ...paths, [METRICS]: { ...item, get: { ...item.get, summary: 'Metrics for Prometheus', responses } } };
}

/** Every operation can end in the same envelope. */
function withErrors(paths: Paths): Paths {
  const content = { 'application/json': { schema: reference('ErrorEnvelope') } };
  const failure = { description: 'what went wrong', content };
  const withFailure = (item: Paths[string]): Paths[string] =>
    Object.fromEntries(
      Object.entries(item).map(([method, operation]: [string, unknown]) => [
        method,
        isOperation(operation) ? { ...operation, responses: { ...operation.responses, default: failure } } : operation,
      ]),
    );
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, withFailure(item)]));
}

const isOperation = (value: unknown): value is { responses: Record<string, unknown>; requestBody?: unknown } =>
  typeof value === 'object' && value !== null && 'responses' in value;
