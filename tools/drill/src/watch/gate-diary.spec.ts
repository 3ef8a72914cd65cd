import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { gateConflicts } from '../judge/gates';
import { Places } from '../system/places';
import { goodHistory } from '../../test/made-history';
import { keepGateDiary, readGateDiary } from './gate-diary';

/** Takes the lock as engines do; gives it back without ending when it is told to, which no engine may do. */
const PRETENDER = `
  const { openSync, closeSync, renameSync } = require('node:fs');
  const { spawnSync } = require('node:child_process');
  const [gate] = process.argv.slice(1);
  let fd;
  process.on('message', (word) => {
    if (word === 'leave') closeSync(fd);
    if (word === 'enter') {
      fd = openSync(gate, 'a+');
      process.send(spawnSync('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'inherit', fd] }).status);
    } else process.send('done');
  });
`;

describe('the gate diary', () => {
  let places: Places;
  const children: ChildProcess[] = [];

  beforeEach(() => keepGateDiary((places = new Places())));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    places.remove();
  });

  const pretender = (role: 'engine' | 'worker'): ChildProcess => {
    const args = ['-e', PRETENDER, join(places.gates, 'GPU-0.lock'), role === 'engine' ? 'x.engine.js' : 'main.js'];
    const env = { ...process.env, PATH: `${places.bin}:${process.env.PATH}` };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };
  const tell = async (child: ChildProcess, word: string): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(word);
    return (await answer)[0] as unknown;
  };
  const conflicts = (): string[] => gateConflicts(goodHistory({ gates: readGateDiary(places) }));

  it('has who got a gate, and not who was kept out', async () => {
    const [first, second, clearing] = [pretender('engine'), pretender('engine'), pretender('worker')];
    expect(await tell(first, 'enter')).toBe(0);
    expect(await tell(second, 'enter')).toBe(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await tell(clearing, 'enter')).toBe(0);
    await tell(clearing, 'leave');
    expect(await tell(second, 'enter')).toBe(0);
    expect(readGateDiary(places).map(({ pid, role, beside }) => [pid, role, beside])).toEqual([
      [first.pid, 'engine', []],
      [clearing.pid, 'worker', []],
      [second.pid, 'engine', []],
    ]);
    expect(conflicts()).toEqual([]);
  });

  it('shows an engine that came in beside one that had let go of its lock and still ran', async () => {
    const [first, second] = [pretender('engine'), pretender('engine')];
    await tell(first, 'enter');
    await tell(first, 'leave');
    await tell(second, 'enter');
    expect(conflicts()).toEqual([expect.stringMatching(`engine ${second.pid} .* beside ${first.pid}`)]);
  });
});
