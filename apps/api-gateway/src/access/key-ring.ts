import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  ApiKeys,
  filePassOf,
  idOf,
  isExpired,
  isFilePassOf,
  isTextOf,
  keyIdOfPass,
  type Scope,
  type StoredApiKey,
} from '@switchyard/api-keys';
import { RequestError } from '@switchyard/contracts';
import { GatewaySettings, isExposed } from '../gateway.settings';
import { Caller, LOCAL } from './caller';
import type { PresentedPass } from './file-pass-cookie';

/** A key that is made or revoked is known everywhere within a second: this, and the time of one reading. */
const LOOK_EVERY_MS = 400;
/** Older knowledge of keys lets no key in: one may have been revoked since. */
const FRESH_MS = 900;

interface Known {
  version: string | null;
  byId: Map<string, StoredApiKey>;
}

/** The keys as they were half a second ago, so that no request waits for them. */
@Injectable()
export class KeyRing implements OnApplicationBootstrap, OnModuleDestroy {
  private known: Known | undefined;
  private readAt = -Infinity;
  private reading: Promise<Known> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly used = new Set<string>();
  private readonly exposed: boolean;

  constructor(
    private readonly keys: ApiKeys,
    settings: GatewaySettings,
  ) {
    this.exposed = isExposed(settings);
  }

  onApplicationBootstrap(): void {
    const look = (): void => void this.look().catch(() => undefined);
    look();
    this.timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Whether every program of this machine may do everything, because there are no keys. */
  get isOpen(): boolean {
    return this.known?.byId.size === 0 && !this.exposed;
  }

  /**
   * Who presents the text of a key.
   * @throws RequestError when a key is needed and this is none
   */
  async callerOf(text: string | undefined): Promise<Caller> {
    const { byId } = await this.current();
    if (this.isOpen) return LOCAL;
    if (text === undefined) throw unauthorized('a key is needed', SEND_ONE);
    const key = byId.get(idOf(text) ?? '');
    if (!key || !isTextOf(text, key)) throw unauthorized('the key is not known', 'it is mistyped, or was revoked');
    return this.callerWith(key);
  }

  /**
   * Who presents a pass to files.
   * @param path the one file that the pass is for
   * @throws RequestError when it is none that holds
   */
  async callerOfPass({ pass, path }: PresentedPass): Promise<Caller> {
    const { byId } = await this.current();
    const key = byId.get(keyIdOfPass(pass) ?? '');
    if (!key || !isFilePassOf(pass, key, Date.now(), path))
      throw unauthorized(
        'the pass to files does not hold',
        path === undefined ? 'load the page again' : 'its time is over, or its key was revoked',
      );
    return this.callerWith(key);
  }

  /** A pass to the files of a caller; nothing while no key is needed. */
  filePass({ key }: Caller, untilMs: number, path?: string): string | undefined {
    const stored = key && this.known?.byId.get(key.id);
    return stored && filePassOf(stored, untilMs, path);
  }

  private callerWith(key: StoredApiKey): Caller {
    if (isExpired(key, Date.now())) throw unauthorized('the key has expired', `it was valid until ${key.expires_at}`);
    this.used.add(key.id);
    return new Caller(key);
  }

  /** Knows from now on what was changed here; other gateways know it within a second. */
  async refresh(): Promise<void> {
    await this.reading?.catch(() => undefined); // it may have begun before the change
    await this.look();
  }

  /** How many keys there are. @throws when that cannot be found out now */
  async count(): Promise<number> {
    return (await this.current()).byId.size;
  }

  /** Whether a key may still be used, as it was known at the last look. */
  holds(id: string): boolean {
    const key = this.known?.byId.get(id);
    return key !== undefined && !isExpired(key, Date.now());
  }

  private async current(): Promise<Known> {
    if (this.known && performance.now() - this.readAt < FRESH_MS) return this.known;
    return this.look();
  }

  /** One reading at a time. */
  private look(): Promise<Known> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<Known> {
    const startedAt = performance.now();
    const version = await this.keys.version();
    if (!this.known || this.known.version !== version) {
      const stored = await this.keys.all();
      this.known = { version, byId: new Map(stored.map((key) => [key.id, key])) };
    }
    this.readAt = startedAt;
    if (this.used.size > 0) {
      const used = [...this.used].filter((id) => this.known?.byId.has(id));
      this.used.clear();
      if (used.length > 0) await this.keys.used(used);
    }
    return this.known;
  }
}

const SEND_ONE = 'send one as "Authorization: Bearer sy_…"; npx switchyard key create makes one';

const unauthorized = (message: string, details: string): RequestError =>
  new RequestError('UNAUTHORIZED', message, details);

/** @throws RequestError when the caller may not do what needs this scope */
export function requireScope(caller: Caller, scope: Scope): void {
  if (caller.may(scope)) return;
  throw new RequestError('FORBIDDEN', `the key lacks the scope ${scope}`, {
    needed: scope,
    has: caller.key?.scopes.join(', ') ?? '',
  });
}
