import { describeWorker } from '@switchyard/testing';
import { bad } from './bad-inputs';
import { happy } from './good-work';
import { withSmallModel } from './models';
import { KEY, ProviderServer } from './provider-server';

let server: ProviderServer;
afterAll(() => server.stop());

const through = (model: string) => ({
  task: 'llm.process_text',
  input: async () => ({ text: 'Tell me a story.', provider: 'test', model }),
});

/** Interrupted in the middle are requests to a server: an engine takes seconds to start, and libs/engine has its promises. */
describeWorker({
  service: 'llm',
  settings: async () => {
    server = await ProviderServer.start();
    return { ...(await withSmallModel()), ...server.settings, ENGINE_IDLE: '0.3' };
  },
  engine: false,
  secrets: [KEY],
  happy,
  bad,
  brief: through('steady'),
  long: through('endless'),
});
