import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFile, ffmpeg } from './cached-file';

/** The voices that ffmpeg's flite has; `kal16` is `kal` in a better recording. */
export type VoiceName = 'awb' | 'kal16' | 'rms' | 'slt';

export interface Utterance {
  voice: VoiceName;
  text: string;
  /** Seconds after the end of the one before; negative where both speak at once. */
  pause: number;
}

/** Who really speaks when; seconds. */
export interface TrueTurn {
  start: number;
  end: number;
  speaker: string;
}

export interface Conversation {
  path: string;
  truth: TrueTurn[];
}

const RATE = 16_000;
/** Cuts what is silent at both ends, so that an utterance is speech from its first to its last sample. */
const CUT = 'silenceremove=start_periods=1:start_threshold=-45dB:detection=peak';
const TRIMMED = `aresample=${RATE},${CUT},areverse,${CUT},areverse`;
const RAW = ['-f', 's16le', '-ar', String(RATE), '-ac', '1'];

/** A talk of several synthetic voices, 16 kHz mono, with the times at which each speaks. */
export async function conversation(utterances: readonly Utterance[]): Promise<Conversation> {
  const directory = await cachedFile('conversation', utterances, (path) => speak(utterances, path));
  const truth = JSON.parse(await readFile(join(directory, 'truth.json'), 'utf8')) as TrueTurn[];
  return { path: join(directory, 'conversation.wav'), truth };
}

async function speak(utterances: readonly Utterance[], made: string): Promise<void> {
  await mkdir(made);
  const truth: TrueTurn[] = [];
  const parts: { first: number; samples: Int16Array }[] = [];
  let end = 0;
  for (const { voice, text, pause } of utterances) {
    const samples = await spoken(voice, text, made);
    const first = Math.max(0, Math.round((end + pause) * RATE));
    end = (first + samples.length) / RATE;
    parts.push({ first, samples });
    truth.push({ start: first / RATE, end, speaker: voice });
  }
  await writeFile(join(made, 'truth.json'), JSON.stringify(truth));
  const raw = join(made, 'mixed.raw');
  await writeFile(raw, new Uint8Array(mixed(parts).buffer));
  await ffmpeg([...RAW, '-i', raw, join(made, 'conversation.wav')]);
  await rm(raw);
}

async function spoken(voice: VoiceName, text: string, directory: string): Promise<Int16Array> {
  const [words, raw] = [join(directory, 'words.txt'), join(directory, 'spoken.raw')];
  await writeFile(words, text);
  await ffmpeg(['-f', 'lavfi', '-i', `flite=textfile=${words}:voice=${voice}`, '-af', TRIMMED, ...RAW, raw]);
  const bytes = await readFile(raw);
  await Promise.all([rm(words), rm(raw)]);
  return new Int16Array(Uint8Array.from(bytes).buffer);
}

/** All parts in one, each half as loud, so that two at once fit. */
function mixed(parts: readonly { first: number; samples: Int16Array }[]): Int16Array {
  const length = Math.max(...parts.map(({ first, samples }) => first + samples.length));
  const all = new Int16Array(length);
  for (const { first, samples } of parts) samples.forEach((sample, at) => (all[first + at]! += Math.round(sample / 2)));
  return all;
}
