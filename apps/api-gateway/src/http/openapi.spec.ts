import Ajv from 'ajv/dist/2020';
import { openApiDocument } from './openapi-document';

const RUNS = '/api/v1/monitor';
const FLOWS = '/api/flows';
const JOBS = '/api/jobs';
const MONITORING = '/api/v1/monitoring';
const JSON_BODY = ['application/json'];

const QUERIES: Readonly<Record<string, string[]>> = {
  'post /v1/tasks': ['dry_run'],
  'get /v1/tasks': ['cursor', 'limit', 'status', 'task_name'],
  'get /v1/tasks/{id}/events': ['after_seq', 'limit'],
  'get /v1/audit': ['limit'],
  'delete /v1/tasks/{id}': ['force'],
  'get /v1/tasks/{id}/downloads': ['expires_in'],
  'get /v1/files/{path}': ['pass'],
  'get /v1/files': ['cursor', 'limit', 'prefix'],
  'get /tasks': ['limit', 'offset', 'status'],
  'get /nodes': ['limit'],
  'get /stats/nodes/top': ['limit'],
  'get /stats/nodes/queue': ['limit'],
  'get /internal/task/request': ['node_id', 'wait'],
  'get /internal/service/inputs/{path}': ['pass'],
  'put /internal/service/outputs/{path}': ['instance', 'lease', 'node_id', 'service', 'task_id'],
  [`get ${RUNS}/workflows`]: ['limit', 'offset', 'state', 'type'],
  [`get ${RUNS}/workflows/{type}/{id}/events`]: ['after_seq', 'limit'],
  [`get ${RUNS}/stats/history`]: ['minutes'],
  [`get ${FLOWS}`]: ['limit', 'offset'],
  [`get ${FLOWS}/{flow_id}/metrics`]: ['minutes'],
  [`get ${JOBS}`]: ['flow_id', 'limit', 'status'],
  [`get ${JOBS}/monitoring`]: ['ids'],
  [`get ${JOBS}/{id}/trace`]: ['item', 'limit'],
  [`delete ${JOBS}/{id}/debug/breakpoints`]: ['breakpoint_id'],
  [`get ${MONITORING}/gpu-lock/status`]: ['lock_key'],
  [`get ${MONITORING}/heartbeat/all`]: ['cursor', 'limit'],
  [`post ${MONITORING}/timeout/check`]: ['lock_key'],
  'post /asr': [
    ...['encode', 'initial_prompt', 'language', 'output', 'task', 'vad_filter', 'video_file', 'word_timestamps'],
  ],
  'post /detect-language': ['encode', 'video_file'],
};

const CALL_HEADERS = ['x-switchyard-detach', 'x-switchyard-reuse'];

const HEADERS: Readonly<Record<string, string[]>> = {
  'post /v1/audio/speech': CALL_HEADERS,
  'post /v1/audio/transcriptions': CALL_HEADERS,
  'post /v1/audio/translations': CALL_HEADERS,
  'post /v1/chat/completions': CALL_HEADERS,
  'post /asr': CALL_HEADERS,
  'post /detect-language': CALL_HEADERS,
  'get /v1/tasks/{id}/events': ['Last-Event-ID'],
  'post /v1/tasks': ['Prefer'],
  'get /v1/files/{path}': ['Range'],
  'get /internal/service/inputs/{path}': ['Range'],
  'post /v1/uploads': ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'],
  'head /v1/uploads/{id}': ['Tus-Resumable'],
  'patch /v1/uploads/{id}': ['Tus-Resumable', 'Upload-Offset'],
  'delete /v1/uploads/{id}': ['Tus-Resumable'],
};

