import type { Places } from './places';
import { MODELS } from './places';

/**
 * Times short enough for two minutes; the mechanisms are the real ones. Redis itself runs with `appendfsync always`: what it
 * answered is on the disk, so a kill may lose nothing, and nothing lost can be blamed on it.
 */
export const settingsIn = ({ temp, gates, bin }: Places, path: string): Record<string, string> => ({
  PATH: `${bin}:${path}`,
  TMPDIR: temp,
  HEARTBEAT_INTERVAL: '1',
  HEARTBEAT_TIMEOUT: '5',
  MONITOR_INTERVAL: '1',
  LEADER_TTL: '3',
  RETRY_BACKOFF: '0.05',
  DRAIN_TIMEOUT: '5',
  GPU_GATE_DIR: gates,
  GPU_LOCK_TTL: '3',
  GPU_LOCK_RENEW_INTERVAL: '1',
  GPU_LOCK_POLL_INTERVAL: '0.2',
  GPU_LOCK_MAX_POLL_INTERVAL: '1',
  MODELS_DIR: MODELS,
  MODELS_AUTO: 'false',
  OCR_THREADS: '1',
  WHISPER_MODEL: 'whisper-tiny.en',
  WHISPER_THREADS: '1',
  WHISPER_LANES: '1',
});
