import { IntegerField, TextField } from '@switchyard/contracts';
import { CommonSettings } from './common-settings';

/** What an app needs to know that serves nothing but probes and metrics. */
export class ProbedSettings extends CommonSettings {
  @IntegerField({ description: 'port of the probes and metrics; 0 takes any free one', minimum: 0, maximum: 65_535 })
  probePort = 0;

  @TextField({ description: 'address the probes listen on' })
  probeHost = '127.0.0.1';
}
