import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { table } from './table';
import { Terminal } from './terminal';

const ROWS = [
  ['ok', 'gateway', 'http://127.0.0.1:8000/with/a/long/path'],
  ['missing', 'redis', 'start Redis or set REDIS_URL to one that runs'],
];
const HEAD = ['STATE', 'PART', 'FOUND'];

function drawn(columns: number | undefined): string[] {
  const stdout = Object.assign(new PassThrough(), { isTTY: columns !== undefined, columns });
  const terminal = new Terminal({ stdout, stderr: new PassThrough(), json: false });
  return stripVTControlCharacters(table(terminal, HEAD, ROWS)).split('\n');
}

it('puts columns below each other', () => {
  expect(drawn(undefined)).toEqual([
    'STATE    PART     FOUND',
    'ok       gateway  http://127.0.0.1:8000/with/a/long/path',
    'missing  redis    start Redis or set REDIS_URL to one that runs',
  ]);
});

it('wraps the last column on a narrow terminal and cuts no word', () => {
  const lines = drawn(50);
  expect(lines).toContain('ok       gateway  http://127.0.0.1:8000/with/a/long/path');
  expect(lines).toHaveLength(4);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60);
});

it('shows no control characters of others', () => {
  const terminal = new Terminal({ stdout: new PassThrough(), stderr: new PassThrough(), json: false });
  expect(table(terminal, ['A'], [['\u001b[31mred\u001b[0m\bx']])).toBe('A\nred x');
});
