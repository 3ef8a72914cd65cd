import { missing, ok, type Finding } from './check';

const LEAST = [20, 19] as const;

/** Node is new enough. */
export const checkNode = (): Promise<Finding[]> => Promise.resolve([nodeFinding(process.versions.node)]);

export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  if (enough) return ok('node', version);
  return missing('node', `${version}; ${LEAST.join('.')} or newer is needed`, 'get it from https://nodejs.org');
}
