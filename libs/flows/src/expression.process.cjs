/**
 * Holds the thread that evaluates expressions. Node ends a thread that reaches its limit of memory only where little more is asked
 * for at once; else the whole process dies, so this is one of its own. Its main thread is always free to notice its parent's end.
 */
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

const thread = new Worker(join(__dirname, 'expression.thread.cjs'), {
  env: {},
  resourceLimits: {
    maxOldGenerationSizeMb: Number(process.argv[2]),
    maxYoungGenerationSizeMb: Number(process.argv[2]) / 4,
  },
});
// Its parent says when it ends, also where a whole service is told to.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (question) => thread.postMessage(question));
thread.on('message', (answer) => process.send(answer, () => undefined));
thread.on('error', ({ code, message }) =>
  process.send({ problem: message, full: code === 'ERR_WORKER_OUT_OF_MEMORY', over: true }, () => process.exit()),
);
