import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  propagation,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';

const NAME = 'switchyard';
/** Spans are sent together, soon enough for a person who looks at them. */
const SEND_EVERY_MS = 1000;

let end: (() => Promise<void>) | undefined;

/** Whether spans are sent anywhere. */
export const isTracing = (): boolean => end !== undefined;

/** Sends the spans of this process to an OTLP endpoint, e.g. `http://127.0.0.1:4318`; nothing is loaded without one. */
export async function startTracing(app: string, endpoint: string | undefined): Promise<void> {
  if (endpoint === undefined) return;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}${endpoint.endsWith('/') ? '' : '/'}v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `${NAME}-${app}` }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
  });
  provider.register();
  end = () => provider.shutdown();
}

/** Sends what is left. */
export async function endTracing(): Promise<void> {
  await end?.().catch(() => undefined); // the endpoint may be gone
}

export interface Traced {
  name: string;
  kind?: keyof typeof SpanKind;
  /** `traceparent` of what led to it, where that is not what this process does now. */
  parent?: string | null;
  attributes?: Attributes;
}

/** Does something as a span of its trace. */
export function traced<T>({ name, kind = 'INTERNAL', parent, attributes }: Traced, work: () => Promise<T>): Promise<T> {
  if (!isTracing()) return work();
  const from = parent ? propagation.extract(ROOT_CONTEXT, { traceparent: parent }) : context.active();
  const options = { kind: SpanKind[kind], attributes };
  return trace.getTracer(NAME).startActiveSpan(name, options, from, (span) => spanned(span, work));
}

async function spanned<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.recordException(error as Error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** What names the span of this moment to other processes; nothing without one. */
export function traceparent(): string | undefined {
  if (!isTracing()) return undefined;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** For log lines. */
export function traceFacts(): { trace_id?: string } {
  const id = isTracing() ? trace.getActiveSpan()?.spanContext().traceId : undefined;
  return id === undefined ? {} : { trace_id: id };
}

/** The parts of Fastify's request and reply that a trace tells of. */
interface TracedRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  routeOptions: { url?: string | undefined };
}
interface TracedReply {
  statusCode: number;
  raw: { once: (event: 'close', listener: () => void) => unknown };
}

/** A Fastify `onRequest` hook: the rest of the request is one span, within the trace of the client if it names one. */
export function traceRequest(request: TracedRequest, reply: TracedReply, done: () => void): void {
  if (!isTracing()) return done();
  const route = request.routeOptions.url ?? 'unmatched';
  const from = propagation.extract(ROOT_CONTEXT, request.headers);
  const attributes = { 'http.request.method': request.method, 'http.route': route };
  const span = trace
    .getTracer(NAME)
    .startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, from);
  reply.raw.once('close', () => {
    span.setAttribute('http.response.status_code', reply.statusCode);
    span.end();
  });
  context.with(trace.setSpan(from, span), done);
}
