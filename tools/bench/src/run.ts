import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { killAll } from './machine/bench-process';
import { BenchRedis, type Persistence } from './machine/bench-redis';
import { SCRATCH } from './machine/places';
import { OurSide } from './ours/our-side';
import { PeerSide } from './peer/peer-side';
import { FULL, INPUT_FILE, QUICK, type Plan } from './plan';
import { header, tableOf, writeJson, type Comparison } from './report';
import { Round } from './round';

const JSON_FILE = join(SCRATCH, 'bench/platform.json');

/** Holds Switchyard against the bare stack it is built on, in turns, on one machine. */
async function main(directory: string): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      'without-aof': { type: 'boolean', default: false },
    },
  });
  const plan = values.quick ? QUICK : FULL;
  const rounds = values.rounds ? Number(values.rounds) : plan.rounds;
  const kinds: Persistence[] = values.quick || values['without-aof'] ? ['none'] : ['none', 'everysec'];
  const comparisons: Comparison[] = [];
  let version = '';
  for (const kind of kinds) {
    const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), kind);
    if (!version) console.log(header((version = await redis.version())));
    const comparison = await compare(redis, kind, { ...plan, rounds }, directory);
    await redis.stop();
    comparisons.push(comparison);
    console.log(`\n${tableOf(comparison)}`);
  }
  writeJson(JSON_FILE, comparisons, version);
  console.log(`\nwritten to ${JSON_FILE}`);
}

async function compare(
  redis: BenchRedis,
  persistence: Persistence,
  plan: Plan,
  directory: string,
): Promise<Comparison> {
  const share = makeShare(directory);
  const [peer, ours] = [new PeerSide(redis.client), new OurSide(redis.client, share)];
  if (!existsSync(ours.gateway)) throw new Error(`${ours.gateway} is missing; build it with: make setup`);
  const comparison: Comparison = { persistence, peer: [], ours: [] };
  for (let round = 1; round <= plan.rounds; round++) {
    for (const [side, into] of [[peer, comparison.peer] as const, [ours, comparison.ours] as const]) {
      process.stderr.write(`round ${round} of ${plan.rounds}: ${side.name}\n`);
      into.push(await Round.run(side, redis, plan, directory));
    }
  }
  return comparison;
}

/** A shared storage with the one file that every task names. */
function makeShare(directory: string): string {
  const share = join(directory, 'share');
  const file = join(share, INPUT_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ segments: [{ start: 0, end: 1, text: 'Good day' }] }));
  return share;
}

async function bench(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const clean = (): void => {
    killAll();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      clean();
      process.exit(130);
    });
  }
  try {
    await main(directory);
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    clean();
  }
}

void bench();
