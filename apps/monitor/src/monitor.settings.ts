import { ProbedSettings } from '@switchyard/config';
import { BooleanField, NumberField } from '@switchyard/contracts';

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

  @BooleanField({ description: 'recover what is late; when off it is only found and told' })
  autoRecovery = true;
}
