import { CommonSettings } from '@switchyard/config';
import { fieldsOf } from '@switchyard/contracts';
import { PLACES } from '../dev-settings';

/** What programs need to run, to find their own files, and to fetch models. */
const OF_THE_SYSTEM = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|TZ|TMPDIR)$/,
  /^(LC|LD|DYLD|XDG|FONTCONFIG|NODE|CUDA|NVIDIA|OMP|SSL_CERT|PIP)_/,
  /^(https?|no|all)_proxy$/i,
  /^npm_config_/i,
];

/** Settings of the apps that are a developer's to change. */
const OF_THE_APPS = [
  /^(AGENT|CALLBACK|DIARIZATION|ENGINE|FLOW|GPU|HEARTBEAT|INPAINTING|INPUT|LEADER|LLM|MAX|MONITOR|OCR|OTEL|S3|SEPARATOR|SWITCHYARD|TIMEOUT|TTS|WHISPER)_/,
  /^(AUTO_RECOVERY|BODY_TIMEOUT|CONCURRENCY|DRAIN_TIMEOUT|EVENTS_MAX|KEY_PREFIX|POISON_LIMIT|QUEUE_AGE_TARGET|RETRY_BACKOFF|STATE_TTL|UPLOAD_TTL)$/,
  /^(COMPAT_WAIT|MODEL_ALIASES|MODELS_AUTO|MODELS_MIRROR)$/,
  /^(CORS_ORIGINS|PROXY_TRUST|RATE_LIMIT)$/,
];

const LOG_LEVELS: readonly string[] = fieldsOf(CommonSettings).logLevel?.enum ?? [];

/**
 * The environment of a part of the system, our own programs first in its path. Names that shells and other programs export
 * with a meaning of their own, such as `HOST`, are not passed on; `LOG_LEVEL` is where it names a level of ours.
 */
export function childEnvironment(extra: Record<string, string>, own = process.env): NodeJS.ProcessEnv {
  const passed = Object.entries(own).filter(([name, value]) => isMeant(name, value ?? ''));
  return { ...Object.fromEntries(passed), ...withOwnPrograms(own), ...extra };
}

/** A path with the programs that `make setup` brought. */
const withOwnPrograms = ({ PATH = '' }: NodeJS.ProcessEnv): { PATH: string } => ({
  PATH: `${PLACES.bin}:${PATH}`,
});

function isMeant(name: string, value: string): boolean {
  if (name === 'LOG_LEVEL') return LOG_LEVELS.includes(value);
  return [...OF_THE_SYSTEM, ...OF_THE_APPS].some((pattern) => pattern.test(name));
}
