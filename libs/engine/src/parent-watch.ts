import { Worker } from 'node:worker_threads';

/** Runs in a thread of its own, so that it also sees the parent's death while native code blocks the main thread. */
const WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid === workerData.parent) return;
    try { process.kill(-process.pid, 'SIGKILL'); } catch { process.kill(process.pid, 'SIGKILL'); }
  }, workerData.everyMs);
`;

/** Ends this process with its group when its parent is gone, noticed at once when idle and within `everyMs` when busy. */
export function endWithParent(everyMs = 500): void {
  process.on('disconnect', endOwnGroup);
  const parent = process.ppid;
  const watch = new Worker(WATCH, {
    ...{ eval: true, workerData: { parent, everyMs }, env: {}, execArgv: [] },
    resourceLimits: { codeRangeSizeMb: 16 },
  });
  watch.unref();
}

/** The group has this process's id where a pool started it; otherwise only this process may be killed. */
function endOwnGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}
