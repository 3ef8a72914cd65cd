import { InputRejectedError, TaskError } from '@switchyard/contracts';
import OpenAI from 'openai';
import type { ProviderEntry } from './provider-entry';

/** A server of a language model did not do its part. */
export class ProviderError extends TaskError {
  readonly code = 'PROVIDER_FAILED';

  constructor(
    provider: string,
    what: string,
    readonly retryable: boolean,
  ) {
    super(`provider ${provider} ${what}`);
  }
}

/** What a server says is quoted up to here. */
const MOST_QUOTED = 300;

/** The errors of the library as the record of a task tells them; `hide` takes the key out of what a server said. */
export function toProviderError(
  error: unknown,
  { name, api_key_env, timeout }: ProviderEntry,
  model: string,
  hide: (text: string) => string,
): unknown {
  if (error instanceof TaskError) return error;
  const failed = (what: string, retryable: boolean): ProviderError => new ProviderError(name, what, retryable);
  if (error instanceof OpenAI.APIConnectionTimeoutError) return failed(`did not answer within ${timeout} s`, true);
  if (error instanceof OpenAI.APIConnectionError)
    return failed(`cannot be reached (${hide(causeOf(error))}); is its base_url right?`, true);
  if (!(error instanceof OpenAI.APIError)) return failed(`broke off its reply: ${hide(quoted(error))}`, true);
  const { status } = error as { status?: number };
  const said = hide(quoted(error));
  if (status === undefined) return failed(`broke off its reply: ${said}`, true);
  if (status === 401 || status === 403)
    return failed(`refused the key${api_key_env ? ` in ${api_key_env}` : ''}: ${said}`, false);
  if (status === 404) return failed(`does not know the model ${model}, or its base_url is wrong: ${said}`, false);
  if (status === 429) return failed(`is at its limit: ${said}`, true);
  if (status >= 500 || status === 408 || status === 409) return failed(`failed: ${said}`, true);
  return new InputRejectedError(`provider ${name} refused the request: ${said}`);
}

/** What lies deepest says most: `fetch failed` is the word around every reason. */
function causeOf(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return cause ? causeOf(cause) : quoted(error);
}

function quoted(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  const text = String(message).replace(/\s+/g, ' ').trim();
  return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)} …` : text;
}
