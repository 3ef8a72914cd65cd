import { writeFile } from 'node:fs/promises';
import { cachedFile } from './cached-file';

interface Segment {
  start: number;
  end: number;
  text: string;
  speaker?: string;
  words?: { word: string; start: number; end: number }[];
}

/** A file of segments: as it is given, in the form transcribing gives it. */
export const segmentsFile = (segments: readonly unknown[]): Promise<string> =>
  cachedFile('segments.json', segments, (path) => writeFile(path, JSON.stringify({ segments })));

/** Two speakers, words with times. */
export const fewSegments = (): Promise<string> =>
  segmentsFile(
    ['Good morning, is this the train to the coast?', 'It is. We leave in a minute.'].map((text, at): Segment => {
      const words = text.split(' ').map((word, i) => ({ word, start: at * 4 + i * 0.3, end: at * 4 + i * 0.3 + 0.25 }));
      return { start: at * 4, end: at * 4 + 3, text, speaker: `SPEAKER_0${at}`, words };
    }),
  );

/** Text without spaces, where a line may end behind every character: of all text this takes longest to break into lines. */
export function manySegments({ count = 1000, characters = 5000 } = {}): Promise<string> {
  const sentence = '火车七点半准时出发，';
  return cachedFile('many-segments.json', { sentence, count, characters }, (path) => {
    const text = sentence.repeat(Math.ceil(characters / sentence.length)).slice(0, characters);
    const segments = Array.from({ length: count }, (_, at): Segment => ({ start: at * 10, end: at * 10 + 9, text }));
    return writeFile(path, JSON.stringify({ segments }));
  });
}
