import type { OpenAPIObject } from '@nestjs/swagger';
import type { JsonSchema } from '@switchyard/contracts';

const SUBMISSION = { task_name: 'ffmpeg.extract_audio', input_data: { video_path: '/share/videos/input/example.mp4' } };
const FLOW = {
  flow_id: 'sound',
  routines: { audio: { task: 'ffmpeg.extract_audio', inputs: { video_path: '${{ path }}' } } },
  connections: [],
};
const LEASE = '0190a5b2-7c1e-7f00-8a3b-5d2c9e4f1a6b';

const SERVICE_WORKER = { node_id: 'node-1', service: 'ffmpeg', instance: '4711-a1b2c3' };

/** Bodies as clients send them, by route. */
const BODIES: Readonly<Record<string, object>> = {
  'post /v1/tasks': { ...SUBMISSION, task_id: 'task-demo-001', callback: 'http://localhost:5678/webhook/demo-t1' },
  'post /v1/tasks/batch': { tasks: [SUBMISSION, { ...SUBMISSION, priority: 9 }] },
  'post /v1/tasks/{id}/retry': { task_id: 'task-demo-002' },
  'post /v1/keys': { name: 'editing room', scopes: ['submit', 'read'], most_queued: 1000 },
  'patch /v1/keys/{id}': { most_bytes: 50_000_000_000 },
  'post /api/flows': { flow: FLOW },
  'post /api/flows/validate': { flow: FLOW },
  'post /api/jobs': { flow_id: 'sound', data: { path: '/share/videos/input/example.mp4' }, wait: true },
  'post /api/jobs/{id}/debug/breakpoints': { routine_id: 'audio' },
  'post /v1/chat/completions': { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Good morning!' }] },
  'post /v1/audio/speech': { model: 'tts-1', input: 'Good morning!', voice: 'alloy' },
  'post /tasks': { code: 'print(6 * 7)', timeout: 60 },
  'post /internal/heartbeat': { node_id: 'node-1', status: 'idle', resources: { cpu_cores: 8, memory_mb: 16_384 } },
  'post /internal/task/result': { task_id: 'task-demo-001', lease: LEASE, status: 'success', result: '42\n' },
  'post /internal/task/return': { task_id: 'task-demo-001', lease: LEASE, reason: 'the machine is in use again' },
  'post /api/v1/monitoring/lock/release': { lock_key: 'gpu_lock:0', task_name: 'manual' },
  'post /internal/service/take': SERVICE_WORKER,
  'post /internal/service/beat': SERVICE_WORKER,
  'post /internal/service/note': {
    ...{ ...SERVICE_WORKER, task_id: 'task-demo-001', lease: '1764300000000' },
    ...{ type: 'progress', payload: { progress: 0.5 } },
  },
  'post /internal/service/end': {
    ...{ ...SERVICE_WORKER, task_id: 'task-demo-001', lease: '1764300000000' },
    ...{ outcome: 'succeeded', output: { audio_path: '/share/workflows/film/ffmpeg.extract_audio/film-1/audio.wav' } },
  },
  'put /api/v1/monitoring/timeout/config': { task_heartbeat_timeout: 180 },
};

/** What a field of this name holds, where its schema does not say it. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  task_id: 'task-demo-001',
  workflow_id: 'task-demo-001',
  task_name: 'ffmpeg.extract_audio',
  service: 'ffmpeg',
  queue: 'ffmpeg',
  worker: 'ffmpeg-7f3a',
  executed_on: 'ffmpeg-7f3a',
  path: '/share/uploads/0190a5b2-7c1e-7f00-8a3b-5d2c9e4f1a6b/film.mp4',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  content_type: 'video/mp4',
  size: 1_048_576,
  status: 'queued',
  node_id: 'node-1',
  flow_id: 'subtitles',
  job_id: 'job-001',
  lock_key: 'gpu_lock:0',
  message: 'done',
  name: 'first',
  id: '3f9a1c2b',
  model: 'whisper-base',
};

const TIME = '2026-01-02T03:04:05.000Z';
const TIMES = /(_at|_time|_since|_beat|timestamp|deadline)$/;
const DEEPEST = 24;

/** The same with an example for each body and each answer in JSON. */
export function withExamples({ paths, components, ...document }: OpenAPIObject): OpenAPIObject {
  const known = (components?.schemas ?? {}) as Record<string, JsonSchema>;
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const { requestBody, responses } = operation;
      addExample(requestBody, known, BODIES[`${method} ${path}`]);
      for (const [status, answer] of Object.entries(responses)) if (/^2/.test(status)) addExample(answer, known);
    }
  return { ...document, paths, components };
}

