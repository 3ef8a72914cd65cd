import type { Receiver } from '@switchyard/testing';

export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
}

/** The spans that apps sent to a receiver in OTLP's JSON. */
export function spansIn({ received }: Receiver): Span[] {
  const sent = received.map(({ body }) => body as { resourceSpans?: { scopeSpans: { spans: Span[] }[] }[] });
  const scopes = sent.flatMap(({ resourceSpans = [] }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans));
  return scopes.flatMap(({ spans }) => spans);
}
