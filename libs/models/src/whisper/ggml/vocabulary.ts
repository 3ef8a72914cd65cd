import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ModelFileError } from '../../model-errors';

/** Tokens of text in every Whisper model; those behind them whisper.cpp names itself. */
const TEXT_TOKENS = 50_257;
const tokenizerSchema = z.object({ model: z.object({ vocab: z.record(z.string(), z.int()) }) });

/** The bytes of the text tokens in the order of their ids, from `tokenizer.json`. */
export async function readVocabulary(path: string, limit = TEXT_TOKENS): Promise<Buffer[]> {
  const byId: string[] = [];
  for (const [text, id] of Object.entries(parseTokenizer(await readFile(path, 'utf8'), path).model.vocab))
    byId[id] = text;
  const bytes = bytesOfCharacters();
  return Array.from({ length: limit }, (_, id) => {
    const text = byId[id];
    if (text === undefined) throw new ModelFileError(path, undefined, `it has no token ${id}`);
    return Buffer.from([...text].map((character) => bytes.get(character) ?? 0));
  });
}

function parseTokenizer(text: string, path: string): z.infer<typeof tokenizerSchema> {
  try {
    return tokenizerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelFileError(path, undefined, `this is no tokenizer.json of a Whisper model: ${String(cause)}`);
  }
}

/** Byte-level BPE writes bytes that are not printable as characters from U+0100 on (`bytes_to_unicode` of GPT-2). */
function bytesOfCharacters(): Map<string, number> {
  const printable = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  const characters = new Map<string, number>();
  let shifted = 256;
  for (let byte = 0; byte < 256; byte++) characters.set(String.fromCodePoint(printable(byte) ? byte : shifted++), byte);
  return characters;
}
