/** How much of what looks like text was read, and how surely. */
export interface Doubts {
  /** Pictures with text in which nothing was read. */
  unread: number;
  /** Texts that were read. */
  read: number;
  /** Those of them that were read unsurely. */
  unsure: number;
}

/** Texts that a model knows the letters of are read more surely than this. */
const SURE = 0.9;
/** Times that texts follow each other in, where shorter ones are likely, too. */
const FAST_S = 0.36;
const LEAST_FAST_TEXTS = 3;

/** Counts pictures, and what was read in them. */
export const doubtsOf = (
  pictures: { lines: unknown[]; unread: number }[],
  texts: { confidence: number }[],
): Doubts => ({
  unread: pictures.filter(({ lines, unread }) => lines.length === 0 && unread > 0).length,
  read: texts.length,
  unsure: texts.filter(({ confidence }) => confidence < SURE).length,
});

/** What a result says of text that the model may not know the letters of: in half of the pictures or more. */
export function unreadText({ unread, read, unsure }: Doubts, model: { name: string; languages: string[] }): string[] {
  const doubtful = unread + unsure;
  if (doubtful === 0 || doubtful * 2 < unread + read) return [];
  const what = unread > 0 ? `text in ${unread} pictures could not be read` : `${unsure} texts were read unsurely`;
  return [`${what}; ${model.name} knows the letters of these languages: ${model.languages.join(', ')}`];
}

/** Letters of Vietnamese that its neighbours in the Latin alphabet lack; đ is Croatian as well, beside the other letters. */
const VIETNAMESE = /[đơư]/i;
const CROATIAN = /[čćšž]/i;
/** About as many lines of Vietnamese hold one of these letters, even where the model leaves others out. */
const VIETNAMESE_SHARE = 1 / 3;

/** What a result says of Vietnamese, most letters of which a model leaves out surely. */
export function vietnameseText(texts: { text: string }[], model: { name: string; languages: string[] }): string[] {
  if (model.languages.includes('vi') || texts.some(({ text }) => CROATIAN.test(text))) return [];
  const count = texts.filter(({ text }) => VIETNAMESE.test(text)).length;
  if (count === 0 || count < texts.length * VIETNAMESE_SHARE) return [];
  return [`${count} texts look like Vietnamese, of which ${model.name} does not know all letters: some are missing`];
}

/** What a result says where texts follow each other so fast that some may have been too short to be seen. */
export function fastText(cues: { start: number; end: number }[]): string[] {
  const fast = cues.filter(({ start, end }) => end - start < FAST_S).length;
  if (fast < LEAST_FAST_TEXTS) return [];
  return [`${fast} texts stand for about 0.3 s; texts that stand for less than that are not seen and may be missing`];
}
