import { validate } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { MonitorCommands } from './monitor-commands';
import { TimeoutChange, TimeoutConfig, timeoutsOf } from './timeout-config';

describe('timeouts and commands', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let config: TimeoutConfig;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(() => {
    keys = new Keys(`t${(runs += 1)}:`);
    const started = { ...timeoutsOf({ heartbeatTimeout: 120 }), heartbeatIntervalSeconds: 10 };
    config = new TimeoutConfig(connection.client, keys, started);
  });

  it('are what the process was started with, then what the leader was, then what was changed', async () => {
    expect(await config.read()).toEqual({
      gpu_lock_timeout: 600,
      task_heartbeat_timeout: 120,
      monitor_check_interval: 30,
      auto_recovery_enabled: true,
      max_retry_attempts: 3,
    });
    expect((await config.read({ monitor_check_interval: 5 })).monitor_check_interval).toBe(5);
    await config.change({ monitor_check_interval: 2, auto_recovery_enabled: false });
    expect(await config.read({ monitor_check_interval: 5 })).toMatchObject({
      monitor_check_interval: 2,
      auto_recovery_enabled: false,
      task_heartbeat_timeout: 120,
    });
  });

  it.each([
    [
      { task_heartbeat_timeout: 30 },
      { task_heartbeat_timeout: /heartbeat_interval is 10 s and task_heartbeat_timeout 30 s/ },
    ],
    [{}, { body: /names no setting/ }],
  ])('are not changed by %j', async (change, problems) => {
    const before = await config.read();
    const matching = Object.fromEntries(
      Object.entries(problems).map(([field, word]) => [field, expect.stringMatching(word) as unknown]),
    );
    await expect(config.change(change)).rejects.toMatchObject({ problems: matching });
    expect(await config.read()).toEqual(before);
  });

  it.each([
    [{ task_heartbeat_timeout: '60' }, 'task_heartbeat_timeout', /number/],
    [{ monitor_check_interval: 0 }, 'monitor_check_interval', /less than/],
    [{ max_retry_attempts: 1.5 }, 'max_retry_attempts', /whole number/],
    [{ max_retry_attempts: 1001 }, 'max_retry_attempts', /1000/],
    [{ auto_recovery_enabled: 1 }, 'auto_recovery_enabled', /boolean/],
    [{ gpu_timeout: 5 }, 'gpu_timeout', /is not a field here/],
  ])('a change like %j is not valid', (change, field, word) => {
    const problem = expect.stringMatching(word) as unknown;
    expect(validate(TimeoutChange, change)).toMatchObject({ ok: false, problems: { [field]: problem } });
  });

  it('an answer goes to the gateway that asked, and each command is taken once', async () => {
    const commands = new MonitorCommands(connection.client, keys);
    const asked = commands.ask<{ n: number }>({ kind: 'check', lockKey: 'gpu_lock:1' }, 5000);
    const both = async () => (await Promise.all([commands.take(), commands.take()])).filter((one) => one !== undefined);
    let taken = await both();
    while (taken.length === 0) taken = await both();
    expect(taken).toMatchObject([{ kind: 'check', lockKey: 'gpu_lock:1' }]);
    await commands.answer(taken[0]!.id, { n: 4 });
    expect(await asked).toEqual({ n: 4 });
  });

  it('a command that no monitor took in time is removed', async () => {
    const commands = new MonitorCommands(connection.client, keys);
    expect(await commands.ask({ kind: 'check' }, 50)).toBeUndefined();
    expect(await commands.take()).toBeUndefined();
  });
});
