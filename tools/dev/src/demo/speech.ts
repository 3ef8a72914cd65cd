import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, works, type ToolPlace } from './tools';

/** Speaks a sentence into a file below `place.cwd` and gives back the name of the file. */
type Speak = (sentence: string, name: string, place: ToolPlace) => Promise<string>;

export interface Voice {
  /** What is said of it. */
  description: string;
  /** It makes no sound. */
  isSilent: boolean;
  speak: Speak;
}

const flite: Speak = async (sentence, name, place) => {
  await writeFile(join(place.cwd, `${name}.txt`), sentence);
  const source = `flite=textfile=${name}.txt:voice=slt`;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, `${name}.wav`], place);
  return `${name}.wav`;
};

const say: Speak = async (sentence, name, place) => {
  await run('say', ['-o', `${name}.aiff`, sentence], place);
  return `${name}.aiff`;
};

const espeak: Speak = async (sentence, name, place) => {
  await run('espeak-ng', ['-v', 'en', '-w', `${name}.wav`, sentence], place);
  return `${name}.wav`;
};

/** As long as the sentence would take; nothing in it needs a voice to read burnt-in text. */
const silence: Speak = async (sentence, name, place) => {
  const source = `anullsrc=r=16000:cl=mono:d=${(0.4 + sentence.length * 0.055).toFixed(2)}`;
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, `${name}.wav`], place);
  return `${name}.wav`;
};

/** The best voice this machine has: ffmpeg's flite, the one of macOS, espeak-ng, else silence. */
export async function findVoice(place: ToolPlace): Promise<Voice> {
  const filters = await run('ffmpeg', ['-hide_banner', '-filters'], place);
  if (/\bflite\b/.test(filters)) return { description: 'spoken by flite', isSilent: false, speak: flite };
  if (process.platform === 'darwin') return { description: 'spoken by macOS', isSilent: false, speak: say };
  if (await works('espeak-ng', ['--version'], place)) {
    return { description: 'spoken by espeak-ng', isSilent: false, speak: espeak };
  }
  const description = 'silent: no voice on this machine (install espeak-ng for one)';
  return { description, isSilent: true, speak: silence };
}
