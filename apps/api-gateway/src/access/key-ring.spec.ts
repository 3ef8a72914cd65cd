import { newKeyText, type ApiKeys, type StoredApiKey } from '@switchyard/api-keys';
import { GatewaySettings } from '../gateway.settings';
import { KeyRing } from './key-ring';

/** The keys of an installation, as Redis has them. */
class StoredKeys {
  private readonly stored = new Map<string, StoredApiKey>();
  private changes = 0;
  /** Redis answers nothing. */
  isAway = false;

  add(): { id: string; text: string } {
    const { id, text, hash } = newKeyText();
    const facts = { name: 'test', sees_all: false, created_at: '', expires_at: null };
    this.stored.set(id, { id, hash, ...facts, scopes: ['read'] });
    this.changes += 1;
    return { id, text };
  }
  revoke(id: string): void {
    this.stored.delete(id);
    this.changes += 1;
  }
  version(): Promise<string> {
    return this.isAway ? new Promise(() => undefined) : Promise.resolve(String(this.changes));
  }
  all(): Promise<StoredApiKey[]> {
    return Promise.resolve([...this.stored.values()]);
  }
  used(): Promise<void> {
    return Promise.resolve();
  }
}

describe('the keys that a gateway knows', () => {
  let keys: StoredKeys;
  let ring: KeyRing;

  beforeEach(() => {
    jest.useFakeTimers();
    keys = new StoredKeys();
    ring = new KeyRing(keys as unknown as ApiKeys, new GatewaySettings());
    ring.onApplicationBootstrap();
  });
  afterEach(() => {
    ring.onModuleDestroy();
    jest.useRealTimers();
  });

  /** Whether a key is let in; nothing while the ring waits for Redis. */
  const letsIn = async (text: string): Promise<boolean | undefined> => {
    let answer: boolean | undefined;
    void ring.callerOf(text).then(
      () => (answer = true),
      () => (answer = false),
    );
    await jest.advanceTimersByTimeAsync(0);
    return answer;
  };

  it('change within a second with those that another gateway makes and revokes', async () => {
    const [first, second] = [keys.add(), keys.add()];
    await jest.advanceTimersByTimeAsync(1000);
    expect([ring.holds(first.id), await letsIn(second.text)]).toEqual([true, true]);
    keys.revoke(first.id);
    await jest.advanceTimersByTimeAsync(1000);
    expect([ring.holds(first.id), await letsIn(first.text), await letsIn(second.text)]).toEqual([false, false, true]);
  });

  it('let no key in on what was known a second ago while Redis does not answer', async () => {
    const { text } = keys.add();
    await jest.advanceTimersByTimeAsync(1000);
    expect(await letsIn(text)).toBe(true);
    keys.isAway = true;
    await jest.advanceTimersByTimeAsync(1000);
    expect(await letsIn(text)).toBeUndefined();
  });
});
