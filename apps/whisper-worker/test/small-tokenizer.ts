import { join } from 'node:path';
import { WhisperTokenizer } from '../src/decoding/tokenizer/whisper-tokenizer';

/** A tokenizer of 420 words with Whisper's special tokens; test/fixtures/faster-whisper.py made it. */
export const smallTokenizer = (): Promise<WhisperTokenizer> =>
  WhisperTokenizer.load(join(__dirname, 'fixtures', 'small-tokenizer.json'));
