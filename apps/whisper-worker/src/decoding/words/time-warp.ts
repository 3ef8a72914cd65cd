/**
 * The first frame of each token on the path of highest weight through tokens and frames; both only go forward.
 * Dynamic time warping as in OpenAI's `timing.py`.
 *
 * @param weights [tokens][frames]
 */
export function firstFrames(weights: Float32Array, tokens: number, frames: number): Int32Array {
  const steps = cheapestSteps(weights, tokens, frames);
  const first = new Int32Array(tokens);
  let token = tokens;
  let frame = frames;
  while (token > 0) {
    first[token - 1] = Math.max(0, frame - 1);
    const step = frame === 0 ? NEXT_TOKEN : steps[token * (frames + 1) + frame]!;
    if (step !== NEXT_FRAME) token--;
    if (step !== NEXT_TOKEN) frame--;
  }
  return first;
}

const BOTH = 0;
const NEXT_TOKEN = 1;
const NEXT_FRAME = 2;

/** How the best path comes to each place, [tokens + 1][frames + 1]; where costs are equal by a further frame. */
function cheapestSteps(weights: Float32Array, tokens: number, frames: number): Uint8Array {
  const width = frames + 1;
  const steps = new Uint8Array((tokens + 1) * width);
  let above = new Float32Array(width).fill(Infinity);
  let costs = new Float32Array(width);
  above[0] = 0;
  for (let token = 1; token <= tokens; token++) {
    costs[0] = Infinity;
    for (let frame = 1; frame <= frames; frame++) {
      const both = above[frame - 1]!;
      const nextToken = above[frame]!;
      const nextFrame = costs[frame - 1]!;
      let step = NEXT_FRAME;
      let cost = nextFrame;
      if (both < nextToken && both < nextFrame) {
        step = BOTH;
        cost = both;
      } else if (nextToken < both && nextToken < nextFrame) {
        step = NEXT_TOKEN;
        cost = nextToken;
      }
      costs[frame] = cost - weights[(token - 1) * frames + frame - 1]!;
      steps[token * width + frame] = step;
    }
    [above, costs] = [costs, above];
  }
  return steps;
}
