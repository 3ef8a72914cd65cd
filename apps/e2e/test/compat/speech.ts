import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordErrorRate } from '@switchyard/subtitles';
import { casesOf } from '@switchyard/testing';
import { type CompatWorld } from './compat-world';

export const describeSpeech = (world: CompatWorld): void =>
  describe('speech', () => {
    const text = `The train to the coast leaves early in the morning. Please keep your ticket until the end of the journey. There is coffee in the second carriage.`;

    it('comes while it is made, and is heard again', async () => {
      const { data, response } = await world.openai.audio.speech
        .create({ model: 'tts-1', voice: 'alloy', input: text })
        .withResponse();
      const status = (await world.taskOf(response.headers.get('x-switchyard-task-id'))).status;
      expect([status, response.headers.get('content-type')]).toEqual(['running', 'audio/mpeg']);
      const path = join(world.system.directory, 'said.mp3');
      await writeFile(path, Buffer.from(await data.arrayBuffer()));
      const heard = await world.openai.audio.transcriptions.create({
        file: createReadStream(path),
        model: 'whisper-1',
      });
      expect(wordErrorRate(heard.text, text)).toBeLessThanOrEqual(0.08); // a voice is random, no two are equal
    }, 60_000);

    it.each(
      casesOf<[format: 'wav' | 'flac' | 'opus' | 'aac' | 'pcm', magic: string]>(
        ['opus', 'OggS'],
        ['wav', 'RIFF'],
        ['flac', 'fLaC'],
        ['aac', '\xff\xf1'],
        ['pcm', ''],
      ),
    )(
      'is %s',
      async (response_format, magic) => {
        const audio = await world.openai.audio.speech.create({
          ...{ model: 'tts-1', voice: 'en_US-joe-medium', input: 'Good morning.', response_format, speed: 2 },
        });
        const bytes = Buffer.from(await audio.arrayBuffer());
        expect(bytes.length).toBeGreaterThan(1000);
        expect(bytes.subarray(0, magic.length).toString('latin1')).toBe(magic);
      },
      30_000,
    );

    it('comes as events', async () => {
      const response = await world.openai.audio.speech.create({
        ...{ model: 'tts-1', voice: 'nova', input: 'Good morning.', response_format: 'pcm', stream_format: 'sse' },
      });
      const events = (await response.text())
        .trim()
        .split('\n\n')
        .map((frame) => JSON.parse(frame.slice(6)) as { type: string });
      expect(new Set(events.slice(0, -1).map(({ type }) => type))).toEqual(new Set(['speech.audio.delta']));
      expect(events.at(-1)?.type).toBe('speech.audio.done');
    }, 30_000);
  });
