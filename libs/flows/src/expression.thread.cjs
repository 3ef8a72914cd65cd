/**
 * Evaluates expressions of flows one after the other. A thread of its own: one that never ends, or that eats memory, is ended
 * with it. Plain JavaScript, so that it runs from sources too.
 */
const { parentPort } = require('node:worker_threads');
const jsonata = require('jsonata');

const MOST_COMPILED = 500;
/** A longer value would hold up the engine that reads it. */
const MOST_CHARACTERS = 16 * 1024 ** 2;
const compiled = new Map();

function compile(text) {
  const known = compiled.get(text);
  if (known) return known;
  if (compiled.size >= MOST_COMPILED) compiled.delete(compiled.keys().next().value);
  const expression = jsonata(text);
  compiled.set(text, expression);
  return expression;
}

// its time begins now, however long the machine took to start it
parentPort.postMessage({ ready: true });

parentPort.on('message', async ({ expression, input }) => {
  try {
    const value = JSON.stringify(await compile(expression).evaluate(JSON.parse(input))) ?? 'null';
    if (value.length > MOST_CHARACTERS) throw new Error(`its value is longer than ${MOST_CHARACTERS / 1024 ** 2} MiB`);
    parentPort.postMessage({ value });
  } catch (error) {
    parentPort.postMessage({ problem: String(error?.message ?? error) });
  }
});
