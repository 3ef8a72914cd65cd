import type { AudioFormat } from './engine/audio-track';
import type { VoicePlace } from './engine/sherpa-voice';

/** Seconds within the audio. */
export interface SpokenSpan {
  start: number;
  end: number;
}

/** Sentences to speak one after the other. */
export interface SpeakJob {
  voice: VoicePlace;
  /** What is said, in words that the voice's phonemes can be made of. */
  sentences: string[];
  speed: number;
  pauseSeconds: number;
  /** Path of the audio without its extension. */
  target: string;
  format: AudioFormat;
}

export interface Spoken {
  path: string;
  seconds: number;
  sampleRate: number;
  /** When each sentence is spoken. */
  spans: SpokenSpan[];
}

/** Cues to speak, each in its time. */
export interface SpeakCuesJob {
  voices: VoicePlace[];
  /** In the order of their starts. */
  cues: TimedText[];
  maxSpeedup: number;
  minGap: number;
  /** Of the track, in seconds. */
  duration?: number;
  target: string;
  format: AudioFormat;
}

/** What is said in a time, in pieces that can be said at once, by one of the voices of the job. */
export interface TimedText extends SpokenSpan {
  pieces: string[];
  voice: number;
}

export interface SpokenCues {
  path: string;
  seconds: number;
  placed: PlacedCue[];
}

/** Where a cue is spoken. */
export interface PlacedCue extends SpokenSpan {
  /** 1 where it is spoken as it comes. */
  speedup: number;
  /** Seconds after the time that it had. */
  over: number;
}

/** What the speech engine's process does. */
export interface TtsMethods {
  speak(job: SpeakJob): Promise<Spoken>;
  speakCues(job: SpeakCuesJob): Promise<SpokenCues>;
}