interface Described {
  content?: Record<string, { schema?: unknown; example?: unknown }>;
}
interface Operation {
  requestBody?: Described;
  responses: Record<string, Described>;
}

function addExample(described: Described | undefined, known: Readonly<Record<string, JsonSchema>>, own?: object): void {
  const media = described?.content?.['application/json'];
  if (!media?.schema) return;
  media.example = own ?? media.example ?? exampleOf(media.schema as JsonSchema, known);
}

/** An example that fits a schema, made of the examples, choices, defaults and limits that it states. */
function exampleOf(schema: JsonSchema, known: Readonly<Record<string, JsonSchema>>, name = '', depth = 0): unknown {
  if (schema['example'] !== undefined) return schema['example'];
  const ref = schema['$ref'] as string | undefined;
  if (ref !== undefined) {
    const target = known[ref.replace('#/components/schemas/', '')] ?? {};
    return depth > DEEPEST ? {} : exampleOf(target, known, name, depth + 1);
  }
  const [choice] = (schema['enum'] as unknown[] | undefined) ?? [];
  if (choice !== undefined) return choice;
  if (schema['const'] !== undefined) return schema['const'];
  const parts = schema['allOf'] as JsonSchema[] | undefined;
  if (parts) return merged(parts.map((part) => exampleOf(part, known, name, depth + 1)));
  const [first] = ((schema['oneOf'] ?? schema['anyOf']) as JsonSchema[] | undefined) ?? [];
  if (first && schema['type'] === undefined) return exampleOf(first, known, name, depth + 1);
  if (schema['default'] !== undefined) return schema['default'];
  return ofType(schema, known, name, depth);
}

function ofType(schema: JsonSchema, known: Readonly<Record<string, JsonSchema>>, name: string, depth: number): unknown {
  const [type = ''] = [schema['type'] as string | string[] | undefined].flat();
  switch (type) {
    case 'object':
      return ofObject(schema, known, depth);
    case 'array': {
      const items = schema['items'] as JsonSchema | undefined;
      return items ? [exampleOf(items, known, singular(name), depth + 1)] : [];
    }
    case 'string':
      return ofText(schema, name);
    case 'integer':
    case 'number':
      return ofNumber(schema, name);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return schema['properties'] ? ofObject(schema, known, depth) : {};
  }
}

/** Every field that it names; a map from names to things has one thing. */
function ofObject(schema: JsonSchema, known: Readonly<Record<string, JsonSchema>>, depth: number): object {
  const fields = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  if (depth > DEEPEST) return {};
  const given = Object.entries(fields).map(([name, field]) => [name, exampleOf(field, known, name, depth + 1)]);
  const more = schema['additionalProperties'];
  if (given.length === 0 && typeof more === 'object' && more !== null)
    return { first: exampleOf(more as JsonSchema, known, '', depth + 1) };
  return Object.fromEntries(given) as object;
}

function ofText(schema: JsonSchema, name: string): string {
  if (schema['format'] === 'date-time' || TIMES.test(name)) return TIME;
  const known = BY_NAME[name];
  return typeof known === 'string' ? known : (name || 'text').replaceAll('_', ' ');
}

function ofNumber(schema: JsonSchema, name: string): number {
  const known = BY_NAME[name];
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0);
  const most = Number(schema['maximum'] ?? Infinity);
  const wanted = typeof known === 'number' ? known : 1;
  return Math.min(most, Math.max(least, wanted));
}

const singular = (name: string): string => (name === 'scopes' ? name : name.replace(/s$/, ''));

const merged = (parts: unknown[]): unknown =>
  parts.length === 1 ? parts[0] : (Object.assign({}, ...(parts as object[])) as object);
