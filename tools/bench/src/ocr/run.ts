import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drawable } from './fonts';
import { preparePython } from '@switchyard/testing';
import { PACKAGES, modelFilesOfPeer, peerArguments } from './peer';
import { PictureReader } from './picture-reader';
import { printReport, type Measurement } from './report';
import { generateStrips, type Strip } from './strips';

const ROOT = resolve(__dirname, '../../../..');
const SCRATCH = join(ROOT, '.switchyard');
/** No project imports an app, so the bench starts it. */
const OURS = join(ROOT, 'apps/ocr-worker/dist/ocr/read-pictures.js');

/** Reads the same strips with Switchyard and with RapidOCR, in turns, so that both meet the same load. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      threads: { type: 'string', default: '2' },
      languages: { type: 'string', default: 'en,zh' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!existsSync(OURS)) throw new Error(`${OURS} is missing; build it with: npx nx build @switchyard/ocr-worker`);
  const strips = await generateStrips(join(SCRATCH, 'bench-strips'), drawable(values.languages.split(',')));
  if (strips.length === 0) throw new Error(`no strips can be drawn for --languages ${values.languages}`);
  const readers = startReaders(Number(values.threads));
  try {
    printReport(await readInTurns(readers, strips, Number(values.rounds)), values.json);
  } finally {
    for (const reader of readers.values()) reader.end();
  }
}

function startReaders(threads: number): Map<string, PictureReader> {
  const python = preparePython(join(SCRATCH, 'bench-venv'), PACKAGES);
  const files = modelFilesOfPeer(python, SCRATCH);
  const setup = JSON.stringify({ files, layout: 'subtitle', threads });
  return new Map([
    ['Switchyard', PictureReader.start(process.execPath, OURS, setup)],
    ['RapidOCR', PictureReader.start(python, ...peerArguments({ threads, tuned: false }))],
    ['RapidOCR tuned', PictureReader.start(python, ...peerArguments({ threads, tuned: true }))],
  ]);
}

/** The first picture of each reader warms it up and is not counted. */
async function readInTurns(
  readers: Map<string, PictureReader>,
  strips: Strip[],
  rounds: number,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const reader of readers.values()) await reader.read(strips[0]!.path);
  for (let round = 0; round < rounds; round++) {
    for (const strip of strips) {
      for (const [engine, reader] of readers) {
        measurements.push({ engine, strip, ...(await reader.read(strip.path)) });
      }
    }
  }
  return measurements;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
