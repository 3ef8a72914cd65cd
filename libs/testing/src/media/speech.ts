import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFile, ffmpeg, madeByFfmpeg } from './cached-file';

/** Sentences that small models hear right from a synthetic voice. */
export const SENTENCES: readonly string[] = [
  'The train to the coast leaves at seven in the morning.',
  'Please keep your ticket until the end of the journey.',
  'There is fresh coffee in the second carriage.',
  'We will arrive before it gets dark.',
];

/**
 * Sentences spoken by flite, with a second of silence between them; 16 kHz mono.
 * @param repeat how often the whole is said
 */
export async function speech(sentences: readonly string[] = SENTENCES, { repeat = 1 } = {}): Promise<string> {
  const pause = 'anullsrc=r=16000:cl=mono:d=1';
  const said = await cachedFile('speech.wav', [sentences, pause], async (path) => {
    const directory = await mkdtemp(join(tmpdir(), 'switchyard-speech-'));
    try {
      for (const [at, sentence] of sentences.entries()) await writeFile(join(directory, `${at}.txt`), sentence);
      const inputs = sentences.flatMap((_, at) => ['-f', 'lavfi', '-i', `flite=textfile=${at}.txt:voice=slt`]);
      const silences = sentences.flatMap(() => ['-f', 'lavfi', '-i', pause]);
      const order = sentences.map((_, at) => `[${at}][${at + sentences.length}]`).join('');
      const graph = `${order}concat=n=${2 * sentences.length}:v=0:a=1,aresample=16000`;
      await ffmpeg([...inputs, ...silences, '-filter_complex', graph, path], directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
  if (repeat === 1) return said;
  return madeByFfmpeg('long-speech.wav', ['-stream_loop', String(repeat - 1), '-i', said, '-c', 'copy']);
}

/** A video of one colour with speech. */
export const speechVideo = async (): Promise<string> =>
  madeByFfmpeg('speech.mp4', [
    ...['-f', 'lavfi', '-i', 'color=navy:s=320x240:r=5', '-i', await speech()],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-shortest'],
  ]);

const sound = (name: string, source: string): Promise<string> => madeByFfmpeg(name, ['-f', 'lavfi', '-i', source]);

export const silence = ({ seconds = 5 } = {}): Promise<string> =>
  sound('silence.wav', `anullsrc=r=16000:cl=mono:d=${seconds}`);

export const noise = ({ seconds = 10 } = {}): Promise<string> =>
  sound('noise.wav', `anoisesrc=r=16000:d=${seconds}:c=pink:a=0.3:seed=7`);

/** Chords that change twice a second, as in music without a voice. */
export const chords = ({ seconds = 10 } = {}): Promise<string> =>
  sound(
    'chords.wav',
    `aevalsrc='0.2*(sin(2*PI*(220+55*mod(floor(t*2),4))*t)+sin(2*PI*(277+69*mod(floor(t*2),4))*t)+sin(2*PI*(330+82*mod(floor(t*2),3))*t))':d=${seconds}:s=16000`,
  );

/** Samples that are all what a calculation gives: `0/0` for no number, `1/0` for infinity. */
export const floatSamples = (calculation: string, { seconds = 3 } = {}): Promise<string> =>
  madeByFfmpeg('floats.wav', [
    ...['-f', 'lavfi', '-i', `aevalsrc='${calculation}':d=${seconds}:s=16000`],
    ...['-c:a', 'pcm_f32le'],
  ]);
