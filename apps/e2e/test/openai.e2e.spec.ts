import { describeAgents } from './compat/agents';
import { describeAsrWebservice } from './compat/asr-webservice';
import { describeChat } from './compat/chat';
import { CompatWorld } from './compat/compat-world';
import { describeErrors } from './compat/errors';
import { describeSpeech } from './compat/speech';
import { describeTranscriptions } from './compat/transcriptions';

describe("OpenAI's interface, as its own client uses it", () => {
  const world = new CompatWorld();
  beforeAll(() => world.start(), 120_000);
  afterAll(() => world.system.stop());

  describeTranscriptions(world);
  describeErrors(world);
  describeChat(world);
  describeSpeech(world);
  describeAgents(world);
  describeAsrWebservice(world);

  it('lists the models of live workers', async () => {
    const { data } = await world.openai.models.list();
    const ids = data.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['whisper-tiny.en', 'smollm2-135m-instruct', 'en_US-joe-medium', 'whisper-1']),
    );
    expect(await world.openai.models.retrieve('whisper-tiny.en')).toMatchObject({
      object: 'model',
      owned_by: 'switchyard',
    });
    await expect(world.openai.models.retrieve('gpt-9')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});
