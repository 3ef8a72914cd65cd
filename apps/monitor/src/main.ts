import { callbackEgress } from '@switchyard/egress';
import { bootstrap } from '@switchyard/platform';
import { refuseSecret } from './callbacks/message';
import { Monitor } from './monitor';
import { MonitorModule } from './monitor.module';
import { MonitorSettings } from './monitor.settings';

/** Redis may be away. */
const END_WITHIN_SECONDS = 10;

void bootstrap({
  name: 'monitor',
  settings: MonitorSettings,
  module: (settings) => MonitorModule.forRoot(settings),
  redis: 'fail-fast',
  listen: { host: 'probeHost', port: 'probePort' },
  refuse: ({ callbackAllow, callbackSecret }) => {
    callbackEgress(callbackAllow);
    refuseSecret(callbackSecret);
  },
  endWithinSeconds: () => END_WITHIN_SECONDS,
  start: (app) => app.get(Monitor).start(),
});
