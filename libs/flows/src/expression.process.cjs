/**
 * Holds the thread that evaluates expressions. Node ends a thread that reaches its limit of memory only where little more is asked
 * for at once; else the whole process dies, so this is one of its own. Its main thread is always free to notice its parent's end.
 */
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');

const [mostMib, mostMs] = process.argv.slice(2).map(Number);
const thread = new Worker(join(__dirname, 'expression.thread.cjs'), {
  env: {},
  resourceLimits: {
    maxOldGenerationSizeMb: mostMib,
    maxYoungGenerationSizeMb: mostMib / 4,
  },
});
// Its parent says when it ends, also where a whole service is told to.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
let [isReady, isAsked] = [false, false];
let timer;

/** On a machine that is busy with other things, an expression takes longer than it computes. */
function begin() {
  const before = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(before);
    if (user + system < mostMs * 1000) timer = setTimeout(look, 50);
    else process.send({ problem: `it took longer than ${mostMs / 1000} s`, over: true }, () => process.exit());
  };
  timer = setTimeout(look, mostMs);
}

process.on('message', (question) => {
  isAsked = true;
  thread.postMessage(question);
  if (isReady) begin();
});
thread.on('message', (answer) => {
  clearTimeout(timer);
  if (answer.ready) isReady = true;
  if (answer.ready && isAsked) begin();
  process.send(answer, () => undefined);
});
thread.on('error', ({ code, message }) =>
  process.send({ problem: message, full: code === 'ERR_WORKER_OUT_OF_MEMORY', over: true }, () => process.exit()),
);
