/**
 * How texts are compared: line ends and runs of spaces count as one space, and Chinese and Japanese, which are written
 * without spaces, lose theirs. Full-width forms equal their plain ones (NFKC).
 */
export function comparable(text: string, language: string): string {
  const separator = language === 'zh' || language === 'ja' ? '' : ' ';
  return text.normalize('NFKC').trim().split(/\s+/u).join(separator);
}

/** The least number of characters to insert, delete or replace (Levenshtein). */
export function editDistance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let row = to.map((_, index) => index + 1);
  from.forEach((character, index) => {
    let diagonal = index;
    let left = index + 1;
    row = row.map((above, column) => {
      left = Math.min(above + 1, left + 1, diagonal + (character === to[column] ? 0 : 1));
      diagonal = above;
      return left;
    });
  });
  return row.at(-1) ?? from.length;
}

/** Errors ÷ characters over all pairs, 0 when everything was read. */
export function characterErrorRate(pairs: { wanted: string; read: string; language: string }[]): number {
  const errors = pairs.map(({ wanted, read, language }) =>
    editDistance(comparable(wanted, language), comparable(read, language)),
  );
  const characters = pairs.map(({ wanted, language }) => [...comparable(wanted, language)].length);
  return sum(errors) / sum(characters);
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
