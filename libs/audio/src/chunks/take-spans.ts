import type { Span } from '../span';

/** The samples of each span, out of blocks that begin at sample 0; spans must be in order and not overlap. */
export async function* takeSpans(
  blocks: AsyncIterable<Float32Array>,
  spans: readonly Span[],
): AsyncGenerator<{ span: Span; samples: Float32Array }> {
  let next = 0;
  let at = 0;
  let taken = new Float32Array(0);
  for await (const block of blocks) {
    for (let span = spans[next]; span && span.start < at + block.length; span = spans[next]) {
      if (taken.length === 0) taken = new Float32Array(span.end - span.start);
      const from = Math.max(span.start, at);
      const to = Math.min(span.end, at + block.length);
      taken.set(block.subarray(from - at, to - at), from - span.start);
      if (to < span.end) break;
      yield { span, samples: taken };
      taken = new Float32Array(0);
      next += 1;
    }
    at += block.length;
    if (next === spans.length) return;
  }
}
