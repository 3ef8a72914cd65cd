import { ProbedSettings } from '@switchyard/config';
import { BooleanField, ListField, NumberField, TextField } from '@switchyard/contracts';
import { CallbackAllowField } from '@switchyard/egress';

/** What the monitor needs to know. */
export class MonitorSettings extends ProbedSettings {
  @NumberField({
    description: 'longest time between two checks; what gets late in between is looked at when it does',
    unit: 'seconds',
    minimum: 0.05,
    maximum: 300,
  })
  monitorInterval = 30;

  @NumberField({
    description: 'how long a monitor that died holds the lead; a standby takes over after that',
    unit: 'seconds',
    minimum: 0.5,
    maximum: 60,
  })
  leaderTtl = 10;

  @NumberField({
    description: 'age after which an upload is removed that no queued or running task names',
    unit: 'seconds',
    minimum: 60,
    maximum: 315_360_000,
  })
  uploadTtl = 604_800;

  @BooleanField({ description: 'recover what is late; when off it is only found and told' })
  autoRecovery = true;

  @CallbackAllowField()
  callbackAllow: string[] = [];

  @TextField({
    description: 'signs callbacks by Standard Webhooks: `whsec_…` or any other text; they are not signed without it',
    minLength: 0,
  })
  callbackSecret = '';

  @NumberField({
    description: 'time a receiver of a callback has to reply',
    unit: 'seconds',
    minimum: 0.05,
    maximum: 60,
  })
  callbackTimeout = 10;

  @ListField({
    description: 'seconds from each failed try of a callback to the next; after the last one it has failed',
    items: 'number',
    minimum: 0,
    maximum: 86_400,
  })
  callbackDelays = [5, 60, 300, 1800, 3600, 7200, 14_400];
}
