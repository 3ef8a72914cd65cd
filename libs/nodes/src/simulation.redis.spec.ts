import { RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { simulate } from '../test/simulation';

describe('equal machines that come, go, sleep and die', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    await connection.client.config('SET', 'appendonly', 'no');
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  it('lose no task, record none twice, and wait alike', async () => {
    const figures = await simulate(connection, { nodes: 12, hours: 5, hereHours: 0.7, seed: 1 });
    expect(figures).toMatchObject({ lost: 0, recordedTwice: 0 });
    expect(figures.completed).toBeGreaterThan(100);
    expect(figures.refusedResults).toBeGreaterThan(0);
    expect(figures.jain).toBeGreaterThanOrEqual(0.95);
    expect(figures.longestNewcomerWaitSeconds).toBeLessThan(600);
  }, 120_000);
});
