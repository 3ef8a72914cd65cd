import { serveEngine } from '@switchyard/engine';

/** An engine with nothing to load: its calls take as long as its start and the way through the gate. */
export interface GateEngine {
  enter(params: object): Promise<void>;
}

serveEngine<GateEngine>({ enter: async () => undefined });
