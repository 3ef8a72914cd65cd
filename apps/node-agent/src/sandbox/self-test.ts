import { createServer, type AddressInfo } from 'node:net';
import { inBubblewrap } from './bubblewrap';
import type { Cgroups } from './cgroups';
import { ESCAPES } from './escapes';
import { inPyodide, pyodideHome } from './pyodide';
import { PYODIDE_ESCAPES } from './pyodide-escapes';
import { mayLackSandbox, SandboxRun, type Begin, type Ran } from './sandbox';
import { seccompFilter } from './seccomp';

/** Brief, and not last in line: on a busy machine the sandbox would look broken. */
const LIMITS = { cpu: 1, memoryMb: 256, timeoutSeconds: 30, niceness: 0 };
/** Nothing larger may be written. */
const DISK_MB = 257;

/** How programs are run, and what is tried before one is. */
export interface Sandbox {
  begin: Begin;
  /** @returns why no program may run here, in words that its owner can act on; nothing when all is well */
  problem(): Promise<string | undefined>;
}

export type SandboxKind = 'bubblewrap' | 'pyodide';

export function sandboxOf(kind: SandboxKind, python: string, cgroups?: Cgroups): Sandbox {
  if (kind === 'bubblewrap')
    return { begin: inBubblewrap(python, cgroups), problem: () => sandboxProblem(python, cgroups) };
  const home = pyodideHome();
  const problem = (): Promise<string | undefined> =>
    home ? tried(inPyodide(home, cgroups), PYODIDE_ESCAPES) : Promise.resolve(NO_PYODIDE);
  return { begin: inPyodide(home ?? '', cgroups), problem };
}

const NO_PYODIDE =
  'the package pyodide is not beside this agent; an agent of one file has none: run it from a checkout, as docs/nodes.md says';

/** Of the sandbox of the kernel's. */
export async function sandboxProblem(python: string, cgroups?: Cgroups): Promise<string | undefined> {
  if (!seccompFilter()) return `there is no filter of system calls for the processor ${process.arch}`;
  return tried(inBubblewrap(python, cgroups), ESCAPES);
}

async function tried(begin: Begin, escapes: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return `there is a sandbox on Linux only, and this is ${process.platform}`;
  let reached = 0;
  const canary = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = canary.address() as AddressInfo;
    const facts = `PORT, MEMORY_MB, DISK_MB = ${port}, ${LIMITS.memoryMb}, ${DISK_MB}\n`;
    const ran = await new SandboxRun({ ...LIMITS, code: facts + escapes }, begin).done;
    return reached > 0 ? 'a program in the sandbox reached the network of this machine' : problemIn(ran);
  } catch (error) {
    return wordOf(String(error));
  } finally {
    canary.close();
  }
}

function problemIn(ran: Ran): string | undefined {
  if (mayLackSandbox(ran)) return wordOf(ran.error);
  if (ran.status !== 'success') return `the test of the sandbox failed: ${ran.error.slice(-500)}`;
  const found = Object.entries(JSON.parse(ran.output) as Record<string, string>);
  if (found.length === 0) return undefined;
  return `the sandbox does not hold: ${found.map(([name, got]) => `${name} (${got})`).join('; ')}`;
}

function wordOf(error: string): string {
  if (/ENOENT|(choom|taskset).*(bwrap|nice|taskset|setpriv).*No such file/.test(error))
    return 'bubblewrap or util-linux is missing; install it (Debian: apt-get install bubblewrap util-linux)';
  if (/prlimit: failed to execute/.test(error))
    return `Python was not found in the sandbox: ${error}; install it, or set AGENT_PYTHON`;
  if (/[Oo]peration not permitted|Permission denied|No permissions/.test(error))
    return (
      `the kernel allows no sandbox here: ${error.trim().slice(0, 300)}; ` +
      'Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or a profile for bwrap; ' +
      'a container needs --security-opt seccomp=unconfined --security-opt apparmor=unconfined'
    );
  return `the sandbox does not work: ${error.trim().slice(0, 500)}`;
}
