#!/usr/bin/env node
/** Checks the types of one project, e.g. `typecheck.js libs/redis`; the whole tree has `npm run typecheck`. */
const { join } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '..', '..');
const project = process.argv[2];
if (!project) throw new Error('usage: typecheck.js PROJECT');

const config = { extends: './tsconfig.json', include: [`${project}/**/*.ts`] };
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const found = [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options))];
const format = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => ROOT, getNewLine: () => '\n' };
process.stdout.write(ts.formatDiagnostics(found, format));
process.exitCode = found.length === 0 ? 0 : 1;
