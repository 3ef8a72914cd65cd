import { ApiProperty } from '@nestjs/swagger';
import { cuesBySpeaker, type SpeakerTurn } from '@switchyard/subtitles';
import { textOf, type Heard } from '../heard';
import { DurationUsage, usageOf } from './transcript-answers';

export class DiarizedSegment {
  @ApiProperty({ enum: ['transcript.text.segment'] }) type!: 'transcript.text.segment';
  @ApiProperty({ example: 'seg_000' }) id!: string;
  @ApiProperty({ description: 'seconds' }) start!: number;
  @ApiProperty({ description: 'seconds' }) end!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ description: 'A, B, …, by who speaks first' }) speaker!: string;
}

export class DiarizedReply {
  @ApiProperty({ enum: ['transcribe'] }) task!: 'transcribe';
  @ApiProperty({ description: 'seconds' }) duration!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [DiarizedSegment] }) segments!: DiarizedSegment[];
  @ApiProperty() usage!: DurationUsage;
}

/** What was heard, parted where the speaker changes. Where no one was found to speak, the first speaker does. */
export function diarizedOf(heard: Heard, turns: readonly SpeakerTurn[]): DiarizedReply {
  const letters = new Map<string, string>();
  const letterOf = (speaker: string): string => {
    const known = letters.get(speaker) ?? letterAt(letters.size);
    letters.set(speaker, known);
    return known;
  };
  let last = turns[0]?.speaker ?? '';
  const segments = cuesBySpeaker(heard.segments, turns).map(({ start, end, text, speaker }, at): DiarizedSegment => {
    last = speaker ?? last;
    const id = `seg_${String(at).padStart(3, '0')}`;
    return { type: 'transcript.text.segment', id, start, end, text: text.trim(), speaker: letterOf(last) };
  });
  return { task: 'transcribe', duration: heard.duration, text: textOf(heard), segments, usage: usageOf(heard) };
}

const LETTERS = 26;

/** A … Z, then AA, AB, … */
const letterAt = (at: number): string =>
  (at < LETTERS ? '' : letterAt(Math.floor(at / LETTERS) - 1)) + String.fromCharCode(65 + (at % LETTERS));
