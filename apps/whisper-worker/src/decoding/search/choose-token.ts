import { bestText, firstText, type NextToken } from './token-rules';

/** A token and its logit. */
export interface ChosenToken {
  token: number;
  logit: number;
}

/** The token with the highest logit. */
export function likeliestToken(next: NextToken): ChosenToken {
  const { logits, from, textTo, timestampFrom, timestampTo } = next;
  const best = bestText(next);
  const chosen = { token: firstText(next) < textTo ? firstText(next) : timestampFrom, logit: -Infinity };
  if (best) [chosen.token, chosen.logit] = [best.tokens[0]!, best.logits[0]!];
  const scan = (first: number, to: number) => {
    for (let token = first; token < to; token++) {
      const logit = logits[token - from]!;
      if (logit > chosen.logit) [chosen.token, chosen.logit] = [token, logit];
    }
  };
  scan(firstText(next), textTo);
  scan(timestampFrom, timestampTo);
  return chosen;
}

/**
 * A token drawn at a temperature; all logits must be known.
 *
 * @param random 0 to 1, 1 excluded
 */
export function drawToken(next: NextToken, temperature: number, random: number): ChosenToken {
  const { logits, textFrom, textTo, timestampFrom, timestampTo } = next;
  const likeliest = likeliestToken(next);
  const { logit: top } = likeliest;
  const chosen = (token: number) => ({ token, logit: logits[token]! });
  const weight = (token: number) => Math.exp((logits[token]! - top) / temperature);
  let sum = 0;
  for (let token = textFrom; token < textTo; token++) sum += weight(token);
  for (let token = timestampFrom; token < timestampTo; token++) sum += weight(token);
  let left = random * sum;
  for (let token = textFrom; token < textTo; token++) if ((left -= weight(token)) < 0) return chosen(token);
  for (let token = timestampFrom; token < timestampTo; token++) if ((left -= weight(token)) < 0) return chosen(token);
  return likeliest;
}
