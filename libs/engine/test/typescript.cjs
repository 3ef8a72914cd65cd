/** `node -r` this file: runs the workspace's TypeScript as it is, so that real-process tests need no build. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '../../..');
const config = { ...JSON.parse(readFileSync(path.join(root, '.swcrc'), 'utf8')), swcrc: false };
delete config.$schema;

require.extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...config, filename }).code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const own = /^@switchyard\/([a-z-]+)$/.exec(request);
  return resolve.call(this, own ? path.join(root, 'libs', own[1], 'src/index.ts') : request, ...rest);
};
