import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { parseSrt } from '@switchyard/subtitles';
import { waitFor } from '@switchyard/testing';
import { type CompatWorld } from './compat-world';

export const describeAgents = (world: CompatWorld): void =>
  describe('agents by MCP', () => {
    let agent: Client;
    beforeAll(async () => {
      agent = new Client({ name: 'test', version: '1' });
      await agent.connect(new StreamableHTTPClientTransport(new URL(`${world.system.api.url}/mcp`)));
    });
    afterAll(() => agent.close());

    it('have it on stdin and stdout of the command line, too', async () => {
      const args = [join(__dirname, '../../../cli/bin/switchyard.js'), '--url', world.system.api.url, 'mcp'];
      const started = new Client({ name: 'test', version: '1' });
      await started.connect(new StdioClientTransport({ command: process.execPath, args }));
      try {
        const input_data = { name: 'ffmpeg-probe', arguments: { path: '/share/none.wav' } };
        expect((await started.listTools()).tools).toEqual((await agent.listTools()).tools);
        expect(await started.callTool(input_data)).toMatchObject({ isError: true });
      } finally {
        await started.close();
      }
    }, 30_000);

    const transcribing = { name: 'faster_whisper-transcribe_audio' };

    it('see every task as a tool, and run one with its progress', async () => {
      const { tools } = await agent.listTools();
      const names = tools.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['ffmpeg-probe', transcribing.name, 'get_task', 'cancel_task']));
      const told: number[] = [];
      const input = { audio_path: world.system.put(world.spoken, 'for-agents.wav') };
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
      const call = agent.callTool(
        { name: 'llm-process_text', arguments: { text: 'Once upon a time. '.repeat(60) } },
        undefined,
        {
          signal: stop.signal,
        },
      );
      const refused = expect(call).rejects.toThrow();
      const list = '/v1/tasks?task_name=llm.process_text';
      const newest = async (): Promise<string | undefined> =>
        (await world.system.api.request<{ tasks: { status: string }[] }>('GET', list)).body.tasks[0]?.status;
      await waitFor('the task of the call', async () => ['queued', 'running'].includes((await newest()) ?? ''));
      stop.abort();
      await refused;
      await waitFor('its end', async () => (await newest()) === 'cancelled');
    }, 30_000);
  });
