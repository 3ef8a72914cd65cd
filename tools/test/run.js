#!/usr/bin/env node
/**
 * The whole check of the project: lint with the import arrows, types, format and dead code side by side, then all tests.
 * The last line is `N passed, N failed`, and `, N skipped` where some cannot run here; each check counts as one.
 */
const { spawn } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { availableParallelism, tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const REPORTS = join(ROOT, '.switchyard', 'reports');

/** The longest first. */
const CHECKS = [
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the page', 'tsc', ['--noEmit', '-p', 'apps/dashboard/tsconfig.json']],
  ['format', 'prettier', ['--check', '.', '--log-level', 'warn']],
  ['dead code', 'knip', ['--no-progress', '--no-config-hints']],
  ['models', 'node', ['tools/test/models.js']],
];

/** Half of the test files wait more than they compute, so two run side by side on two cores too. */
const WORKERS = Math.max(2, availableParallelism() - 1);

/** What the tests leave in the place for temporary files goes with it. */
const SCRATCH = mkdtempSync(join(tmpdir(), 'tests-'));

/** Tests that hang are a failure, not a wait. */
const LONGEST_MS = 40 * 60_000;

const totals = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program to its end. Its output is shown as it comes, or in one piece where several programs run at once. */
async function run(title, [command, ...args], stdio = 'pipe') {
  const began = Date.now();
  const output = [];
  const show = stdio === 'pipe' ? (text) => output.push(text) : (text) => process.stdout.write(text);
  show(`\n== ${title}\n`);
  const child = spawn(command, args, {
    cwd: ROOT,
    timeout: LONGEST_MS,
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, PATH: [BIN, process.env.PATH].join(delimiter), TMPDIR: SCRATCH, FORCE_COLOR: '0' },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', show);
  const status = await new Promise((resolve) => child.once('close', resolve));
  show(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  for (const text of output) process.stdout.write(text);
  return status === 0;
}

async function check([title, ...command]) {
  const ok = await run(title, command.flat());
  totals[ok ? 'passed' : 'failed'] += 1;
}

async function tests() {
  const report = join(REPORTS, 'tests.json');
  rmSync(report, { force: true });
  const ok = await run(
    'tests',
    ['jest', '--selectProjects', 'pure', 'redis', 'e2e', '--maxWorkers', WORKERS, '--json', '--outputFile', report],
    'inherit',
  );
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = readReport(report);
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  // A machine of one's own may lack what a test needs; one that decides what lands may not.
  totals[process.env.CI ? 'failed' : 'skipped'] += numPendingTests;
  // A file that does not even load has no failed test of its own.
  if (!ok && numFailedTests === 0) totals.failed += Math.max(1, numFailedTestSuites);
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1, numPendingTests: 0 };
  }
}

async function main() {
  mkdirSync(REPORTS, { recursive: true });
  await check(['build', 'nx', ['run-many', '-t', 'build', '--outputStyle=static']]);
  await Promise.all(CHECKS.map(check));
  await tests();
  rmSync(SCRATCH, { recursive: true, force: true });
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

void main();
