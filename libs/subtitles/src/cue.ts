/** One spoken word; times in seconds. */
export interface Word {
  word: string;
  start: number;
  end: number;
  /** 0 to 1. */
  probability?: number;
}

/** One subtitle: plain text without markup, lines separated by `\n`, times in seconds. */
export interface Cue {
  start: number;
  end: number;
  text: string;
  speaker?: string;
  words?: Word[];
}

/** A time in which one person speaks; seconds. */
export interface SpeakerTurn {
  start: number;
  end: number;
  speaker: string;
}

/** Any part of media, in seconds: a cue, a turn, or only its times. */
export interface Stretch {
  start: number;
  end: number;
  text?: string;
  speaker?: string;
}
