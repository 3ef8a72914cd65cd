import type { ErrorEnvelope } from '@switchyard/contracts';

/** The gateway refused a request. */
export class GatewayError extends Error {
  readonly code: string;
  readonly details: ErrorEnvelope['error']['details'];

  constructor(
    readonly status: number,
    { error }: ErrorEnvelope,
  ) {
    super(error.message);
    this.code = error.code;
    this.details = error.details;
  }
}

/** Nobody answers at the gateway's address. */
export class UnreachableError extends Error {
  readonly hint = 'start one with: make dev-up; or say where it is with --url or SWITCHYARD_URL';

  constructor(
    readonly url: string,
    reason: string,
  ) {
    super(`no gateway answers at ${url} (${reason})`);
  }
}
