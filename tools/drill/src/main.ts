import { Drill } from './drill';
import { readOptions } from './options';

/** @returns the exit code: 0 when every promise was kept */
async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stop.abort(new Error(`stopped by ${name}`)));
  }
  // The reader of our output has ended, as in `make drill | head`.
  process.stdout.on('error', (error) => stop.abort(error));
  try {
    if (process.platform !== 'linux') throw new Error('it watches processes through /proc, which only Linux has');
    const kept = await Drill.run(readOptions(process.argv.slice(2)), process.stdout, stop.signal);
    return kept ? 0 : 1;
  } catch (error) {
    const shown: unknown = stop.signal.aborted ? stop.signal.reason : error;
    process.stderr.write(`drill: ${shown instanceof Error ? shown.message : String(shown)}\n`);
    return 1;
  }
}

void main().then((code) => process.exit(code));
