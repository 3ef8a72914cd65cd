import { CommonSettings } from '@switchyard/config';
import { IntegerField, ListField, NumberField, TextField } from '@switchyard/contracts';
import { CallbackAllowField, InputAllowField } from '@switchyard/egress';
import { LOOPBACK_HOSTS } from '@switchyard/platform';

/** What the gateway needs to know. */
export class GatewaySettings extends CommonSettings {
  @IntegerField({ description: 'port of the API', minimum: 0, maximum: 65_535 })
  port = 8000;

  @TextField({
    description:
      'address the API listens on; anything but loopback needs an API key to be there: `npx switchyard key create`',
  })
  host = '127.0.0.1';

  @ListField({
    description: 'addresses and CIDRs of proxies whose `X-Forwarded-*` headers are believed, e.g. `10.0.0.0/8`',
    items: 'string',
  })
  proxyTrust: string[] = [];

  @ListField({ description: 'origins whose pages may use the API, e.g. `https://app.example`', items: 'string' })
  corsOrigins: string[] = [];

  @TextField({
    description: 'file of the TLS certificate, in PEM; with `TLS_KEY` the API speaks HTTPS',
    optional: true,
  })
  tlsCert?: string;

  @TextField({ description: 'file of the key of the TLS certificate, in PEM', optional: true })
  tlsKey?: string;

  @IntegerField({
    description: 'requests of one API key to one route in a minute; more are refused with 429',
    minimum: 1,
  })
  rateLimit = 6000;

  @IntegerField({ description: 'largest upload', unit: 'bytes', minimum: 1 })
  maxUploadBytes = 2 * 1024 ** 3;

  @IntegerField({
    description: 'time in which 16 KiB of a body have to arrive; a slower request ends with 408',
    unit: 'seconds',
    minimum: 1,
    maximum: 3600,
  })
  bodyTimeout = 30;

  @IntegerField({ description: 'live event streams of one client address at the same time', minimum: 1 })
  maxStreams = 200;

  @IntegerField({ description: 'tasks that may wait in one queue; more are refused with 429', minimum: 1 })
  maxQueued = 1_000_000;

  @NumberField({
    description: 'longest time a task should wait; `desired_workers` of a queue grows when one waits longer',
    unit: 'seconds',
    minimum: 1,
    maximum: 86_400,
  })
  queueAgeTarget = 60;

  @IntegerField({ description: 'tasks outside our workers that may beat by hand at the same time', minimum: 1 })
  maxHandHeartbeats = 10_000;

  @NumberField({
    description: 'time without a heartbeat after which an idle machine is offline, and its task goes back to the queue',
    unit: 'seconds',
    minimum: 1,
    maximum: 3600,
  })
  nodeTimeout = 120;

  @IntegerField({ description: 'idle machines that may be known at the same time', minimum: 1, maximum: 1_000_000 })
  maxNodes = 10_000;

  @ListField({
    description:
      'services whose tasks, with their inputs, may go to idle machines that offer them: `ffmpeg`, `paddleocr`',
    items: 'string',
  })
  nodeServices: string[] = [];

  @NumberField({
    description: "how long a call of OpenAI's interface may wait for its task; then it ends with 504",
    unit: 'seconds',
    minimum: 0.1,
    maximum: 86_400,
  })
  compatWait = 600;

  @ListField({
    description:
      'names of models that clients may use for others, as `name=model`; `name=` stands for the standard model of the worker',
    items: 'string',
  })
  modelAliases: string[] = [
    ...['whisper-1=', 'gpt-4o-transcribe=', 'gpt-4o-mini-transcribe=', 'gpt-4o-transcribe-diarize='],
    ...['tts-1=', 'tts-1-hd=', 'gpt-4o-mini-tts=', 'gpt-4o-mini=', 'gpt-4o='],
  ];

  @IntegerField({ description: 'largest JSON body', unit: 'bytes', minimum: 1024 })
  maxBodyBytes = 1024 ** 2;

  @CallbackAllowField()
  callbackAllow: string[] = [];

  @InputAllowField()
  inputAllow: string[] = [];
}

/** Whether other machines reach the API, by themselves or through a proxy. */
export const isExposed = ({ host, proxyTrust }: GatewaySettings): boolean =>
  !LOOPBACK_HOSTS.includes(host) || proxyTrust.length > 0;