const BODIES: Readonly<Record<string, string[]>> = {
  'post /v1/audio/speech': JSON_BODY,
  'post /v1/audio/transcriptions': ['multipart/form-data'],
  'post /v1/audio/translations': ['multipart/form-data'],
  'post /v1/chat/completions': JSON_BODY,
  'post /asr': ['multipart/form-data'],
  'post /detect-language': ['multipart/form-data'],
  'post /v1/tasks': JSON_BODY,
  'post /v1/tasks/{id}/retry': JSON_BODY,
  'post /v1/tasks/batch': JSON_BODY,
  'post /v1/files': ['multipart/form-data'],
  'patch /v1/uploads/{id}': ['application/offset+octet-stream'],
  'post /v1/keys': JSON_BODY,
  'patch /v1/keys/{id}': JSON_BODY,
  [`post ${FLOWS}`]: JSON_BODY,
  [`post ${FLOWS}/validate`]: JSON_BODY,
  [`post ${JOBS}`]: JSON_BODY,
  [`post ${JOBS}/{id}/debug/breakpoints`]: JSON_BODY,
  'post /tasks': JSON_BODY,
  'post /internal/heartbeat': JSON_BODY,
  'post /internal/task/result': JSON_BODY,
  'post /internal/task/return': JSON_BODY,
  'post /internal/service/take': JSON_BODY,
  'post /internal/service/beat': JSON_BODY,
  'post /internal/service/note': JSON_BODY,
  'post /internal/service/end': JSON_BODY,
  'put /internal/service/outputs/{path}': ['application/offset+octet-stream'],
  [`post ${MONITORING}/lock/release`]: JSON_BODY,
  [`post ${MONITORING}/heartbeat/task/{task_id}/start`]: JSON_BODY,
  [`post ${MONITORING}/heartbeat/cleanup`]: JSON_BODY,
  [`post ${MONITORING}/monitor/start`]: JSON_BODY,
  [`post ${MONITORING}/monitor/stop`]: JSON_BODY,
  [`post ${MONITORING}/timeout/check`]: JSON_BODY,
  [`put ${MONITORING}/timeout/config`]: JSON_BODY,
};

interface Content {
  /** A reply of headers alone states them. */
  headers?: object;
  content?: Record<string, { schema?: object; example?: unknown }>;
}
interface Operation {
  parameters?: { in: string; name: string; description?: string; schema?: object }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

describe('the description of every route', () => {
  let operations: [route: string, operation: Operation][];

  let document: object;

  beforeAll(async () => {
    const text = await openApiDocument();
    document = text;
    const paths = Object.entries(text.paths) as [string, Record<string, Operation>][];
    operations = paths.flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });

  const namesIn = (place: string, { parameters = [] }: Operation): string[] =>
    parameters.flatMap((parameter) => (parameter.in === place ? [parameter.name] : [])).sort();
  const described = (facts: (operation: Operation) => unknown): Record<string, unknown> =>
    Object.fromEntries(operations.map(([route, operation]) => [route, facts(operation)]));
  const expected = (table: Readonly<Record<string, string[]>>): Record<string, string[]> => ({
    ...Object.fromEntries(operations.map(([route]) => [route, []])),
    ...table,
  });

  it('names what stands in its path, its query and its headers', () => {
    const inPaths = operations.map(([route]) => [
      route,
      [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
    ]);
    expect(described((operation) => namesIn('path', operation))).toEqual(Object.fromEntries(inPaths));
    expect(described((operation) => namesIn('query', operation))).toEqual(expected(QUERIES));
    expect(described((operation) => namesIn('header', operation))).toEqual(expected(HEADERS));
    const parameters = operations.flatMap(([, operation]) => operation.parameters ?? []);
    expect(parameters.filter(({ schema }) => !schema)).toEqual([]);
  });

  it('says which body it takes', () => {
    expect(described(({ requestBody }) => Object.keys(requestBody?.content ?? {}))).toEqual(expected(BODIES));
  });

  it('has the schema of what it answers', () => {
    const without = operations.filter(([, { responses }]) =>
      Object.entries(responses).some(([status, { content = {}, headers }]) => {
        const schemas = Object.values(content).filter(({ schema }) => schema);
        return !['204', '304'].includes(status) && !headers && schemas.length === 0;
      }),
    );
    expect(without.map(([route]) => route)).toEqual([]);
  });

  it('has an example of each body and each answer in JSON, which fits its schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'api');
    const problems = operations.flatMap(([route, { requestBody, responses }]) => {
      const [method = '', path = ''] = route.split(' ');
      const places: [string[], Content | undefined][] = [
        [['requestBody'], requestBody],
        ...Object.entries(responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, answer]): [string[], Content] => [['responses', status], answer]),
      ];
      return places.flatMap(([place, described]) => {
        const media = described?.content?.['application/json'];
        if (!media?.schema) return [];
        const names = ['paths', path, method, ...place, 'content', 'application/json', 'schema'];
        const at = names.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
        const check = ajv.compile({ $ref: `api#/${at}` });
        const fits = media.example !== undefined && check(media.example);
        return fits ? [] : [`${route} ${place.join(' ')}: ${ajv.errorsText(check.errors)}`];
      });
    });
    expect(problems).toEqual([]);
  });
});
