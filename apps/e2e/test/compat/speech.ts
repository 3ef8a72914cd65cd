import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { casesOf, waitFor } from '@switchyard/testing';
import { type CompatWorld } from './compat-world';

export const describeSpeech = (world: CompatWorld): void =>
  describe('speech', () => {
    const text = `The train to the coast leaves early in the morning. Please keep your ticket until the end of the journey. There is coffee in the second carriage.`;

    const speak = (input: string) =>
      world.openai.audio.speech.create({ model: 'tts-1', voice: 'alloy', input }).withResponse();

    it('comes while it is made, and ends with the client', async () => {
      const { response } = await speak(text.repeat(100));
      const id = response.headers.get('x-switchyard-task-id');
      expect((await world.taskOf(id)).status).toBe('running');
      await response.body?.cancel();
      await waitFor('its end', async () => (await world.taskOf(id)).status === 'cancelled');
    }, 60_000);

    it('is all that was made', async () => {
      const { data, response } = await speak(text);
      expect(response.headers.get('content-type')).toBe('audio/mpeg');
      const bytes = Buffer.from(await data.arrayBuffer());
      const { output } = await world.system.api.stage(response.headers.get('x-switchyard-task-id') ?? '');
      const path = String(output?.['audio_path']).slice('/share'.length);
      expect(bytes.equals(await readFile(join(world.system.share, path)))).toBe(true);
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
