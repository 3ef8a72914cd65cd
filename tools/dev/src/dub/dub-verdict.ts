import type { ProbeOutput } from '@switchyard/contracts';
import type { Cue } from '@switchyard/subtitles';

/** What came out of the dubbing of a film. */
export interface DubFacts {
  before: ProbeOutput;
  after: ProbeOutput;
  /** What was heard, its translation, and the translation as the video has it in its track. */
  heard: readonly Cue[];
  translated: readonly Cue[];
  laidOut: readonly Cue[];
  inVideo: readonly Cue[];
  speakers: number;
  spoken: number;
  /** Old subtitles that can still be read; undefined where there were none. */
  left?: number;
}

/** Seconds by which the film may get longer or shorter: some frames of sound. */
const LENGTH = 0.25;
/** Tracks have times in milliseconds. */
const TIME = 0.011;

/** The dubbed film is not what it should be. */
export class DubBelowPromiseError extends Error {
  constructor(shortcomings: readonly string[]) {
    super(`the dubbed video is not right: ${shortcomings.join('; ')}`);
  }
}

/** @throws DubBelowPromiseError */
export function judgeDub(facts: DubFacts, language: string): void {
  const shortcomings = [...streams(facts, language), ...cues(facts)];
  if (shortcomings.length > 0) throw new DubBelowPromiseError(shortcomings);
}

function streams({ before, after }: DubFacts, language: string): string[] {
  const types = after.streams.map(({ type }) => type).sort();
  const found = types.join(', ') === 'audio, subtitle, video' ? [] : [`it holds ${types.join(', ') || 'nothing'}`];
  for (const { type, language: of } of after.streams) {
    if (type !== 'video' && of !== language) found.push(`its ${type} is in ${of ?? 'no language'}, not ${language}`);
  }
  const [was, is] = [before.format.duration ?? 0, after.format.duration ?? 0];
  if (Math.abs(was - is) > LENGTH) found.push(`it lasts ${is} s, the film ${was} s`);
  if (before.frames !== after.frames) found.push(`it has ${after.frames} frames, the film ${before.frames}`);
  return found;
}

function cues({ heard, translated, laidOut, inVideo, speakers, spoken, left = 0 }: DubFacts): string[] {
  const found: string[] = [];
  if (heard.length === 0) found.push('nothing was heard');
  if (speakers < 1) found.push('no speaker was found');
  if (!sameTimes(heard, translated))
    found.push(`the translation has ${translated.length} cues with other times, not ${heard.length}`);
  if (!sameTimes(laidOut, inVideo))
    found.push(`its track has ${inVideo.length} cues with other times, not ${laidOut.length}`);
  if (spoken < laidOut.length) found.push(`${spoken} of ${laidOut.length} subtitles are spoken`);
  if (left > 0) found.push(`${left} old subtitles can still be read in it`);
  return found;
}

const sameTimes = (one: readonly Cue[], other: readonly Cue[]): boolean =>
  one.length === other.length &&
  one.every(({ start, end }, at) => Math.abs(start - other[at]!.start) < TIME && Math.abs(end - other[at]!.end) < TIME);
