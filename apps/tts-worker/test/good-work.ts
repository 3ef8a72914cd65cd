import { readFile, writeFile } from 'node:fs/promises';
import type { ListedVoice } from '@switchyard/contracts';
import { parseSegments } from '@switchyard/subtitles';
import { cachedFile, type HappyCase } from '@switchyard/testing';
import { probeMedia } from '@switchyard/media';

const task = 'tts.generate_speech';
const TEXT = 'Dr. Smith paid $5.50 at 10:30. Then she left!';

const srt = (name: string, lines: string[]): Promise<string> =>
  cachedFile(name, lines, (path) => writeFile(path, lines.join('\n')));

const SUBTITLES = [
  ...['1', '00:00:01,000 --> 00:00:04,000', 'Good morning.', ''],
  ...['2', '00:00:05,000 --> 00:00:05,500', 'This is far too much text for half a second.', ''],
  ...['3', '00:00:05,600 --> 00:00:09,000', '(…)', ''],
  ...['4', '00:00:05,700 --> 00:00:09,000', 'Welcome.', ''],
];

interface Report {
  cues: { index: number; start: number; spoken_start: number; spoken_end: number; speedup: number; voice: string }[];
}

/** Loudest sample of a part of a WAV file, 0 to 1. */
async function peak(path: string, from: number, to: number): Promise<number> {
  const wav = await readFile(path);
  const place = (seconds: number): number => 44 + 2 * Math.round(seconds * wav.readUInt32LE(24));
  let most = 0;
  for (let at = place(from); at < Math.min(place(to), wav.length); at += 2)
    most = Math.max(most, Math.abs(wav.readInt16LE(at)) / 32_768);
  return most;
}

export const happy: HappyCase[] = [
  {
    title: 'a text, with the times of its sentences',
    task,
    input: async () => ({ text: TEXT, interval_silence: 500 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({
        ...{ voice: 'en_US-joe-medium', language: 'en-US', sentence_count: 2, text_length: TEXT.length, degraded: [] },
        ...{ sample_rate: 22_050, engine: { name: 'sherpa-onnx' }, model: { name: 'en_US-joe-medium' } },
      });
      const audio = await probeMedia(file('audio_path'), new AbortController().signal);
      expect(audio.format.duration).toBeCloseTo(Number(output['audio_duration']), 2);
      const [first, second] = parseSegments(await readFile(file('segments_file'), 'utf8'));
      expect([first?.text, second?.text]).toEqual(['Dr. Smith paid $5.50 at 10:30.', 'Then she left!']);
      expect((second?.start ?? 0) - (first?.end ?? 0)).toBeCloseTo(0.5, 2);
      expect(second?.end).toBeCloseTo(Number(output['audio_duration']), 2);
    },
  },
  {
    title: 'faster, as Opus, with words that the voice cannot read',
    task,
    input: async () => ({ text: 'The Russian word мир means peace.', speed: 2, format: 'opus', language: 'en' }),
    check: async ({ output, file }) => {
      const audio = await probeMedia(file('audio_path'), new AbortController().signal);
      expect(audio.streams).toMatchObject([{ codec: 'opus', channels: 1 }]);
      expect(output['degraded']).toEqual([expect.stringMatching(/cannot read 3 letters \(Cyrillic\)/)]);
    },
  },
  {
    title: 'subtitles in their times, and which of them do not fit',
    task: 'tts.speak_subtitles',
    input: async (put) => ({ subtitle_path: await put(srt('spoken.srt', SUBTITLES)), duration: 12, max_speedup: 1.4 }),
    check: async ({ output, file }) => {
      expect(output).toMatchObject({
        audio_duration: 12,
        cue_count: 4,
        spoken_count: 3,
        stretched_count: 1,
        degraded: [],
      });
      const { cues } = JSON.parse(await readFile(file('report_file'), 'utf8')) as Report;
      const [first, second, fourth] = cues;
      expect(cues.map(({ index, voice }) => [index, voice])).toEqual([1, 2, 4].map((at) => [at, 'en_US-joe-medium']));
      expect(first).toMatchObject({ spoken_start: 1, speedup: 1 });
      expect(second).toMatchObject({ spoken_start: 5, speedup: 1.4 });
      expect(fourth?.spoken_start).toBeCloseTo(second?.spoken_end ?? 0, 3);
      expect(output['overruns']).toEqual([
        {
          index: 2,
          start: 5,
          spoken_start: 5,
          spoken_end: second?.spoken_end,
          over_seconds: expect.any(Number) as number,
        },
      ]);
      const track = file('audio_path');
      expect(await peak(track, 0, 1)).toBe(0);
      expect(await peak(track, 1, first?.spoken_end ?? 0)).toBeGreaterThan(0.1);
      // Times are told in whole milliseconds.
      expect(await peak(track, (first?.spoken_end ?? 0) + 0.001, 5)).toBe(0);
      expect(await peak(track, (fourth?.spoken_end ?? 0) + 0.01, 12)).toBe(0);
    },
  },
  {
    title: 'the voices with a sample, and how to get the others',
    task: 'tts.list_voices',
    input: async () => ({ language: 'en' }),
    check: async ({ output }) => {
      const voices = output['voices'] as ListedVoice[];
      expect(voices.find(({ name }) => name === output['default_voice'])).toEqual({
        ...{ name: 'en_US-joe-medium', language: 'en-US', licence: 'CC0-1.0', available: true },
        sample_path: expect.stringMatching(/^\/share\/.*joe-medium\.wav$/) as string,
      });
      for (const { available, fetch } of voices) if (!available) expect(fetch).toMatch(/^npx switchyard models pull /);
    },
  },
];
