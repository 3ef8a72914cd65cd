import type { TranscriptStatistics } from '@switchyard/contracts';
import type { Transcript } from '../whisper-methods';

/** What a segments file says of itself. */
export interface TranscriptMetadata {
  task_name: string;
  workflow_id: string;
  /** Name of the file without its directory. */
  audio_file: string;
  /** Seconds. */
  total_duration: number;
  language: string;
  language_probability: number | null;
  word_timestamps_enabled: boolean;
  model_name: string;
  device: 'cpu' | 'cuda';
  transcribe_method: string;
  /** RFC 3339 in UTC. */
  created_at: string;
}

/** A segments file: `{metadata, segments, statistics}`, a line per segment, so that hours of speech stay readable. */
export function segmentsJson(
  { segments }: Pick<Transcript, 'segments'>,
  metadata: TranscriptMetadata,
  statistics: TranscriptStatistics,
): string {
  const lines = segments.map((segment) => `    ${JSON.stringify(segment)}`);
  const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]';
  const object = (value: object): string => JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
  return `{\n  "metadata": ${object(metadata)},\n  "segments": ${list},\n  "statistics": ${object(statistics)}\n}\n`;
}
