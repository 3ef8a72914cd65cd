import { BooleanField, ChoiceField, IntegerField, ListField, NumberField, TextField } from '@switchyard/contracts';

/** What an agent on an idle machine needs to know; each is an option of the command, too. */
export class AgentSettings {
  @TextField({ description: 'address of the gateway that the agent gets work from' })
  agentServer = 'http://127.0.0.1:8000';

  @TextField({ description: 'API key of this machine, with the scope `node`', optional: true })
  agentKey?: string;

  @TextField({
    description: 'name of this machine; its host name by default',
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    optional: true,
  })
  agentId?: string;

  @BooleanField({ description: 'take work also while the machine is in use, as a server may' })
  agentAlways = false;

  @TextField({
    description: 'hours of the day in which work is taken, e.g. `22:00-07:00`',
    pattern: /^([01]?\d|2[0-3])(:[0-5]\d)?-([01]?\d|2[0-4])(:[0-5]\d)?$/,
    patternMessage: 'must be two times of a day, as 22:00-07:00',
    optional: true,
  })
  agentHours?: string;

  @NumberField({ description: 'time without input after which the machine is idle', unit: 'seconds', minimum: 0 })
  agentIdleAfter = 300;

  @NumberField({
    description: 'CPU in use by others from which on the machine is not idle',
    unit: 'percent',
    minimum: 0,
  })
  agentMaxCpu = 15;

  @NumberField({ description: 'memory in use from which on the machine is not idle', unit: 'percent', minimum: 0 })
  agentMaxMemory = 70;

  @NumberField({
    description: 'how long a task stands still when the owner is back, before it is handed back',
    unit: 'seconds',
    minimum: 0,
    maximum: 110,
  })
  agentGrace = 60;

  @NumberField({ description: 'cores to lend; by default all but one', minimum: 0.1, optional: true })
  agentCores?: number;

  @IntegerField({ description: 'memory to lend; by default half of it', unit: 'MB', minimum: 16, optional: true })
  agentMemory?: number;

  @NumberField({ description: 'time between two signs of life', unit: 'seconds', minimum: 0.1, maximum: 60 })
  agentInterval = 5;

  @NumberField({ description: 'how long a running task may go on after SIGTERM', unit: 'seconds', minimum: 0 })
  agentDrain = 20;

  @ChoiceField(['bubblewrap', 'pyodide'], {
    description:
      'what stands between a program and this machine; `pyodide` for kernels that allow no sandbox: it holds less, take only programs that you trust more',
  })
  agentSandbox: 'bubblewrap' | 'pyodide' = 'bubblewrap';

  @TextField({ description: 'Python below /usr that runs the programs' })
  agentPython = '/usr/bin/python3';

  @ListField({
    description:
      'services of the catalogue that this machine serves while it is idle, with workers of its own: `ffmpeg`, `paddleocr`',
    items: 'string',
  })
  agentServices: string[] = [];

  @TextField({ description: 'file of certificates that the gateway is checked against, in PEM', optional: true })
  agentCa?: string;

  @TextField({ description: 'directory of what the agent keeps', optional: true })
  agentHome?: string;
}
