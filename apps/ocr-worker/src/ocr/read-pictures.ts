import { createInterface } from 'node:readline';
import { OcrEngine, type Layout, type OcrModelFiles } from './ocr-engine';
import { loadPicture } from './picture';

/** What `read-pictures` is started with, as JSON in its first argument. */
interface Setup {
  files: OcrModelFiles;
  layout?: Layout;
  threads?: number;
}

/**
 * Reads pictures without the platform around it: a path per line of stdin, a JSON object per line of stdout. The
 * bench runs it beside its Python peer, which speaks the same protocol.
 */
async function main(): Promise<void> {
  const { files, layout, threads } = JSON.parse(process.argv[2] ?? '{}') as Setup;
  const engine = await OcrEngine.load(files, { threads });
  for await (const path of createInterface({ input: process.stdin })) {
    const started = performance.now();
    const { lines } = await engine.readPicture(await loadPicture(path), { layout });
    const seconds = (performance.now() - started) / 1000;
    const text = lines.map((line) => line.text).join('\n');
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(`${JSON.stringify({ text, seconds, peakMegabytes })}\n`);
  }
  await engine.close();
}

void main();
