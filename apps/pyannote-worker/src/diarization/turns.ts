import { FRAME_STEP, RATE, VOICES, WINDOW_FRAMES, framesWithin, startOf } from './frames';
import type { Activity } from './segmentation';

/** A time in which one speaker speaks, in seconds. */
export interface Turn {
  start: number;
  end: number;
  /** Counts from 0, by who speaks first. */
  speaker: number;
}

/** A window with the speaker of each of its voices. */
export interface AssignedWindow {
  /** Its first sample; a multiple of the step of frames. */
  start: number;
  activity: Activity;
  speakers: readonly (number | undefined)[];
}

export interface TurnOptions {
  /** Samples of the file. */
  samples: number;
  speakers: number;
  /** One speaker at a time: the one whom most windows hear. */
  exclusive: boolean;
}

/** Shorter turns are dropped, shorter pauses of a speaker closed; seconds. */
const SHORTEST_TURN = 0.1;
const SHORTEST_PAUSE = 0.1;

/** Joins what overlapping windows heard: in each frame as many speak as the windows say on average, those most often heard. */
export function turnsOf(windows: readonly AssignedWindow[], options: TurnOptions): Turn[] {
  const frames = framesWithin(options.samples);
  const { votes, active, windowsOver } = votesOf(windows, frames, options.speakers);
  const builder = new TurnBuilder(options);
  for (let frame = 0; frame < frames; frame++) {
    const over = windowsOver[frame]!;
    const count = over > 0 ? Math.round(active[frame]! / over) : 0;
    const heard = votes.subarray(frame * options.speakers, (frame + 1) * options.speakers);
    builder.next(frame, loudest(heard, options.exclusive ? Math.min(1, count) : count));
  }
  return byAppearance(builder.finish(frames));
}

interface Votes {
  /** `[frames][speakers]`: in how many windows a speaker was heard. */
  votes: Uint16Array;
  /** Voices that were active, over all windows, and windows that cover a frame. */
  active: Uint16Array;
  windowsOver: Uint16Array;
}

function votesOf(windows: readonly AssignedWindow[], frames: number, speakers: number): Votes {
  const votes = new Uint16Array(frames * speakers);
  const [active, windowsOver] = [new Uint16Array(frames), new Uint16Array(frames)];
  for (const { start, activity, speakers: assigned } of windows) {
    const first = start / FRAME_STEP;
    for (let at = 0; at < WINDOW_FRAMES && first + at < frames; at++) {
      windowsOver[first + at]!++;
      for (let voice = 0; voice < VOICES; voice++) {
        if (!activity[at * VOICES + voice]) continue;
        active[first + at]!++;
        const speaker = assigned[voice];
        if (speaker !== undefined) votes[(first + at) * speakers + speaker]!++;
      }
    }
  }
  return { votes, active, windowsOver };
}

/** At most `count` speakers with votes, those with most. */
function loudest(votes: Uint16Array, count: number): number[] {
  if (count === 0) return [];
  const heard = [...votes.keys()].filter((speaker) => votes[speaker]! > 0);
  return heard.sort((one, other) => votes[other]! - votes[one]!).slice(0, count);
}

class TurnBuilder {
  private readonly open = new Map<number, number>();
  private readonly last = new Map<number, Turn>();
  private readonly turns: Turn[] = [];

  constructor(private readonly options: TurnOptions) {}

  next(frame: number, speaking: readonly number[]): void {
    for (const speaker of this.open.keys()) if (!speaking.includes(speaker)) this.close(speaker, frame);
    for (const speaker of speaking) if (!this.open.has(speaker)) this.open.set(speaker, frame);
  }

  finish(frames: number): Turn[] {
    for (const speaker of this.open.keys()) this.close(speaker, frames);
    return this.turns
      .filter(({ start, end }) => end - start >= SHORTEST_TURN)
      .sort((one, other) => one.start - other.start || one.speaker - other.speaker);
  }

  private close(speaker: number, frame: number): void {
    const start = startOf(this.open.get(speaker) ?? frame);
    const end = Math.min(startOf(frame), this.options.samples / RATE);
    this.open.delete(speaker);
    const before = this.last.get(speaker);
    // in exclusive output another may have spoken in the pause
    if (before && start - before.end < SHORTEST_PAUSE && !this.options.exclusive) {
      before.end = end;
      return;
    }
    const turn = { start, end, speaker };
    this.last.set(speaker, turn);
    this.turns.push(turn);
  }
}

function byAppearance(turns: Turn[]): Turn[] {
  const numbers = new Map<number, number>();
  return turns.map((turn) => {
    const speaker = numbers.get(turn.speaker) ?? numbers.size;
    numbers.set(turn.speaker, speaker);
    return { ...turn, speaker };
  });
}
