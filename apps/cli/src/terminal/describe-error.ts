import { isNativeError } from 'node:util/types';
import { GatewayError, UnreachableError } from '@switchyard/client';
import { ModelPullError, UnknownModelError } from '@switchyard/models';
import { RequestError, type ErrorEnvelope } from '@switchyard/contracts';
import { CliError } from '../cli-error';
import { plain } from './plain';
import { wordsOf } from './words';

const START_ONE = 'start one with: make dev-up; or say where it is with --url or SWITCHYARD_URL';

/** An error for people: what went wrong, each field with its problem, what to do. */
export function describeError(error: unknown, debug: boolean): string {
  const lines = [`error: ${messageOf(error)}`, ...detailLines(envelopeOf(error)?.details), ...hintLines(error)];
  if (debug && error instanceof Error && error.stack) lines.push('', error.stack);
  return lines.join('\n');
}

/** The same for programs, in the form of the gateway's own errors. */
export function errorAsJson(error: unknown): ErrorEnvelope {
  return { error: envelopeOf(error) ?? { code: fallbackCode(error), message: messageOf(error) } };
}

function envelopeOf(error: unknown): ErrorEnvelope['error'] | undefined {
  if (!(error instanceof GatewayError || error instanceof RequestError)) return undefined;
  const { code, message, details } = error;
  return details === undefined ? { code, message } : { code, message, details };
}

function messageOf(error: unknown): string {
  if (!isNativeError(error)) return plain(String(error));
  // Its fields are listed below it.
  if (envelopeOf(error)?.code === 'INVALID_REQUEST') return 'the request is not valid';
  const cut = error.name === 'TypeError' && error.message === 'terminated';
  return cut ? 'the connection to the gateway was cut' : plain(error.message);
}

function detailLines(details: ErrorEnvelope['error']['details']): string[] {
  if (details === undefined) return [];
  if (typeof details === 'string') return [`  ${plain(details)}`];
  const shown = Object.entries(details).filter(([name]) => name !== 'near'); // the text names them already
  return shown.map(([name, value]) => `  ${name.replace(/^input_data\./, '')}: ${plain(wordsOf(value))}`);
}

function hintLines(error: unknown): string[] {
  if (error instanceof GatewayError && error.status === 401) return ['  give the key in SWITCHYARD_KEY'];
  const hint = error instanceof UnreachableError ? START_ONE : error instanceof CliError ? error.hint : undefined;
  return hint ? [`  ${hint}`] : [];
}

function fallbackCode(error: unknown): string {
  if (error instanceof UnreachableError) return 'GATEWAY_UNREACHABLE';
  if (error instanceof UnknownModelError) return 'UNKNOWN_MODEL';
  if (error instanceof ModelPullError) return 'MODEL_UNAVAILABLE';
  return error instanceof CliError ? 'CLI_ERROR' : 'INTERNAL_ERROR';
}
