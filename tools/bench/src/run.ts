import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBacklog } from './backlog';
import { runBench } from './machine/bench-process';
import { BenchRedis, type Persistence } from './machine/bench-redis';
import { SCRATCH } from './machine/places';
import { OUR_GATEWAY, OurSide } from './ours/our-side';
import { BareSide, CelerySide } from './peers/peer-sides';
import { FULL, INPUT_FILE, QUICK, type Plan } from './plan';
import { SIDES, aimsOf, backlogTable, header, tableOf, writeJson, type Comparison, type SideKey } from './report';
import { Round } from './round';
import type { Side } from './side';

const JSON_FILE = join(SCRATCH, 'bench/platform.json');

/** Holds Switchyard against the bare stack it is built on and against Celery, in turns, on one machine. */
async function main(directory: string): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      'without-aof': { type: 'boolean', default: false },
    },
  });
  const standard = values.quick ? QUICK : FULL;
  const plan = { ...standard, rounds: values.rounds ? Number(values.rounds) : standard.rounds };
  if (!existsSync(OUR_GATEWAY)) throw new Error(`${OUR_GATEWAY} is missing; build it with: make setup`);
  const share = makeShare(directory);
  const kinds: Persistence[] = values.quick || values['without-aof'] ? ['none'] : ['none', 'everysec'];
  const comparisons: Comparison[] = [];
  let version = '';
  for (const kind of kinds) {
    const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), kind);
    if (!version) console.log(header((version = await redis.version())));
    const comparison = await compare(redis, kind, plan, directory, share);
    await redis.stop();
    comparisons.push(comparison);
    console.log(`\n${tableOf(comparison)}\n\n${aimsOf(comparison)}`);
  }
  process.stderr.write(`requests with few and many tasks waiting\n`);
  const backlog = await measureBacklog(({ client }) => new OurSide(client, share), plan, directory);
  console.log(`\n${backlogTable(backlog)}`);
  writeJson(JSON_FILE, comparisons, backlog, version);
  console.log(`\nwritten to ${JSON_FILE}`);
}

async function compare(
  redis: BenchRedis,
  persistence: Persistence,
  plan: Plan,
  directory: string,
  share: string,
): Promise<Comparison> {
  const { client } = redis;
  const sides: Record<SideKey, Side> = {
    celery: new CelerySide(client),
    bare: new BareSide(client),
    ours: new OurSide(client, share),
  };
  const comparison: Comparison = { persistence, rounds: { celery: [], bare: [], ours: [] } };
  for (let round = 1; round <= plan.rounds; round++) {
    for (const key of SIDES) {
      process.stderr.write(`round ${round} of ${plan.rounds}: ${sides[key].name}\n`);
      comparison.rounds[key].push(await Round.run(sides[key], redis, plan, directory));
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

void runBench(main);
