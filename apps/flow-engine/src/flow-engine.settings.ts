import { ProbedSettings } from '@switchyard/config';
import { IntegerField, NumberField } from '@switchyard/contracts';

/** What a flow engine needs to know. */
export class FlowEngineSettings extends ProbedSettings {
  @IntegerField({
    description: 'routines of flows that one engine looks at at the same time',
    minimum: 1,
    maximum: 1024,
  })
  flowConcurrency = 32;

  @NumberField({
    description: 'time without a sign of life after which another engine goes on with what a flow engine did',
    unit: 'seconds',
    minimum: 0.5,
    maximum: 600,
  })
  flowLease = 10;
}
