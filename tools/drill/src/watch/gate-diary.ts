import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateEntry } from '../judge/history';
import type { Places } from '../system/places';

/**
 * Takes the place of flock(1) for everything the drill starts: it locks like flock, and while the lock is held it writes down
 * who got it and which engines that came in before still run. So no entrance goes unseen, as it could between samples.
 * The flag 4 (PF_EXITING) tells a process that has let go of its files but is not yet gone.
 */
const script = (flock: string, diary: string): string => `#!/bin/sh
'${flock}' "$@" || exit $?
gate=$(readlink /proc/$$/fd/3)
case $gate in */probe-*) exit 0 ;; esac
inode=$(stat -Lc %i /proc/$$/fd/3)
start_of() {
  start=
  read -r stat 2>/dev/null < "/proc/$1/stat" || return
  set -- \${stat##*) }
  case $1 in Z | X) return ;; esac
  [ $(($7 & 4)) -ne 0 ] || start=\${20}
}
beside=
while read -r _ other _ pid began role _; do
  [ "$role" = engine ] && [ "$other" = "\${gate%% *}" ] && [ "$pid" != $PPID ] || continue
  start_of "$pid"
  [ "$start" != "$began" ] || beside="$beside $pid"
done < '${diary}'
role=worker
grep -q '[.]engine[.]js' /proc/$PPID/cmdline && role=engine
start_of $PPID
echo "$(date +%s%3N) \${gate%% *} $inode $PPID $start $role$beside" >> '${diary}'
`;

/** From now on every lock taken by a process whose path begins with `bin` is written down. */
export function keepGateDiary({ bin, gateDiary }: Places): void {
  const flock = execFileSync('sh', ['-c', 'command -v flock'], { encoding: 'utf8' }).trim();
  const program = join(bin, 'flock');
  writeFileSync(gateDiary, '');
  writeFileSync(program, script(flock, gateDiary));
  chmodSync(program, 0o755);
}

/** Lines of `time gate inode pid start role [pid of an engine beside]…`. */
export const readGateDiary = ({ gateDiary }: Places): GateEntry[] =>
  readFileSync(gateDiary, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [at, gate = '', inode, pid, , role, ...beside] = line.split(' ');
      const entry = { at: Number(at), gate, inode: Number(inode), pid: Number(pid), beside: beside.map(Number) };
      return { ...entry, role: role === 'engine' ? 'engine' : 'worker' };
    });
