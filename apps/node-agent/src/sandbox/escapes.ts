/**
 * What the sandbox must refuse, tried from within. Each try returns nothing when it was refused, and what it got otherwise. It runs
 * before an agent takes work, so it must be quick.
 */
export const ESCAPES = `
import ctypes, json, os, resource, signal, socket, sys, time

libc = ctypes.CDLL(None, use_errno=True)
found = {}

def refused(name):
    def run(tries):
        try:
            got = tries()
        except (OSError, MemoryError) as error:
            got = None
        if got is not None:
            found[name] = str(got)[:200]
    return run

def call(number, *args):
    ctypes.set_errno(0)
    result = libc.syscall(number, *[ctypes.c_long(arg) for arg in args])
    return None if result == -1 else result

@refused('network')
def _():
    with socket.socket() as connection:
        connection.settimeout(1)
        connection.connect(('127.0.0.1', PORT))
        return 'connected to a port of the machine'

@refused('unix socket')
def _():
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

@refused('users of the machine')
def _():
    for path in ('/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/run', '/sys', '/boot'):
        if os.path.exists(path):
            return path + ' is there'

@refused('processes of the machine')
def _():
    return os.listdir('/proc')[:3]

@refused('environment of the agent')
def _():
    others = set(os.environ) - {'PATH', 'HOME', 'LANG', 'PWD', 'LC_CTYPE'}
    return others or None

@refused('writing outside of /tmp')
def _():
    for path in ('/x', '/usr/x', '/usr/bin/x', '/code/x', '/code/main.py', '/dev/x'):
        try:
            with open(path, 'a'):
                return path
        except OSError:
            pass

@refused('links that lead outside')
def _():
    os.symlink('/etc/shadow', '/tmp/link')
    return open('/tmp/link').read()[:20]

@refused('devices')
def _():
    for path in ('/dev/sda', '/dev/mem', '/dev/kmsg', '/dev/input', '/dev/dri', '/dev/nvidia0', '/dev/fuse'):
        if os.path.exists(path):
            return path + ' is there'

@refused('rights')
def _():
    if os.getuid() == 0 or os.geteuid() == 0:
        return 'it is root'
    os.setuid(0)
    return 'it became root'

@refused('a new user namespace')
def _():
    if hasattr(os, 'unshare'):
        os.unshare(0x10000000)
        return 'unshare'
    if libc.unshare(0x10000000) == 0:
        return 'unshare'

@refused('mounting')
def _():
    if libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0:
        return 'mount'

@refused('tracing')
def _():
    if libc.ptrace(16, os.getppid(), 0, 0) == 0:
        return 'attached'
    if libc.ptrace(0, 0, 0, 0) == 0:
        return 'traced'

@refused('setting the clock')
def _():
    time.clock_settime(time.CLOCK_REALTIME, time.time() + 1)
    return 'the clock is set'

@refused('signals to others')
def _():
    # one by one: -1 would end this program
    for pid in [os.getppid()] + list(range(50, 400)):
        if pid in (0, 1, os.getpid()):
            continue
        try:
            os.kill(pid, 0)
            return 'process %d can be signalled' % pid
        except OSError:
            pass

@refused('memory of no process')
def _():
    return os.memfd_create('x')

@refused('more memory than it may have')
def _():
    return len(bytearray((MEMORY_MB + 256) << 20))

@refused('more processes than it may have')
def _():
    children = []
    try:
        for _ in range(200):
            pid = os.fork()
            if pid == 0:
                time.sleep(30)
                os._exit(0)
            children.append(pid)
        return '%d processes' % len(children)
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children:
            os.waitpid(pid, 0)

@refused('larger files than it may have')
def _():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open('/tmp/large', 'wb') as file:
        file.seek(DISK_MB << 20)
        file.write(b'x')
        file.flush()
        return 'a file of %d MB' % DISK_MB

@refused('raising its limits')
def _():
    try:
        resource.setrlimit(resource.RLIMIT_NPROC, (1000, 1000))
        return 'more processes'
    except ValueError:
        return None

print(json.dumps(found))
`;
