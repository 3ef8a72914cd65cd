import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cgroups, ProgramGroup, limitsText } from './cgroups';

describe('cgroups of programs', () => {
  let root: string;
  let own: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'switchyard-cgroup-'));
    own = join(root, 'agent.service');
    mkdirSync(own);
    writeFileSync(join(root, 'self'), '4:memory:/x\n0::/agent.service\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const open = (controllers: string): Cgroups | undefined => {
    writeFileSync(join(own, 'cgroup.controllers'), `${controllers}\n`);
    return Cgroups.open(root, join(root, 'self'));
  };
  const text = (...path: string[]): string => readFileSync(join(own, ...path), 'utf8');

  it('are made below that of the agent, which moves into a leaf', () => {
    const cgroups = open('cpuset cpu io memory hugetlb pids');
    expect(cgroups?.held).toEqual(['memory', 'pids', 'cpu']);
    expect(text('agent', 'cgroup.procs')).toBe(String(process.pid));
    expect(text('cgroup.subtree_control')).toBe('+memory +pids +cpu');
  });

  it('limit memory, processes and CPU, as far as the kernel counts them', () => {
    const limits = { cpu: 1.5, memoryMb: 64, processes: 70 };
    open('memory pids cpu')?.begin(limits).close();
    const [name = ''] = readdirSync(own).filter((entry) => entry.startsWith('program-'));
    expect(text(name, 'memory.max')).toBe('67108864');
    expect(text(name, 'memory.oom.group')).toBe('1');
    expect(text(name, 'pids.max')).toBe('70');
    expect(text(name, 'cpu.max')).toBe('150000 100000');
    rmSync(join(own, name), { recursive: true });
    open('pids')?.begin(limits).close();
    const [other = ''] = readdirSync(own).filter((entry) => entry.startsWith('program-'));
    expect(readdirSync(join(own, other)).sort()).toEqual(['cgroup.procs', 'pids.max']);
  });

  it('tell a program that used too much memory from others', () => {
    const group = new ProgramGroup(own);
    group.close();
    expect(group.ranOut).toBe(false);
    writeFileSync(join(own, 'memory.events'), 'low 0\nmax 7\noom 1\noom_kill 0\n');
    expect(group.ranOut).toBe(false);
    writeFileSync(join(own, 'memory.events'), 'low 0\nmax 7\noom 1\noom_kill 2\n');
    expect(group.ranOut).toBe(true);
    group.remove();
    expect(text('cgroup.kill')).toBe('1');
  });

  it('are not there without cgroup v2, without controllers, and where the cgroup is not ours', () => {
    expect(open('io hugetlb')).toBeUndefined();
    writeFileSync(join(root, 'v1'), '4:memory:/agent.service\n');
    expect(Cgroups.open(root, join(root, 'v1'))).toBeUndefined();
    mkdirSync(join(own, 'cgroup.subtree_control')); // cannot be written
    expect(open('memory')).toBeUndefined();
    expect(text('cgroup.procs')).toBe(String(process.pid));
    expect(existsSync(join(own, 'agent', 'cgroup.procs'))).toBe(true); // of a real one only the directory is left to remove
  });

  it('are told to the owner', () => {
    expect(limitsText()).toBe('memory by watching, processes by rlimit, CPU by affinity');
    expect(limitsText(['memory', 'pids'])).toBe('memory by cgroup, processes by cgroup, CPU by affinity');
  });
});
