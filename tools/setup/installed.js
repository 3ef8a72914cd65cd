/**
 * Ends with 0 when node_modules is what package-lock.json says: nothing to install after a developer's own
 * `npm install`. Runs before any package is there, hence plain Node.
 */
const { readFileSync } = require('node:fs');

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Packages for other platforms are in the lock but not on the disk. */
const isWanted = ([path, entry]) => path.includes('node_modules/') && !entry.optional && !entry.devOptional;

const isSame = (wanted, found) => found && found.version === wanted.version && found.resolved === wanted.resolved;

try {
  const found = packagesOf('node_modules/.package-lock.json');
  const missing = Object.entries(packagesOf('package-lock.json')).filter(
    (entry) => isWanted(entry) && !isSame(entry[1], found[entry[0]]),
  );
  process.exitCode = missing.length === 0 ? 0 : 1;
} catch {
  process.exitCode = 1;
}
