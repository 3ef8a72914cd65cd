import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { secondsSinceInput } from './input-idle';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the last input of a machine whose desktop cannot be asked', () => {
  const path = process.env['PATH'];
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'machine-'));
    process.env['PATH'] = root;
    file('dev/pts/0');
    utimesSync(join(root, 'dev/pts/0'), Date.now() / 1000 - 100, Date.now() / 1000);
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(root, { recursive: true });
  });

  function file(name: string): void {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), '');
  }

  it('is that of its terminals where it has no desktop', async () => {
    expect(await secondsSinceInput(root)).toBeCloseTo(100, -1);
  });

  it.each(['tmp/.X11-unix/X0', 'run/user/1000/wayland-0'])('is not known where %s listens', async (socket) => {
    file(socket);
    expect(await secondsSinceInput(root)).toBeUndefined();
  });
});
