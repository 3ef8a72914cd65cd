import type { Spectrum, Stereo } from './spectrum/spectrum';

/** What a network makes of a spectrum: that of the stem it was trained for. */
export type Network = (spectrum: Float32Array) => Promise<Float32Array>;

export interface SeparationOptions {
  /** Share of a stretch that the next one hears again, from 0 to 0.5. */
  overlap: number;
  /** Also listen to the samples upside down: noise of the network itself cancels out. */
  denoise: boolean;
  /** What the network's stem is multiplied with, since it comes out too quiet. */
  gain: number;
}

export interface Separated {
  mix: Stereo;
  /** The network's stem; the other one is what is left of the mix. */
  stem: Stereo;
}

const CHANNELS = ['left', 'right'] as const;

/**
 * Separates audio of any length, stretch by stretch: memory is that of one stretch. The ends of each, where frames reach beyond it,
 * are thrown away; stretches that overlap fade into each other.
 */
export async function* separate(
  blocks: AsyncIterable<Stereo>,
  spectrum: Spectrum,
  network: Network,
  { overlap, denoise, gain }: SeparationOptions,
): AsyncGenerator<Separated, void> {
  const edge = spectrum.form.size / 2;
  const useful = spectrum.length - 2 * edge;
  const fade = Math.floor(useful * overlap);
  const step = useful - fade;
  const heard = stereo(spectrum.length);
  let tail = stereo(fade);
  let begun = false;
  for await (const samples of stretches(blocks, heard, { edge, step })) {
    const found = await stemOf(heard, spectrum, network, denoise);
    const made = stereo(useful);
    for (const channel of CHANNELS) {
      for (let at = 0; at < useful; at++) made[channel][at] = found[channel][edge + at]! * gain;
      for (let at = 0; at < fade && begun; at++) {
        const share = (at + 0.5) / fade;
        made[channel][at] = made[channel][at]! * share + tail[channel][at]! * (1 - share);
      }
    }
    begun = true;
    tail = cut(made, step, useful);
    yield { mix: cut(heard, edge, edge + samples), stem: cut(made, 0, samples) };
  }
}

async function stemOf(heard: Stereo, spectrum: Spectrum, network: Network, denoise: boolean): Promise<Stereo> {
  const seen = spectrum.analyse(heard);
  const found = await network(seen);
  if (!denoise) return spectrum.synthesise(found);
  const turned = await network(seen.map((value) => -value));
  return spectrum.synthesise(found.map((value, at) => (value - turned[at]!) / 2));
}

/** Moves `heard` over the audio by a step each time; before and after it is silence. @returns new samples of each stretch */
async function* stretches(
  blocks: AsyncIterable<Stereo>,
  heard: Stereo,
  { edge, step }: { edge: number; step: number },
): AsyncGenerator<number, void> {
  const { length } = heard.left;
  let filled = edge;
  let left = 0;
  for await (const block of blocks) {
    for (let from = 0; from < block.left.length;) {
      const taken = Math.min(block.left.length - from, length - filled);
      for (const channel of CHANNELS) heard[channel].set(block[channel].subarray(from, from + taken), filled);
      from += taken;
      filled += taken;
      left += taken;
      if (filled < length) break;
      yield step;
      filled = moved(heard, step, filled);
      left -= step;
    }
  }
  while (left > 0) {
    for (const channel of CHANNELS) heard[channel].fill(0, filled);
    yield Math.min(step, left);
    filled = moved(heard, step, filled);
    left -= step;
  }
}

function moved(heard: Stereo, step: number, filled: number): number {
  for (const channel of CHANNELS) heard[channel].copyWithin(0, step);
  return Math.max(0, filled - step);
}

const stereo = (length: number): Stereo => ({ left: new Float32Array(length), right: new Float32Array(length) });

const cut = ({ left, right }: Stereo, from: number, to: number): Stereo => ({
  left: left.slice(from, to),
  right: right.slice(from, to),
});
