#!/usr/bin/env node
/**
 * The whole check of the project: format, types, lint with the import arrows, dead code, then the tests from pure to the
 * whole system. The last line is `N passed, N failed`, and `, N skipped` where some cannot run here; each check counts as one.
 */
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const REPORTS = join(ROOT, '.switchyard', 'reports');

const CHECKS = [
  ['build', 'nx', ['run-many', '-t', 'build', '--outputStyle=static']],
  ['format', 'prettier', ['--check', '.', '--log-level', 'warn']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['dead code', 'knip', ['--no-progress', '--no-config-hints']],
];

const SUITES = [
  ['pure', []],
  ['redis', ['--runInBand']],
  ['e2e', ['--runInBand']],
];

/** What the tests leave in the place for temporary files goes with it. */
const SCRATCH = mkdtempSync(join(tmpdir(), 'tests-'));

/** A suite that hangs is a failure, not a wait. */
const LONGEST_MS = 25 * 60_000;

const totals = { passed: 0, failed: 0, skipped: 0 };

function run(title, command, args) {
  const began = Date.now();
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(join(BIN, command), args, {
    cwd: ROOT,
    timeout: LONGEST_MS,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TMPDIR: SCRATCH, FORCE_COLOR: '0' },
  });
  process.stdout.write(
    `== ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  );
  return status === 0;
}

function count(ok) {
  totals[ok ? 'passed' : 'failed'] += 1;
}

function suite(name, args) {
  const report = join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const ok = run(`${name} tests`, 'jest', ['--selectProjects', name, '--json', '--outputFile', report, ...args]);
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

mkdirSync(REPORTS, { recursive: true });
for (const [title, command, args] of CHECKS) count(run(title, command, args));
for (const [name, args] of SUITES) suite(name, args);
rmSync(SCRATCH, { recursive: true, force: true });
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;
