/** A stretch of audio: samples from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}
