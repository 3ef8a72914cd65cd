/** One part the gateway needs; `check` rejects when it does not work. */
export interface ComponentCheck {
  /** As `/health` shows it, e.g. `task_queue`. */
  name: string;
  /** Without it no request can be served: `/health/ready` asks for it too. */
  essential: boolean;
  check: () => Promise<unknown>;
}

export const COMPONENT_CHECKS = Symbol('component checks');
