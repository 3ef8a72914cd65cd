#!/usr/bin/env node
// npm links only files that exist at `npm ci`, and dist does not yet; so this file is what npm links.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'main.js');
if (existsSync(program)) {
  require(program);
} else {
  process.stderr.write('switchyard is not built yet; in the project, run first: npm run build\n');
  process.exitCode = 1;
}
