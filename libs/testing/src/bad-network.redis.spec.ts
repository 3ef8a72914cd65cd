import { RedisConnection, type Patience } from '@switchyard/redis';
import { TestRedis } from './redis-server';
import { TcpProxy, type ProxyFault } from './tcp-proxy';
import { waitFor } from './wait-for';

describe('a connection over a bad network', () => {
  let redis: TestRedis;
  let proxies: TcpProxy[];
  let connections: RedisConnection[];

  beforeAll(async () => (redis = await TestRedis.start()));
  afterAll(() => redis.stop());
  beforeEach(() => {
    proxies = [];
    connections = [];
  });
  afterEach(async () => {
    for (const connection of connections) connection.close();
    for (const proxy of proxies) await proxy.stop();
  });

  const network = async (): Promise<TcpProxy> => {
    const proxy = await TcpProxy.start(redis.port);
    proxies.push(proxy);
    return proxy;
  };
  const connect = async ({ port }: TcpProxy, patience: Patience): Promise<RedisConnection> => {
    const connection = new RedisConnection(`redis://127.0.0.1:${port}`, patience);
    connections.push(connection);
    await connection.ready();
    return connection;
  };

  const suffers = async (fault: ProxyFault): Promise<void> => {
    const proxy = await network();
    const [patient, failFast] = [await connect(proxy, 'patient'), await connect(proxy, 'fail-fast')];
    const heard: string[] = [];
    patient.subscriber.on('message', (_channel, text) => heard.push(text));
    await patient.subscriber.subscribe(fault);
    proxy.inflict(fault);
    const asked = patient.client.set('slow', '1');
    await expect(failFast.client.set('fast', '1')).rejects.toThrow('Command timed out');
    expect(await asked).toBe('OK');
    await failFast.ready();
    expect(await failFast.client.ping()).toBe('PONG');
    await waitFor('the subscription', async () => {
      await patient.client.publish(fault, 'again');
      return heard.length > 0;
    });
  };

  it('is made anew when no reply comes any more, and what was asked is asked again', async () => {
    await Promise.all((['swallow', 'stall'] as const).map(suffers));
  });

  it('is made anew when its server has become a replica', async () => {
    const { client } = await connect(await network(), 'patient');
    await client.replicaof('127.0.0.1', '1');
    const closed = new Promise((resolve) => client.once('close', resolve));
    await expect(client.set('a', '1')).rejects.toThrow('READONLY');
    await closed;
    await client.replicaof('NO', 'ONE');
    expect(await client.set('a', '1')).toBe('OK');
  });

  it('sends again what was under way when it was cut', async () => {
    const proxy = await network();
    const { client } = await connect(proxy, 'patient');
    proxy.inflict('swallow');
    const asked = client.incr('once more');
    const other = await connect(proxy, 'patient');
    await waitFor('its arrival', async () => (await other.client.get('once more')) === '1');
    proxy.cut();
    expect(await asked).toBe(2);
  });
});
