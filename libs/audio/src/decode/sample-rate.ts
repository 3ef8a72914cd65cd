/** Samples per second that all speech models here work at. */
export const SAMPLE_RATE = 16_000;
