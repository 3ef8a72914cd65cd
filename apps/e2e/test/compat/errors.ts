import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompatWorld } from './compat-world';

export const describeErrors = (world: CompatWorld): void =>
  describe('errors', () => {
    it.each([
      ['a model that there is not', { model: 'gpt-9' }, 404, 'model_not_found'],
      ['a format that there is not', { response_format: 'docx' }, 400, null],
      ['a language that there is not', { language: 'klingon' }, 400, null],
      ['a field that there is not', { tempo: 3 }, 400, null],
    ])('%s', async (_, more, status, code) => {
      const error: unknown = await world.transcribe(more).catch((reason: unknown) => reason);
      const param = status === 404 ? null : (Object.keys(more)[0] ?? '');
      expect(error).toMatchObject({ status, code, param, type: 'invalid_request_error' });
    });

    it('a file that is no audio, also where a stream was asked for', async () => {
      const path = join(world.system.directory, 'no-audio.txt');
      await writeFile(path, 'this is no audio');
      const says = { status: 400, message: expect.stringMatching(/no-audio.txt is not/) as string };
      const asked = { file: createReadStream(path), model: 'whisper-1' };
      await expect(world.openai.audio.transcriptions.create(asked)).rejects.toMatchObject(says);
      const streamed = { ...asked, file: createReadStream(path), stream: true as const };
      await expect(world.openai.audio.transcriptions.create(streamed)).rejects.toMatchObject(says);
    }, 30_000);

    it('a route that there is not', async () => {
      await expect(
        world.openai.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: '' }),
      ).rejects.toMatchObject({
        status: 400,
        param: 'input',
      });
      await expect(world.openai.get('/audio/nothing')).rejects.toMatchObject({ status: 404, code: 'unknown_url' });
    });
  });
