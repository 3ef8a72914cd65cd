/** Long enough for the period of a low voice, short enough for a sound not to be heard twice. */
const FRAME_SECONDS = 0.03;
/** How far a frame may be taken from where it should be, so that the waves of two frames agree. */
const SEARCH_SECONDS = 0.008;
const QUIET = 0.01;
/** Kept around speech: the begin of a plosive is quiet. */
const MARGIN_SECONDS = 0.03;

/** Speech without the silence before and after it. */
export function trimmed(samples: Float32Array, sampleRate: number): Float32Array {
  const margin = Math.round(MARGIN_SECONDS * sampleRate);
  const loud = (value: number): boolean => Math.abs(value) > QUIET;
  const first = samples.findIndex(loud);
  if (first < 0) return samples.subarray(0, 0);
  return samples.subarray(Math.max(0, first - margin), samples.findLastIndex(loud) + 1 + margin);
}

/**
 * Speech at another speed and the same pitch: frames are taken at the new pace, each moved to where its waves go on from the
 * frame before, and faded into each other (WSOLA, Verhelst and Roelands 1993).
 */
export function stretched(samples: Float32Array, speedup: number, sampleRate: number): Float32Array {
  if (Math.abs(speedup - 1) < 1e-3) return samples;
  const hop = Math.round((FRAME_SECONDS * sampleRate) / 2);
  const reach = Math.round(SEARCH_SECONDS * sampleRate);
  const result = new Float32Array(Math.max(1, Math.round(samples.length / speedup)));
  const window = Float32Array.from({ length: 2 * hop }, (_, at) => 0.5 - 0.5 * Math.cos((Math.PI * at) / hop));
  let from = 0;
  for (let to = 0; to < result.length; to += hop) {
    if (to > 0) from = bestMatch(samples, from + hop, Math.round(to * speedup), hop, reach);
    for (let at = 0; at < 2 * hop && to + at < result.length; at++) {
      const fade = to === 0 && at < hop ? 1 : (window[at] ?? 0); // nothing fades into the first half of the first frame
      result[to + at] = (result[to + at] ?? 0) + fade * (samples[from + at] ?? 0);
    }
  }
  return result;
}

/** The place near `wanted` that is most like what follows at `natural`. */
function bestMatch(samples: Float32Array, natural: number, wanted: number, hop: number, reach: number): number {
  let best = Math.max(0, wanted);
  let bestScore = -Infinity;
  for (let place = Math.max(0, wanted - reach); place <= wanted + reach; place++) {
    let product = 0;
    let energy = 1e-9;
    for (let at = 0; at < hop; at += 2) {
      const value = samples[place + at] ?? 0;
      product += value * (samples[natural + at] ?? 0);
      energy += value * value;
    }
    const score = product / Math.sqrt(energy);
    if (score > bestScore) [best, bestScore] = [place, score];
  }
  return best;
}

/** At a higher sample rate, by straight lines. */
export function upsampled(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, at) => {
    const place = (at * from) / to;
    const left = samples[Math.floor(place)] ?? 0;
    return left + (place % 1) * ((samples[Math.floor(place) + 1] ?? left) - left);
  });
}
