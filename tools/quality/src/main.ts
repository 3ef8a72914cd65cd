import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceName } from '@switchyard/contracts';
import { allFilms, allTalks, hearing, reading, removing, speakers, speaking, type Measure } from './measures';
import { measureParts } from './measured-parts';
import { Peer } from './peer';
import { ROOT, SCRATCH } from './places';
import { chart, page, shortfalls, type Measured } from './report';
import { Services } from './services';
import { translating } from './translating';

const MEASURES: Record<
  string,
  { measure: Measure; services: readonly ServiceName[]; make?: (quick: boolean) => unknown }
> = {
  speakers: { measure: speakers, services: ['pyannote_audio'], make: allTalks },
  hearing: { measure: hearing, services: ['faster_whisper'] },
  speaking: { measure: speaking, services: ['tts', 'faster_whisper'] },
  reading: { measure: reading, services: ['paddleocr'], make: allFilms },
  removing: { measure: removing, services: ['inpainting'], make: allFilms },
  translating: { measure: translating, services: ['llm'] },
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Measures the parts that are asked for and writes the page; figures of other parts, and of those that fail, stay as they were. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
  const parts = values.only?.split(',') ?? Object.keys(MEASURES);
  const unknown = parts.filter((part) => !MEASURES[part]);
  if (unknown.length > 0)
    throw new Error(`there is no part ${unknown.join(', ')}; there are: ${Object.keys(MEASURES).join(', ')}`);
  mkdirSync(SCRATCH, { recursive: true });
  const peer = await Peer.start(SCRATCH);
  const { known, failed } = await measureParts({
    ...{ parts, quick: values.quick, before: await measured(), say },
    measure: (part) => alone(part, peer, values.quick),
    keep: (figures) => writeFile(join(SCRATCH, 'figures.json'), JSON.stringify(figures, undefined, 2)),
  });
  peer.end();
  const order = Object.keys(MEASURES).filter((part) => known[part]);
  const figures = order.flatMap((part) => known[part]?.figures ?? []);
  await writeFile(
    join(ROOT, 'docs', 'quality.md'),
    page(Object.fromEntries(order.map((part) => [part, known[part]!]))),
  );
  await writeFile(join(ROOT, 'docs', 'quality.svg'), chart(figures));
  const missed = shortfalls(figures);
  say(
    `docs/quality.md, docs/quality.svg\n${missed.length === 0 ? 'all promises and aims are met' : `missed: ${missed.join('; ')}`}`,
  );
  if (failed.length > 0) throw new Error(failed.join('\n'));
}

/** Each part has a system of its own, with the workers that it needs. */
async function alone(part: string, peer: Peer, quick: boolean): Promise<Measured['figures']> {
  const { measure, services: needed, make } = MEASURES[part]!;
  make?.(quick);
  const services = await Services.start(needed);
  try {
    return await measure({ services, peer, quick, say });
  } finally {
    await services.stop();
  }
}

async function measured(): Promise<Record<string, Measured>> {
  const text = await readFile(join(SCRATCH, 'figures.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, Measured>;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`quality: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
