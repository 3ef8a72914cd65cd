/** What Pyodide must refuse, tried from within; as `ESCAPES` it prints what it got. */
export const PYODIDE_ESCAPES = `
import gc, json, os, sys

found = {}

def refused(name):
    def run(tries):
        try:
            got = tries()
        except BaseException:
            got = None
        if got is not None:
            found[name] = str(got)[:200]
    return run

def proxies():
    named = [value for module in list(sys.modules.values()) for value in vars(module or object).values()] if sys else []
    return [one for one in named + gc.get_objects() if type(one).__name__ == 'JsProxy']

@refused('network')
def _():
    import socket
    socket.create_connection(('127.0.0.1', PORT), timeout=1)
    return 'connected to a port of the machine'

@refused('requests over HTTP')
def _():
    import urllib.request
    return urllib.request.urlopen('http://127.0.0.1:%d/' % PORT, timeout=1)

@refused('objects of JavaScript')
def _():
    import js
    return dir(js)

@refused('Pyodide from within')
def _():
    import pyodide_js
    return dir(pyodide_js)

@refused('fetching')
def _():
    from pyodide.http import open_url
    return open_url('http://127.0.0.1:%d/' % PORT)

@refused('JavaScript as text')
def _():
    from pyodide.code import run_js
    return run_js('process.pid')

@refused('JavaScript by a constructor')
def _():
    for one in proxies():
        try:
            return one.constructor.constructor('return process')()
        except BaseException:
            pass

@refused('users of the machine')
def _():
    for path in ('/etc/passwd', '/etc/shadow', '/root', '/usr', '/var', '/proc/self/environ', '/proc/1'):
        if os.path.exists(path):
            return path + ' is there'

@refused('environment of the agent')
def _():
    return {name for name in os.environ if name.startswith(('SWITCHYARD', 'AGENT', 'NODE'))} or None

@refused('other processes')
def _():
    return os.fork()

@refused('programs of the machine')
def _():
    import subprocess
    return subprocess.run(['/bin/true'])

@refused('signals to others')
def _():
    os.kill(os.getppid() or 1, 0)
    return 'the agent can be signalled'

@refused('more memory than it may have')
def _():
    return len(bytearray((MEMORY_MB + 256) << 20))

print(json.dumps(found))
`;
