import { cutAtPauses, type Span } from '@switchyard/audio';

/** A piece of a long audio that is transcribed by itself, and where it has speech; in samples of the audio. */
export interface PlannedChunk extends Span {
  speech: Span[];
  /** What is said in one breath; nothing where everything counts as speech. */
  said: Span[];
}

/** A part with speech. */
export interface FoundSpeech {
  /** What is transcribed: speech with the pauses that are heard with it. */
  speech: readonly Span[];
  /** What is said in one breath, within `speech`: audio is cut between two of them. */
  utterances: readonly Span[];
}

export interface PlanOptions {
  /** Samples of the whole audio. */
  length: number;
  /** Seconds of a chunk; a quarter more or less, as the longest pause lies. */
  chunkSeconds: number;
  /** Whether pauses are heard too, as if everything were speech. */
  keepPauses: boolean;
}

/** Cuts audio at pauses; chunks without speech are left out. */
export function planChunks({ speech, utterances }: FoundSpeech, options: PlanOptions): PlannedChunk[] {
  const { length, chunkSeconds, keepPauses } = options;
  const chunks = cutAtPauses(utterances, { length, target: chunkSeconds, max: chunkSeconds * 1.25 });
  if (keepPauses) return chunks.map((chunk) => ({ ...chunk, speech: [chunk], said: [] }));
  const planned = chunks.map((chunk) => {
    const said = within(utterances, chunk);
    // A cut may part speech from the silence around it, which is nothing to hear.
    return { ...chunk, said, speech: within(speech, chunk).filter((span) => within(said, span).length > 0) };
  });
  return planned.filter((chunk) => chunk.speech.length > 0);
}

/** Speech that goes on over a cut is parted there. */
function within(spans: readonly Span[], { start, end }: Span): Span[] {
  return spans
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    .filter((span) => span.end > span.start);
}

/** The chunks as far as they hold so much speech from the beginning. */
export function firstOf(chunks: readonly PlannedChunk[], samples: number): PlannedChunk[] {
  let left = samples;
  return chunks.flatMap((chunk) => {
    const speech = chunk.speech.flatMap(({ start, end }) => {
      const kept = { start, end: Math.min(end, start + Math.max(0, left)) };
      left -= end - start;
      return kept.end > kept.start ? [kept] : [];
    });
    const last = speech.at(-1);
    return last ? [{ ...chunk, end: last.end, speech }] : [];
  });
}

/** Samples that are speech. */
export const speechSamples = (chunks: readonly PlannedChunk[]): number =>
  chunks.reduce((sum, { speech }) => sum + lengthOf(speech), 0);

/** Samples of all spans together. */
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** The speech of a chunk, one span right behind the other, out of all its samples. */
export function withoutPauses(
  { start, speech }: Pick<PlannedChunk, 'start' | 'speech'>,
  samples: Float32Array,
): Float32Array {
  if (lengthOf(speech) === samples.length) return samples;
  const packed = new Float32Array(lengthOf(speech));
  let at = 0;
  for (const span of speech) {
    packed.set(samples.subarray(span.start - start, span.end - start), at);
    at += span.end - span.start;
  }
  return packed;
}
