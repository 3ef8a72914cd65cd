/** One character a line; a line end at the end of the file adds no character. */
export function parseDictionary(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/**
 * Adds what dictionaries leave out: class 0 is the blank of CTC, the last class the space. Files differ in which of
 * the two they spell out; the number of the model's classes tells.
 */
export function completeCharacters(characters: string[], classes: number): string[] {
  const withBlank = characters[0] === 'blank' ? characters : ['blank', ...characters];
  const complete = withBlank.length === classes - 1 ? [...withBlank, ' '] : withBlank;
  if (complete.length !== classes) {
    throw new Error(`its dictionary has ${characters.length} characters, the model tells ${classes} classes apart`);
  }
  return complete;
}
