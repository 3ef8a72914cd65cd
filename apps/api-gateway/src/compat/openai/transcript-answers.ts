import { ApiProperty } from '@nestjs/swagger';
import { WHISPER_LANGUAGES } from '@switchyard/contracts';

/** A word as the files of a task have it. */
interface HeardWord {
  word: string;
  start: number;
  end: number;
}

/** A segment as the files of a task have it. */
export interface HeardSegment {
  seek: number;
  start: number;
  end: number;
  text: string;
  tokens: number[];
  /** These four are `null` where an engine does not tell them. */
  temperature: number | null;
  avg_logprob: number | null;
  compression_ratio: number | null;
  no_speech_prob: number | null;
  words?: HeardWord[];
}

/** What was heard in a file. */
export interface Heard {
  segments: HeardSegment[];
  language: string;
  /** Seconds. */
  duration: number;
}

export class DurationUsage {
  @ApiProperty({ enum: ['duration'] }) type!: 'duration';
  @ApiProperty({ description: 'of the audio' }) seconds!: number;
}

export class TranscriptionReply {
  @ApiProperty() text!: string;
  @ApiProperty() usage!: DurationUsage;
}

class SegmentReply {
  @ApiProperty({ type: 'integer' }) id!: number;
  @ApiProperty({ type: 'integer' }) seek!: number;
  @ApiProperty({ description: 'seconds' }) start!: number;
  @ApiProperty({ description: 'seconds' }) end!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [Number] }) tokens!: number[];
  @ApiProperty() temperature!: number;
  @ApiProperty() avg_logprob!: number;
  @ApiProperty() compression_ratio!: number;
  @ApiProperty() no_speech_prob!: number;
}

class WordReply implements HeardWord {
  @ApiProperty() word!: string;
  @ApiProperty({ description: 'seconds' }) start!: number;
  @ApiProperty({ description: 'seconds' }) end!: number;
}

export class VerboseReply {
  @ApiProperty({ enum: ['transcribe', 'translate'] }) task!: 'transcribe' | 'translate';
  @ApiProperty({ example: 'english' }) language!: string;
  @ApiProperty({ description: 'seconds' }) duration!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [SegmentReply], required: false }) segments?: SegmentReply[];
  @ApiProperty({ type: [WordReply], required: false }) words?: WordReply[];
  @ApiProperty() usage!: DurationUsage;
}

export const textOf = ({ segments }: Heard): string =>
  segments
    .map(({ text }) => text)
    .join('')
    .trim();

export const usageOf = ({ duration }: Heard): DurationUsage => ({ type: 'duration', seconds: Math.ceil(duration) });

export function verboseOf(
  heard: Heard,
  { task, granularities }: { task: VerboseReply['task']; granularities: readonly string[] },
): VerboseReply {
  const words = heard.segments.flatMap((segment) => segment.words ?? []);
  return {
    task,
    language: WHISPER_LANGUAGES[heard.language] ?? heard.language,
    duration: heard.duration,
    text: textOf(heard),
    ...(granularities.includes('word')
      ? { words: words.map(({ word, start, end }) => ({ word: word.trim(), start, end })) }
      : {}),
    ...(granularities.includes('segment') ? { segments: heard.segments.map(segmentOf) } : {}),
    usage: usageOf(heard),
  };
}

const segmentOf = (heard: HeardSegment, id: number): SegmentReply => ({
  id,
  seek: heard.seek,
  start: heard.start,
  end: heard.end,
  text: heard.text,
  tokens: heard.tokens,
  temperature: heard.temperature ?? 0,
  avg_logprob: heard.avg_logprob ?? 0,
  compression_ratio: heard.compression_ratio ?? 1,
  no_speech_prob: heard.no_speech_prob ?? 0,
});
