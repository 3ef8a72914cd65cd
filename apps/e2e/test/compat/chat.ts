import { IN_LONG_RUNS } from '@switchyard/testing';
import type OpenAI from 'openai';
import { type CompatWorld } from './compat-world';

export const describeChat = (world: CompatWorld): void =>
  describe('chat', () => {
    const messages = [{ role: 'user' as const, content: 'What is the capital of France?' }];

    it('is answered', async () => {
      const unset = { temperature: null, top_p: null, stop: null, seed: null };
      const asked = { model: 'gpt-4o-mini', messages, max_tokens: 40, ...unset };
      const answer = await world.openai.chat.completions.create(asked);
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
      const { data: stream, response } = await world.openai.chat.completions
        .create({
          ...{ model: 'smollm2-135m-instruct', stream: true, stream_options: { include_usage: true }, max_tokens: 120 },
          temperature: 0,
          messages: [{ role: 'user', content: [{ type: 'text', text: 'Tell me a long story about a dog.' }] }],
        } satisfies OpenAI.ChatCompletionCreateParamsStreaming)
        .withResponse();
      const pieces: string[] = [];
      let statusAtFirst: string | undefined;
      const last: unknown[] = [];
      for await (const { choices, usage } of stream) {
        statusAtFirst ??= (await world.taskOf(response.headers.get('x-switchyard-task-id'))).status;
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
      const stopped = await world.openai.chat.completions.create({ model: 'gpt-4o-mini', messages, stop: ['Paris'] });
      expect(stopped.choices[0]).toMatchObject({ finish_reason: 'stop' });
      expect(stopped.choices[0]?.message.content).not.toContain('Paris');
      const schema = { type: 'object', properties: { city: { type: 'string', maxLength: 20 } }, required: ['city'] };
      const answer = await world.openai.chat.completions.create({
        ...{ model: 'gpt-4o-mini', messages },
        response_format: { type: 'json_schema', json_schema: { name: 'city', schema } },
      });
      expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({ city: expect.any(String) as string });
    }, 60_000);

    it('answers in any JSON, or says that the model did not come to its end', async () => {
      const asked = {
        ...{ model: 'gpt-4o-mini', response_format: { type: 'json_object' as const }, temperature: 0 },
        messages: [{ role: 'user' as const, content: 'Give me a JSON object with the name and age of a person.' }],
      };
      if (IN_LONG_RUNS) {
        const answer = await world.openai.chat.completions.create(asked);
        expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual(expect.any(Object));
      }
      await expect(world.openai.chat.completions.create({ ...asked, max_tokens: 5 })).rejects.toMatchObject({
        status: 422,
        code: 'reply_unusable',
        message: expect.stringContaining('cut at max_tokens before its JSON ended') as string,
      });
    }, 60_000);

    it('refuses audio and tools by name', async () => {
      const audio = { type: 'input_audio' as const, input_audio: { data: '', format: 'wav' as const } };
      const call = world.openai.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: [audio] }],
      });
      await expect(call).rejects.toMatchObject({
        status: 400,
        param: 'messages',
        message: expect.stringContaining('input_audio') as string,
      });
      const tools = [{ type: 'function' as const, function: { name: 'look' } }];
      const asked = world.openai.chat.completions.create({ model: 'gpt-4o-mini', messages, tools });
      await expect(asked).rejects.toMatchObject({ status: 400, param: 'tools' });
    });
  });
