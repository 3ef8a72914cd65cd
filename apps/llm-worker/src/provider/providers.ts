import { Injectable } from '@nestjs/common';
import { ConfigError, secretNamed } from '@switchyard/config';
import { InputRejectedError, LOCAL_PROVIDER, isPlainObject, validate } from '@switchyard/contracts';
import type { TaskRun } from '@switchyard/worker-kit';
import type { LanguageModel } from '../language-model';
import { LlmSettings } from '../llm.settings';
import { ProviderEntry } from './provider-entry';
import { ProviderModel } from './provider-model';

const VARIABLE = 'LLM_PROVIDERS';

/** How long a task waits for a server, and how often it asks again. */
export type Patience = Partial<Pick<ProviderEntry, 'timeout' | 'max_retries'>>;

/** The OpenAI-compatible servers of this installation. */
@Injectable()
export class Providers {
  private readonly byName: ReadonlyMap<string, ProviderEntry>;

  /** @throws ConfigError that names what is wrong with `LLM_PROVIDERS` */
  constructor({ llmProviders, llmProvider }: LlmSettings) {
    this.byName = new Map(parseProviders(llmProviders ?? '[]').map((entry) => [entry.name, entry]));
    if (llmProvider !== LOCAL_PROVIDER && !this.byName.has(llmProvider))
      throw new ConfigError({ LLM_PROVIDER: `is "${llmProvider}", but ${VARIABLE} has ${this.known}` });
  }

  get areThere(): boolean {
    return this.byName.size > 0;
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  /** @param model its standard one where it is left out */
  open(name: string, model: string | undefined, run: TaskRun, patience: Patience): LanguageModel {
    const entry = this.byName.get(name);
    if (!entry)
      throw new InputRejectedError(`provider: this worker knows no "${name}"; take local, or one of its ${this.known}`);
    const { timeout = entry.timeout, max_retries = entry.max_retries } = patience;
    return ProviderModel.open({ ...entry, timeout, max_retries }, model ?? entry.model, run);
  }

  private get known(): string {
    return this.areThere ? `${VARIABLE}: ${this.names.join(', ')}` : `${VARIABLE}: none`;
  }
}

/** Reads the list of servers; every problem is named by its place. */
export function parseProviders(text: string): ProviderEntry[] {
  const problems: Record<string, string> = {};
  const entries = listIn(text).flatMap((plain, at) => {
    const checked = validate(ProviderEntry, plain, `${VARIABLE}[${at}].`);
    if (checked.ok) return [checked.value];
    Object.assign(problems, checked.problems);
    return [];
  });
  const names = new Set<string>([LOCAL_PROVIDER]);
  for (const [at, { name, api_key_env }] of entries.entries()) {
    if (names.has(name)) problems[`${VARIABLE}[${at}].name`] = `"${name}" is taken`;
    names.add(name);
    if (api_key_env && !secretNamed(api_key_env))
      problems[`${VARIABLE}[${at}].api_key_env`] = `names ${api_key_env}, which is not set`;
  }
  if (Object.keys(problems).length > 0) throw new ConfigError(problems);
  return entries;
}

/** What it holds is not repeated in errors: a key may stand where its variable should. */
function listIn(text: string): unknown[] {
  const plain = parsed(text);
  if (Array.isArray(plain) && plain.every(isPlainObject)) return plain;
  throw new ConfigError({ [VARIABLE]: 'must be a JSON list of objects with name, base_url and model' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
