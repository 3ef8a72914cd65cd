import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the apps of a development system serve their metrics, by what their logs say, as Prometheus' `file_sd_configs` reads it. */
function localTargets(logs: string): { targets: string[]; labels: { app: string } }[] {
  const files = existsSync(logs) ? readdirSync(logs).filter((name) => name.endsWith('.log')) : [];
  return files.flatMap((file) => {
    const said = readFileSync(join(logs, file), 'utf8').split('\n');
    const last = said.findLast((line) => line.includes('"http.listening"'));
    const [, target] = /"url":"https?:\/\/([^"/]+)/.exec(last ?? '') ?? [];
    return target === undefined ? [] : [{ targets: [target], labels: { app: file.replace(/\.log$/, '') } }];
  });
}

process.stdout.write(`${JSON.stringify(localTargets(process.argv[2] ?? ''))}\n`);
