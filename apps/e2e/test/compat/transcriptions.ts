import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseSrt, parseVtt } from '@switchyard/subtitles';
import { SENTENCES, speech, waitFor } from '@switchyard/testing';
import { wordsOf, type CompatWorld } from './compat-world';

const SPOKEN = 'The train to the coast leaves at seven in the morning.';

/** A transcription would use a whole core or more in it. */
const REST_MS = 300;

export const describeTranscriptions = (world: CompatWorld): void =>
  describe('transcriptions', () => {
    it('are text, with the task in a header', async () => {
      const { data, response } = await world.transcribe({ language: 'en' }).withResponse();
      expect(wordsOf(data.text)).toBe(wordsOf(SENTENCES.join(' ')));
      expect(data.usage).toEqual({ type: 'duration', seconds: expect.any(Number) as number });
      const task = await world.taskOf(response.headers.get('x-switchyard-task-id'));
      expect(task).toMatchObject({ task_name: 'faster_whisper.transcribe_audio', status: 'succeeded' });
    }, 60_000);

    it('have every field in verbose_json, with the times of segments and words', async () => {
      const heard = await world.openai.audio.transcriptions.create({
        ...{ file: world.file(), model: 'Systran/faster-whisper-tiny.en', response_format: 'verbose_json' as const },
        timestamp_granularities: ['word', 'segment'],
      });
      const { segments = [], words = [] } = heard;
      expect(Object.keys(heard).sort()).toEqual(['duration', 'language', 'segments', 'task', 'text', 'usage', 'words']);
      expect(heard).toMatchObject({
        language: 'english',
        usage: { type: 'duration', seconds: Math.ceil(heard.duration) },
      });
      expect(segments.map(({ id }) => id)).toEqual(segments.map((_, at) => at));
      expect(
        segments
          .map(({ text }) => text)
          .join('')
          .trim(),
      ).toBe(heard.text);
      for (const { text: _text, tokens, ...numbers } of segments) {
        expect(tokens.length).toBeGreaterThan(3);
        const names = [
          'avg_logprob',
          'compression_ratio',
          'end',
          'id',
          'no_speech_prob',
          'seek',
          'start',
          'temperature',
        ];
        expect(Object.keys(numbers).sort()).toEqual(names);
        expect(Object.values(numbers).filter((value) => !Number.isFinite(value))).toEqual([]);
      }
      expect(wordsOf(words.map(({ word }) => word).join(' '))).toBe(wordsOf(heard.text));
      for (const [at, { start, end }] of words.entries()) {
        expect(end).toBeGreaterThanOrEqual(start);
        expect(start).toBeGreaterThanOrEqual(words[at - 1]?.start ?? 0);
      }
    }, 60_000);

    it('are the subtitles of the task, and plain text', async () => {
      const as = (response_format: 'srt' | 'vtt' | 'text', more: object = {}) => {
        const asked = { file: world.file(), model: 'whisper-1', response_format, ...more };
        const headers = { 'x-switchyard-reuse': 'any' };
        return world.openai.audio.transcriptions.create(asked, { headers }).withResponse();
      };
      const { data: srt, response } = await as('srt');
      const { data: vtt } = await as('vtt');
      const { data: text } = await as('text', { language: 'en' });
      const { output } = (await world.system.api.stage(response.headers.get('x-switchyard-task-id') ?? '')) ?? {};
      const written = (path: unknown) =>
        readFile(join(world.system.share, String(path).slice('/share'.length)), 'utf8');
      expect([srt, vtt]).toEqual([await written(output?.['srt_file']), await written(output?.['vtt_file'])]);
      expect([parseSrt(String(srt)).length, parseVtt(String(vtt)).length]).toEqual([4, 4]);
      expect(wordsOf(String(text))).toBe(wordsOf(SENTENCES.join(' ')));
    }, 60_000);

    it('come as they are heard', async () => {
      const long = await speech(SENTENCES, { repeat: 4 });
      const { data: stream, response } = await world.openai.audio.transcriptions
        .create({ file: createReadStream(long), model: 'whisper-1', stream: true })
        .withResponse();
      const deltas: string[] = [];
      let statusAtFirst: string | undefined;
      for await (const event of stream) {
        statusAtFirst ??= (await world.taskOf(response.headers.get('x-switchyard-task-id'))).status;
        if (event.type === 'transcript.text.delta') deltas.push(event.delta);
        if (event.type === 'transcript.text.done') expect(deltas.join('')).toBe(event.text);
      }
      expect(statusAtFirst).toBe('running');
      expect(deltas.length).toBeGreaterThan(8);
      expect(wordsOf(deltas.join(''))).toContain(wordsOf(SPOKEN));
    }, 60_000);

    it('are cancelled when the client goes away', async () => {
      const long = await speech(SENTENCES, { repeat: 40 });
      const gone = new AbortController();
      const call = world.openai.audio.transcriptions.create(
        { file: createReadStream(long), model: 'whisper-1' },
        { signal: gone.signal },
      );
      const running = await waitFor('the task', async () => {
        const { body } = await world.system.api.request<{ tasks: { task_id: string }[] }>(
          'GET',
          '/v1/tasks?status=running',
        );
        return body.tasks[0];
      });
      gone.abort();
      await expect(call).rejects.toThrow('aborted');
      await waitFor('its end', async () => (await world.taskOf(running.task_id)).status === 'cancelled');
      await waitFor('its engine at rest', async () => {
        const before = world.engineCpuMs('whisper-worker');
        await setTimeout(REST_MS);
        return world.engineCpuMs('whisper-worker') - before <= REST_MS / 10;
      });
    }, 60_000);
  });
