/** An event and its facts as a JSON line on stdout, in the form of all other apps. */
export function log(event: string, facts: object = {}, level: 'info' | 'warn' | 'error' = 'info'): void {
  const line = { level, time: new Date().toISOString(), app: 'node-agent', event, ...facts };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
