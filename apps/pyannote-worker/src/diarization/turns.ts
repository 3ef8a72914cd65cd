import { FRAME_STEP, RATE, VOICES, WINDOW_FRAMES, startOf } from './frames';
import type { Activity } from './segmentation';
import { NOBODY } from './speakers-of-frames';
import type { HeardWindow } from './stretches';

/** A time in which one speaker speaks, in seconds. */
export interface Turn {
  start: number;
  end: number;
  /** Counts from 0, by who speaks first. */
  speaker: number;
}

/** What is known of every frame of a file. */
export interface HeardFrames {
  windows: readonly HeardWindow[];
  /** Voices that speak in each frame. */
  voices: Uint8Array;
  /** The speaker of each frame in which one voice speaks; else `NOBODY`. */
  alone: Int16Array;
  speakers: number;
  /** Samples of the file. */
  samples: number;
}

/** Shorter turns are dropped, shorter pauses of a speaker closed; seconds. */
const SHORTEST_TURN = 0.1;
const SHORTEST_PAUSE = 0.1;

/**
 * Where one voice speaks, its speaker is known. Where several do, those speak whom most windows hear there: a voice of a window is
 * the speaker who speaks most where that voice is alone.
 * @param exclusive one speaker at a time: the one whom most windows hear
 */
export function turnsOf(heard: HeardFrames, exclusive: boolean): Turn[] {
  const { voices, alone, speakers, samples } = heard;
  const votes = votesIn(heard);
  const builder = new TurnBuilder(samples, exclusive);
  for (let frame = 0; frame < voices.length; frame++) {
    const count = exclusive ? Math.min(1, voices[frame]!) : voices[frame]!;
    const certain = voices[frame] === 1 && alone[frame] !== NOBODY;
    const heardHere = votes.subarray(frame * speakers, (frame + 1) * speakers);
    builder.next(frame, certain ? [alone[frame]!] : loudest(heardHere, count));
  }
  return byAppearance(builder.finish(voices.length));
}

/** `[frames][speakers]`: in how many windows a speaker was heard. */
function votesIn({ windows, alone, voices, speakers }: HeardFrames): Uint16Array {
  const votes = new Uint16Array(voices.length * speakers);
  for (const { start, activity } of windows) {
    const first = start / FRAME_STEP;
    for (const { voice, from, to } of runsIn(activity, voices.length - first)) {
      const inRun = (frame: number): number => (soundsAlone(activity, frame, voice) ? alone[first + frame]! : NOBODY);
      const counts = new Uint16Array(speakers);
      for (let frame = from; frame < to; frame++) if (inRun(frame) !== NOBODY) counts[inRun(frame)]!++;
      const most = Math.max(0, ...counts);
      const usual = most > 0 ? counts.indexOf(most) : NOBODY;
      for (let frame = from; frame < to; frame++) {
        const speaker = inRun(frame) === NOBODY ? usual : inRun(frame);
        if (speaker !== NOBODY) votes[(first + frame) * speakers + speaker]!++;
      }
    }
  }
  return votes;
}

/** Where each voice of a window speaks without a pause. */
function* runsIn(activity: Activity, frames: number): Generator<{ voice: number; from: number; to: number }> {
  const end = Math.min(WINDOW_FRAMES, frames);
  for (let voice = 0; voice < VOICES; voice++) {
    for (let from = 0; from < end; from++) {
      if (!activity[from * VOICES + voice]) continue;
      let to = from;
      while (to < end && activity[to * VOICES + voice]) to++;
      yield { voice, from, to };
      from = to;
    }
  }
}

function soundsAlone(activity: Activity, frame: number, voice: number): boolean {
  for (let other = 0; other < VOICES; other++) {
    if (other !== voice && activity[frame * VOICES + other]) return false;
  }
  return true;
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

  constructor(
    private readonly samples: number,
    private readonly exclusive: boolean,
  ) {}

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
    const end = Math.min(startOf(frame), this.samples / RATE);
    this.open.delete(speaker);
    const before = this.last.get(speaker);
    // in exclusive output another may have spoken in the pause
    if (before && start - before.end < SHORTEST_PAUSE && !this.exclusive) {
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
