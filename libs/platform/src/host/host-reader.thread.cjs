/**
 * Reads the host again and again and posts what it found. A thread of its own, because systeminformation waits for programs
 * (`cat`, `nvidia-smi`) in a way that stops its event loop; plain JavaScript, so that it runs from sources too.
 */
const { realpathSync } = require('node:fs');
const { resolve } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { currentLoad, fsSize, graphics, mem } = require('systeminformation');

const { directory, everyMs } = workerData;

/** A host that showed no GPU is not asked again: looking for one starts five programs. */
let hasGpus = true;

async function read() {
  const [load, memory, disks] = await Promise.all([currentLoad(), mem(), fsSize()]);
  const controllers = hasGpus ? (await graphics()).controllers.filter(({ memoryTotal }) => memoryTotal) : [];
  hasGpus = controllers.length > 0;
  parentPort.postMessage({ load, memory, disks, controllers, directory: real() });
  setTimeout(read, everyMs);
}

function real() {
  try {
    return realpathSync(directory);
  } catch {
    return resolve(directory); // not made yet
  }
}

void read();
