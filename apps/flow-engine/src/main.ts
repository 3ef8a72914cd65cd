import { bootstrap } from '@switchyard/platform';
import { FlowEngine } from './flow-engine';
import { FlowEngineModule } from './flow-engine.module';
import { FlowEngineSettings } from './flow-engine.settings';

/** Redis may be away. */
const END_WITHIN_SECONDS = 10;

void bootstrap({
  name: 'flow-engine',
  settings: FlowEngineSettings,
  module: (settings) => FlowEngineModule.forRoot(settings),
  redis: 'patient',
  listen: { host: 'probeHost', port: 'probePort' },
  endWithinSeconds: () => END_WITHIN_SECONDS,
  start: (app) => app.get(FlowEngine).start(),
});
