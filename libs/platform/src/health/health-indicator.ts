import { DiscoveryService } from '@nestjs/core';

/** What an orchestrator asks beside whether the process lives: can it work, has it started. */
type Probe = 'ready' | 'startup';

interface Indication {
  /** As `/health` names it, e.g. `task_queue`. */
  name: string;
  /** Those that ask it; `/health` asks every indicator. */
  probes: readonly Probe[];
}

/** One thing that an app needs. */
export interface Indicator {
  /** Rejects with an error whose message tells a person what is wrong. */
  check(): Promise<unknown>;
}

/** Marks a provider of any module as an `Indicator`; the probes find it at boot. */
export const HealthIndicator = DiscoveryService.createDecorator<Indication>();
