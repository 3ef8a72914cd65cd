import { ApiProperty } from '@nestjs/swagger';
import { WHISPER_LANGUAGES } from '@switchyard/contracts';
import { textOf, type Heard, type HeardSegment, type HeardWord } from '../heard';

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
