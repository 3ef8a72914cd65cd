import { setTimeout as pause } from 'node:timers/promises';
import { BareLock } from './bare';
import { LeasingLock } from './leasing';
import { PollingLock } from './polling';
import { sharedClockMs, type LockSide, type ProcessOrder, type Told, type Turn } from './side';

async function start(order: ProcessOrder): Promise<LockSide> {
  switch (order.side) {
    case 'polling':
      return new PollingLock(order.redisUrl);
    case 'switchyard':
    case 'engines':
      return LeasingLock.start(order);
    case 'bare':
      return BareLock.start(order);
  }
}

/** A process with some participants; the conductor tells whose turn to wait it is. */
async function main(order: ProcessOrder): Promise<void> {
  const side = await start(order);
  const tell = (what: Told['what'], participant: string, lock: number, at = sharedClockMs()): void => {
    const told: Told = { what, participant, lock, at };
    process.send?.(told, undefined, undefined, () => undefined); // fails when the conductor has enough
  };
  const take = async ({ participant, lock, number, holdMs }: Turn): Promise<void> => {
    await side.acquire(lock, participant, number);
    tell('acquired', participant, lock);
    await pause(holdMs);
    const from = sharedClockMs();
    await side.release(lock, participant);
    tell('releasing', participant, lock, from); // when it is over: telling takes time as well
  };
  process.on('message', (turn: Turn) => void take(turn));
  process.on('disconnect', () => process.exit(0));
  tell('ready', order.name, 0);
}

void main(JSON.parse(process.argv[2] ?? '') as ProcessOrder);
