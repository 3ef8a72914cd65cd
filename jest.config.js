const { delimiter, join } = require('node:path');

/** What the tools of the tests keep stays in this folder, and ONNX Runtime does not report to its maker. */
process.env.SWC_NATIVE_BINDING_CACHE ??= join(__dirname, '.nx', 'swc');
process.env.ORT_DISABLE_TELEMETRY = '1';

/** `make setup` links a Redis here where the system has none. */
process.env.PATH = [join(__dirname, '.switchyard', 'bin'), process.env.PATH].join(delimiter);

/** ES modules that Jest must see as CommonJS. */
const ESM = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'uuid',
  'cookie',
  '@fastify/static',
  'content-disposition',
  '@tus',
  'srvx',
];

/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  cacheDirectory: join(__dirname, '.switchyard', 'jest'),
  testEnvironment: '<rootDir>/libs/models/test/onnx.environment.cjs',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  modulePathIgnorePatterns: ['/dist/'],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: {
    '^@switchyard/([a-z-]+)$': '<rootDir>/libs/$1/src',
    '^fast-check$': '<rootDir>/tools/test/drawn.js',
  },
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', {}] },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM.join('|')})/)`],
};

/** @type {import('jest').Config} */
module.exports = {
  // A test that hangs fails; how fast a loaded machine is, is no promise.
  testTimeout: 60_000,
  testSequencer: '<rootDir>/tools/test/longest-first.js',
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.(redis|e2e|long)\\.spec\\.ts$'],
    },
    { ...common, displayName: 'redis', testMatch: ['**/*.redis.spec.ts'] },
    // `make test-long`; not a part of `make test`
    { ...common, displayName: 'long', testMatch: ['**/*.long.spec.ts'] },
    { ...common, displayName: 'e2e', testMatch: ['**/*.e2e.spec.ts'] },
  ],
};
