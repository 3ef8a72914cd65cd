import { ProbedSettings } from '@switchyard/config';
import { IntegerField, NumberField, TextField } from '@switchyard/contracts';
import { InputAllowField } from '@switchyard/egress';

/** Timers of Node hold no more than about 24 days. */
const WEEK = 604_800;

/** What every worker needs to know. */
export class WorkerSettings extends ProbedSettings {
  @IntegerField({ description: 'tasks of each queue worked on at the same time', minimum: 1, maximum: 256 })
  concurrency = 1;

  @NumberField({
    description: 'time an idle engine process is kept warm',
    unit: 'seconds',
    minimum: 0,
    maximum: WEEK,
  })
  engineIdle = 300;

  @IntegerField({
    description: 'most memory of an engine on the CPU, and of each program it starts; 0: as much as the machine has',
    unit: 'MB',
    minimum: 0,
  })
  engineMemory = 0;

  @IntegerField({ description: 'longest media that a task may read', unit: 'seconds', minimum: 1 })
  maxMediaSeconds = 172_800;

  @IntegerField({ description: 'largest file that an engine may write', unit: 'MB', minimum: 1 })
  engineFileSize = 65_536;

  @TextField({
    description: 'gateway that the worker takes its tasks from instead of Redis; a node agent sets it',
    pattern: /^https?:\/\//,
    patternMessage: 'must be an http or https address',
    optional: true,
  })
  nodeGateway?: string;

  @TextField({ description: 'API key for the gateway of `NODE_GATEWAY`, with the scope `node`', optional: true })
  nodeKey?: string;

  @TextField({ description: 'name of the machine, as its node agent has it', optional: true })
  nodeId = 'node';

  @InputAllowField()
  inputAllow: string[] = [];

  @IntegerField({ description: 'largest input that is fetched from a URL', unit: 'bytes', minimum: 1 })
  maxInputBytes = 8 * 1024 ** 3;

  @NumberField({
    description: 'longest time to fetch an input from a URL',
    unit: 'seconds',
    minimum: 1,
    maximum: 86_400,
  })
  inputTimeout = 1800;

  @NumberField({
    description: 'time running tasks get to end on SIGTERM before they go back to their queue',
    unit: 'seconds',
    minimum: 0,
    maximum: WEEK,
  })
  drainTimeout = 25;

  @NumberField({
    description: 'wait before the first retry; doubled for each further one',
    unit: 'seconds',
    minimum: 0,
    maximum: 3600,
  })
  retryBackoff = 1;
}
