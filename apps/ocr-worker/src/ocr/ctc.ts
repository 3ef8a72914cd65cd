/** What a recogniser read in one line. */
export interface Reading {
  text: string;
  /** Mean probability of its characters, 0 to 1; 0 where nothing was read. */
  confidence: number;
}

/**
 * The likeliest character of each time step, repeats merged and blanks (class 0) dropped.
 * Graves et al. 2006, "Connectionist Temporal Classification", best path decoding.
 *
 * @param probabilities steps × characters, row-major
 */
export function decodeCtc(probabilities: Float32Array, characters: string[]): Reading {
  const classes = characters.length;
  let text = '';
  let sum = 0;
  let read = 0;
  let previous = 0;
  for (let start = 0; start < probabilities.length; start += classes) {
    const best = likeliest(probabilities, start, classes);
    if (best !== 0 && best !== previous) {
      text += characters[best]!;
      sum += probabilities[start + best]!;
      read += 1;
    }
    previous = best;
  }
  return { text: text.trim(), confidence: read === 0 ? 0 : sum / read };
}

function likeliest(probabilities: Float32Array, start: number, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) {
    if (probabilities[start + index]! > probabilities[start + best]!) best = index;
  }
  return best;
}
