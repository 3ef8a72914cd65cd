import { missing, ok, type Finding } from './check';
import { programOutput } from './program-output';

/** Older ones do not know scripts that may run while they are full. */
const LEAST_MAJOR = 7;
const GET = 'get it with: make setup, apt-get install redis-server or brew install redis';

/** A Redis can be started on this machine. */
export const checkRedisServer = async (): Promise<Finding[]> => [
  redisServerFinding(await programOutput('redis-server', ['--version'])),
];

/** What a line such as `Redis server v=7.0.15 sha=00000000:0 …` says; nothing where there is no such program. */
export function redisServerFinding(text: string | undefined): Finding {
  if (text === undefined) return missing('redis-server', 'not found in PATH', GET);
  const version = /v=(\S+)/.exec(text)?.[1] ?? 'here';
  if (parseInt(version) < LEAST_MAJOR)
    return missing('redis-server', `${version}; ${LEAST_MAJOR} or newer is needed`, GET);
  return ok('redis-server', version);
}
