/** A word as the files of a task have it. */
export interface HeardWord {
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

export const textOf = ({ segments }: Heard): string =>
  segments
    .map(({ text }) => text)
    .join('')
    .trim();
