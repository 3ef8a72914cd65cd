import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A FUSE file system whose server never answers: each call to it hangs until the server is gone. */
const MOUNT =
  'exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 hanging "$0" && echo hangs';
const isRoot = process.getuid?.() === 0;

/** Whether this machine lets a test make such a file system. */
export const canHang = (): boolean =>
  spawnSync('unshare', [isRoot ? '-m' : '-rm', 'sh', '-c', MOUNT, '/tmp']).status === 0;

/** Lets a directory hang for one process, which has a name space of its own for its mounts. */
export class HangingShare {
  private constructor(private readonly server: ChildProcess) {}

  static async begin(pid: number, directory: string): Promise<HangingShare> {
    const enter = ['-m', ...(isRoot ? [] : ['-U', '--preserve-credentials']), '-t', String(pid)];
    const script = `${MOUNT} && read end; exec 3>&-; umount -l "$0"`;
    const server = spawn('nsenter', [...enter, 'sh', '-c', script, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(server.stdout, 'data');
    return new HangingShare(server);
  }

  async end(): Promise<void> {
    this.server.stdin?.end('\n');
    await once(this.server, 'exit');
  }
}
