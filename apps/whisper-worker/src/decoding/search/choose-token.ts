import { sumOfExp, whereSumOfExp } from './fast-exp';
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
  let token = best?.tokens[0] ?? (firstText(next) < textTo ? firstText(next) : timestampFrom);
  let logit = best?.logits[0] ?? -Infinity;
  for (const [first, to] of [
    [firstText(next), textTo],
    [timestampFrom, timestampTo],
  ] as const) {
    for (let at = first - from; at < to - from; at++) {
      if (logits[at]! > logit) [token, logit] = [at + from, logits[at]!];
    }
  }
  return { token, logit };
}

/**
 * A token drawn at a temperature; all logits must be known.
 *
 * @param random 0 to 1, 1 excluded
 */
export function drawToken(next: NextToken, temperature: number, random: number): ChosenToken {
  const { logits, textFrom, textTo, timestampFrom, timestampTo } = next;
  const likeliest = likeliestToken(next);
  const scale = { top: likeliest.logit, perUnit: 1 / temperature };
  const texts = sumOfExp(logits, textFrom, textTo, scale);
  const timestamps = sumOfExp(logits, timestampFrom, timestampTo, scale);
  const at = random * (texts + timestamps);
  const token =
    at < texts
      ? whereSumOfExp(logits, textFrom, textTo, { ...scale, exceeds: at })
      : whereSumOfExp(logits, timestampFrom, timestampTo, { ...scale, exceeds: at - texts });
  return token === undefined ? likeliest : { token, logit: logits[token]! };
}
