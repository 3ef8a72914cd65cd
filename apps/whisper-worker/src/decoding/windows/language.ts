import { InputRejectedError } from '@switchyard/contracts';
import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';

export interface SpokenLanguage {
  /** Code such as `en`. */
  code: string;
  /** 0 to 1. */
  probability: number;
}

const ENGLISH: SpokenLanguage = { code: 'en', probability: 1 };
/** The vocabularies of the English-only models are smaller. */
const LEAST_MULTILINGUAL_VOCABULARY = 51_865;

export const isMultilingual = ({ layout }: WhisperGraphs): boolean =>
  layout.vocabulary >= LEAST_MULTILINGUAL_VOCABULARY;

/** The language without listening: the given one, or the only one; nothing where the model must be asked. */
export function knownLanguage(
  code: string | undefined,
  graphs: WhisperGraphs,
  tokenizer: WhisperTokenizer,
): SpokenLanguage | undefined {
  if (!isMultilingual(graphs)) {
    if (code === undefined || code === ENGLISH.code) return ENGLISH;
    throw new InputRejectedError(`language: this model knows English only, not ${code}`);
  }
  if (code === undefined) return undefined;
  const token = tokenizer.languageToken(code);
  if (token === undefined || !languageTokens(graphs, tokenizer).includes(token)) {
    throw new InputRejectedError(`language: this model knows no language ${code}`);
  }
  return { code, probability: 1 };
}

/** The likeliest language of what was heard. */
export async function detectLanguage(
  graphs: WhisperGraphs,
  tokenizer: WhisperTokenizer,
  heard: HeardWindow,
): Promise<SpokenLanguage> {
  const languages = languageTokens(graphs, tokenizer);
  const logits = await graphs.startDecoding(heard).prompt([tokenizer.special.startOfTranscript], [0]);
  const best = languages.reduce((best, token) => (logits[token]! > logits[best]! ? token : best));
  const sum = languages.reduce((sum, token) => sum + Math.exp(logits[token]! - logits[best]!), 0);
  return { code: tokenizer.languageCode(best), probability: 1 / sum };
}

/** Converters of old wrote no list of them into the model's files. */
function languageTokens({ layout }: WhisperGraphs, tokenizer: WhisperTokenizer): readonly number[] {
  return layout.languageIds.length > 0 ? layout.languageIds : tokenizer.languageTokens;
}
