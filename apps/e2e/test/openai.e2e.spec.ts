import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { parseSrt, parseVtt, wordErrorRate } from '@switchyard/subtitles';
import { SENTENCES, TestSystem, speech, waitFor } from '@switchyard/testing';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import OpenAI from 'openai';

const MODELS = join(__dirname, '../../../.switchyard/models');
const SPOKEN = 'The train to the coast leaves at seven in the morning.';

async function fetchModels(): Promise<void> {
  const store = new ModelStore({ modelsDir: MODELS });
  for (const name of ['silero-vad', 'smollm2-135m-instruct', 'espeak-ng-data', 'piper-en_US-joe-medium'])
    await store.pull(name);
  await new WhisperModels(store).ensure('whisper-tiny.en', { kind: 'onnx' });
}

/** The words of a text. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

describe("OpenAI's interface, as its own client uses it", () => {
  let system: TestSystem;
  let openai: OpenAI;
  let spoken: string;

  beforeAll(async () => {
    await fetchModels();
    const models = { MODELS_DIR: MODELS, MODELS_AUTO: 'false' };
    const small = { WHISPER_MODEL: 'whisper-tiny.en', LLM_THREADS: '1', TTS_THREADS: '1', COMPAT_WAIT: '100' };
    system = await TestSystem.start(['faster_whisper', 'llm', 'tts'], { ...models, ...small });
    openai = new OpenAI({ baseURL: `${system.api.url}/v1`, apiKey: 'none', maxRetries: 0 });
    spoken = await speech();
  }, 120_000);
  afterAll(() => system.stop());

  const file = (): ReturnType<typeof createReadStream> => createReadStream(spoken);
  const transcribe = (more: object) =>
    openai.audio.transcriptions.create({ file: file(), model: 'whisper-1', ...more });
  const taskOf = async (id: string | null) => system.api.status(id ?? '');

  describe('transcriptions', () => {
    it('are text, with the task in a header', async () => {
      const { data, response } = await transcribe({ language: 'en' }).withResponse();
      expect(wordsOf(data.text)).toBe(wordsOf(SENTENCES.join(' ')));
      expect(data.usage).toEqual({ type: 'duration', seconds: expect.any(Number) as number });
      const task = await taskOf(response.headers.get('x-switchyard-task-id'));
      expect(task).toMatchObject({ task_name: 'faster_whisper.transcribe_audio', status: 'succeeded' });
    }, 60_000);

    it('have every field in verbose_json, with the times of segments and words', async () => {
      const heard = await openai.audio.transcriptions.create({
        ...{ file: file(), model: 'Systran/faster-whisper-tiny.en', response_format: 'verbose_json' as const },
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
      const audio = system.put(spoken, 'spoken.wav');
      const id = await system.api.start('faster_whisper.transcribe_audio', { audio_path: audio });
      const [srt, vtt, text] = await Promise.all(
        (['srt', 'vtt', 'text'] as const).map((response_format) =>
          openai.audio.transcriptions.create({ file: file(), model: 'whisper-1', response_format }),
        ),
      );
      await system.api.untilFinal(id, 60_000);
      const { output } = (await system.api.stage(id)) ?? {};
      const written = (path: unknown) => readFile(join(system.share, String(path).slice('/share'.length)), 'utf8');
      expect([srt, vtt]).toEqual([await written(output?.['srt_file']), await written(output?.['vtt_file'])]);
      expect([parseSrt(String(srt)).length, parseVtt(String(vtt)).length]).toEqual([4, 4]);
      expect(wordsOf(String(text))).toBe(wordsOf(SENTENCES.join(' ')));
    }, 60_000);

    it('come as they are heard', async () => {
      const long = await speech(SENTENCES, { repeat: 4 });
      const { data: stream, response } = await openai.audio.transcriptions
        .create({ file: createReadStream(long), model: 'whisper-1', stream: true })
        .withResponse();
      const deltas: string[] = [];
      let statusAtFirst: string | undefined;
      for await (const event of stream) {
        statusAtFirst ??= (await taskOf(response.headers.get('x-switchyard-task-id'))).status;
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
      const call = openai.audio.transcriptions.create(
        { file: createReadStream(long), model: 'whisper-1' },
        { signal: gone.signal },
      );
      const running = await waitFor('the task', async () => {
        const { body } = await system.api.request<{ tasks: { task_id: string }[] }>('GET', '/v1/tasks?status=running');
        return body.tasks[0];
      });
      gone.abort();
      await expect(call).rejects.toThrow('aborted');
      await waitFor('its end', async () => (await taskOf(running.task_id)).status === 'cancelled');
    }, 60_000);
  });

  describe('errors', () => {
    it.each([
      ['a model that there is not', { model: 'gpt-9' }, 404, 'model_not_found'],
      ['a format that there is not', { response_format: 'docx' }, 400, null],
      ['a language that there is not', { language: 'klingon' }, 400, null],
      ['a field that there is not', { tempo: 3 }, 400, null],
    ])('%s', async (_, more, status, code) => {
      const error: unknown = await transcribe(more).catch((reason: unknown) => reason);
      const param = status === 404 ? null : (Object.keys(more)[0] ?? '');
      expect(error).toMatchObject({ status, code, param, type: 'invalid_request_error' });
    });

    it('a file that is no audio, also where a stream was asked for', async () => {
      const path = join(system.directory, 'no-audio.txt');
      await writeFile(path, 'this is no audio');
      const says = { status: 400, message: expect.stringMatching(/no-audio.txt is not/) as string };
      const asked = { file: createReadStream(path), model: 'whisper-1' };
      await expect(openai.audio.transcriptions.create(asked)).rejects.toMatchObject(says);
      const streamed = { ...asked, file: createReadStream(path), stream: true as const };
      await expect(openai.audio.transcriptions.create(streamed)).rejects.toMatchObject(says);
    }, 30_000);

    it('a route that there is not', async () => {
      await expect(openai.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: '' })).rejects.toMatchObject({
        status: 400,
        param: 'input',
      });
      await expect(openai.get('/audio/nothing')).rejects.toMatchObject({ status: 404, code: 'unknown_url' });
    });
  });

  it('lists the models of live workers', async () => {
    const { data } = await openai.models.list();
    const ids = data.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['whisper-tiny.en', 'smollm2-135m-instruct', 'en_US-joe-medium', 'whisper-1']),
    );
    expect(await openai.models.retrieve('whisper-tiny.en')).toMatchObject({ object: 'model', owned_by: 'switchyard' });
    await expect(openai.models.retrieve('gpt-9')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });

  describe('chat', () => {
    const messages = [{ role: 'user' as const, content: 'What is the capital of France?' }];

    it('is answered', async () => {
      const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages, max_tokens: 40 });
      expect(answer).toMatchObject({ object: 'chat.completion', model: 'smollm2-135m-instruct' });
      expect(answer.choices[0]?.message).toMatchObject({
        role: 'assistant',
        content: expect.stringContaining('Paris') as string,
      });
      const { prompt_tokens = 0, completion_tokens = 0, total_tokens } = answer.usage ?? {};
      expect([prompt_tokens > 0, completion_tokens > 0, total_tokens]).toEqual([
        true,
        true,
        prompt_tokens + completion_tokens,
      ]);
    }, 60_000);

    it('is streamed as it is written', async () => {
      const { data: stream, response } = await openai.chat.completions
        .create({
          ...{ model: 'smollm2-135m-instruct', stream: true, stream_options: { include_usage: true }, max_tokens: 120 },
          messages: [{ role: 'user', content: [{ type: 'text', text: 'Tell me a long story about a dog.' }] }],
        } satisfies OpenAI.ChatCompletionCreateParamsStreaming)
        .withResponse();
      const pieces: string[] = [];
      let statusAtFirst: string | undefined;
      const last: unknown[] = [];
      for await (const { choices, usage } of stream) {
        statusAtFirst ??= (await taskOf(response.headers.get('x-switchyard-task-id'))).status;
        const [choice] = choices;
        if (choice?.delta.content) pieces.push(choice.delta.content);
        if (choice?.finish_reason) last.push(choice.finish_reason);
        if (usage) last.push(usage.completion_tokens);
      }
      expect(statusAtFirst).toBe('running');
      expect(pieces.length).toBeGreaterThan(3);
      expect(last).toEqual(['length', 120]);
    }, 60_000);

    it('ends before a text, and answers in JSON', async () => {
      const stopped = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages, stop: ['Paris'] });
      expect(stopped.choices[0]).toMatchObject({ finish_reason: 'stop' });
      expect(stopped.choices[0]?.message.content).not.toContain('Paris');
      const schema = { type: 'object', properties: { city: { type: 'string', maxLength: 20 } }, required: ['city'] };
      const answer = await openai.chat.completions.create({
        ...{ model: 'gpt-4o-mini', messages },
        response_format: { type: 'json_schema', json_schema: { name: 'city', schema } },
      });
      expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ city: expect.any(String) as string });
    }, 60_000);

    it('refuses audio and tools by name', async () => {
      const audio = { type: 'input_audio' as const, input_audio: { data: '', format: 'wav' as const } };
      const call = openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: [audio] }],
      });
      await expect(call).rejects.toMatchObject({
        status: 400,
        param: 'messages',
        message: expect.stringContaining('input_audio') as string,
      });
      const tools = [{ type: 'function' as const, function: { name: 'look' } }];
      const asked = openai.chat.completions.create({ model: 'gpt-4o-mini', messages, tools });
      await expect(asked).rejects.toMatchObject({ status: 400, param: 'tools' });
    });
  });

  describe('speech', () => {
    const text = `The train to the coast leaves early in the morning. Please keep your ticket until the end of the journey. There is coffee in the second carriage.`;

    it('comes while it is made, and is heard again', async () => {
      const { data, response } = await openai.audio.speech
        .create({ model: 'tts-1', voice: 'alloy', input: text })
        .withResponse();
      const status = (await taskOf(response.headers.get('x-switchyard-task-id'))).status;
      expect([status, response.headers.get('content-type')]).toEqual(['running', 'audio/mpeg']);
      const path = join(system.directory, 'said.mp3');
      await writeFile(path, Buffer.from(await data.arrayBuffer()));
      const heard = await openai.audio.transcriptions.create({ file: createReadStream(path), model: 'whisper-1' });
      expect(wordErrorRate(heard.text, text)).toBeLessThanOrEqual(0.08); // a voice is random, no two are equal
    }, 60_000);

    it.each([
      ['wav', 'RIFF'],
      ['flac', 'fLaC'],
      ['opus', 'OggS'],
      ['aac', '\xff\xf1'],
      ['pcm', ''],
    ] as const)(
      'is %s',
      async (response_format, magic) => {
        const audio = await openai.audio.speech.create({
          ...{ model: 'tts-1', voice: 'en_US-joe-medium', input: 'Good morning.', response_format, speed: 2 },
        });
        const bytes = Buffer.from(await audio.arrayBuffer());
        expect(bytes.length).toBeGreaterThan(1000);
        expect(bytes.subarray(0, magic.length).toString('latin1')).toBe(magic);
      },
      30_000,
    );

    it('comes as events', async () => {
      const response = await openai.audio.speech.create({
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

  describe('agents by MCP', () => {
    let agent: Client;
    beforeAll(async () => {
      agent = new Client({ name: 'test', version: '1' });
      await agent.connect(new StreamableHTTPClientTransport(new URL(`${system.api.url}/mcp`)));
    });
    afterAll(() => agent.close());

    const transcribing = { name: 'faster_whisper-transcribe_audio' };

    it('see every task as a tool, and run one with its progress', async () => {
      const { tools } = await agent.listTools();
      const names = tools.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['ffmpeg-probe', transcribing.name, 'get_task', 'cancel_task']));
      const told: number[] = [];
      const input = { audio_path: system.put(spoken, 'for-agents.wav') };
      const onprogress = ({ progress }: { progress: number }): void => void told.push(progress);
      const result = await agent.callTool({ ...transcribing, arguments: input }, undefined, { onprogress });
      expect(result.isError).toBeFalsy();
      expect(result.structuredContent).toMatchObject({ status: 'succeeded', output: { language: 'en' } });
      expect(told.length).toBeGreaterThan(0);
      const links = (result.content as { type: string; uri: string; name: string }[]).filter(
        ({ type }) => type === 'resource_link',
      );
      const srt = links.find(({ name }) => name.endsWith('.srt'));
      const { contents } = await agent.readResource({ uri: srt?.uri ?? '' });
      expect(parseSrt(String((contents[0] as { text?: string }).text))).toHaveLength(4);
    }, 60_000);

    it('read what was wrong, and end a task that they want no more', async () => {
      const wrong = await agent.callTool({ ...transcribing, arguments: { audio_path: '/share/none.wav' } });
      expect(wrong).toMatchObject({ isError: true, structuredContent: { code: 'INVALID_REQUEST' } });
      const stop = new AbortController();
      const call = agent.callTool({ name: 'llm-process_text', arguments: { text: 'x' } }, undefined, {
        signal: stop.signal,
      });
      stop.abort();
      await expect(call).rejects.toThrow();
      const running = await system.api.request<{ tasks: unknown[] }>('GET', '/v1/tasks?status=running');
      expect(running.body.tasks).toEqual([]);
    }, 30_000);
  });
});
