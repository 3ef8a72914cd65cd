import { SAMPLE_RATE, type Span } from '@switchyard/audio';
import { partedAtPauses } from '@switchyard/subtitles';
import type { Segment, Word } from '../transcriber';
import type { PlannedChunk } from './plan';

/** Speech of less than this beside a pause is the reach of a model's times, not text of its own, in seconds. */
const SPILL = 0.3;

/** A voice that begins so much before its first word began with that word, in seconds. */
const REACH = 0.5;
/** So late the detector may be to hear a soft sound, in seconds. */
const SOFT = 0.25;

/**
 * The segments of a chunk in the whole audio, none of them over a pause that was left out: one with words is parted between
 * them, one without by the share of speech on each side of the pause. Parts keep the tokens of the segment.
 */
export function heardInAudio(
  segments: readonly Segment[],
  { speech, said }: Pick<PlannedChunk, 'speech' | 'said'>,
): Segment[] {
  const parted = segments.flatMap((segment) => partedBySpans(segment, new SpeechTimes(speech)));
  const heard = withAudioTimes(parted, speech).flatMap((segment) => partedAtPauses(segment));
  const utterances = said.map(({ start, end }) => ({ start: start / SAMPLE_RATE, end: end / SAMPLE_RATE }));
  return heard.map((segment, at) => withVoice(segment, utterances, heard[at - 1]?.end ?? 0));
}

interface Seconds {
  start: number;
  end: number;
}

/** A segment begins and ends with the voice: beside pauses the times of words reach into silence, or leave out a quiet sound. */
function withVoice(segment: Segment, said: readonly Seconds[], from: number): Segment {
  const words = [...(segment.words ?? [])];
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return segment;
  const [begun, ended] = [utteranceOf(first, said), utteranceOf(last, said)];
  const early = (begun?.start ?? 0) - first.start;
  const isVoice = early > 0 ? early > SOFT : early >= -REACH && first.start + early >= from;
  const start = begun && isVoice ? begun.start : first.start;
  const end = ended && ended.end > last.start ? Math.min(last.end, ended.end) : last.end;
  words[0] = { ...first, start };
  words[words.length - 1] = { ...(words.at(-1) ?? last), end };
  return { ...segment, start, end, words };
}

/** The utterance in which most of a word lies. */
function utteranceOf(word: Seconds, said: readonly Seconds[]): Seconds | undefined {
  const shared = ({ start, end }: Seconds): number => Math.min(end, word.end) - Math.max(start, word.start);
  const near = said.filter((one) => shared(one) > 0);
  return near.reduce<Seconds | undefined>((best, one) => (best && shared(best) >= shared(one) ? best : one), undefined);
}

function partedBySpans(segment: Segment, times: SpeechTimes): Segment[] {
  const pieces = times.within(segment.start, segment.end);
  const long = pieces.filter(({ start, end }) => end - start >= SPILL);
  if (segment.words || pieces.length < 2) return [segment];
  const kept = long.length > 0 ? long : pieces.slice(0, 1);
  const all = kept.reduce((sum, { start, end }) => sum + end - start, 0);
  let [spoken, from] = [0, 0];
  const parts = kept.map(({ start, end }, at): Segment => {
    spoken += end - start;
    const to =
      at === kept.length - 1 ? segment.text.length : wordEndNear(segment.text, (segment.text.length * spoken) / all);
    const text = segment.text.slice(from, Math.max(from, to));
    from = Math.max(from, to);
    return { ...segment, start, end, text };
  });
  return parts.filter(({ text }) => text.trim() !== '');
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The place nearest to `at` where a word ends; between any two characters in scripts without spaces. */
function wordEndNear(text: string, at: number): number {
  if (UNSPACED.test(text)) return Math.round(at);
  const ends = [0, ...[...text.matchAll(/\S(?=\s)/g)].map(({ index }) => index + 1), text.length];
  return ends.reduce((best, end) => (Math.abs(end - at) < Math.abs(best - at) ? end : best));
}

/**
 * Gives the segments of a chunk, whose pauses were left out, the times they have in the whole audio. As in faster-whisper
 * (`restore_speech_timestamps`) a word stands where its middle is; start and end of it are taken from there.
 */
export function withAudioTimes(segments: readonly Segment[], speech: readonly Span[]): Segment[] {
  const times = new SpeechTimes(speech);
  return segments.map((segment) => {
    const words = segment.words?.map((word) => wordInAudio(word, times));
    const start = words?.[0]?.start ?? times.inAudio(segment.start, times.spanOf(segment.start));
    const end = words?.at(-1)?.end ?? times.inAudio(segment.end, times.spanOf(segment.end, 'end'));
    const seek = Math.round(times.inAudio(segment.seek / 100, times.spanOf(segment.seek / 100)) * 100);
    return { ...segment, seek, start, end: Math.max(start, end), ...(words ? { words } : {}) };
  });
}

function wordInAudio(word: Word, times: SpeechTimes): Word {
  const span = times.spanOf((word.start + word.end) / 2);
  const start = times.inAudio(word.start, span);
  return { ...word, start, end: Math.max(start, times.inAudio(word.end, span)) };
}

/** Seconds of speech without its pauses, and what they are with them. */
class SpeechTimes {
  /** Where each span ends in speech without pauses, in samples. */
  private readonly ends: number[] = [];

  constructor(private readonly spans: readonly Span[]) {
    let length = 0;
    for (const { start, end } of spans) this.ends.push((length += end - start));
  }

  /** Which span a moment is in; one between two belongs to the second, as an end to the first. */
  spanOf(seconds: number, as: 'start' | 'end' = 'start'): number {
    const at = Math.round(seconds * SAMPLE_RATE);
    const found = this.ends.findIndex((end) => (as === 'end' ? at <= end : at < end));
    return found >= 0 ? found : this.spans.length - 1;
  }

  /** The parts of a stretch that lie in different spans, in seconds of speech. */
  within(start: number, end: number): { start: number; end: number }[] {
    return this.ends
      .map((until, at) => ({
        start: Math.max(start, (this.ends[at - 1] ?? 0) / SAMPLE_RATE),
        end: Math.min(end, until / SAMPLE_RATE),
      }))
      .filter((part) => part.end > part.start);
  }

  /** Stays within the span, so that what a model writes behind the end of the speech ends there. */
  inAudio(seconds: number, span: number): number {
    const { start, end } = this.spans[span] ?? { start: 0, end: 0 };
    const at = start + seconds * SAMPLE_RATE - (this.ends[span - 1] ?? 0);
    return Math.round((Math.min(end, Math.max(start, at)) / SAMPLE_RATE) * 1000) / 1000;
  }
}
