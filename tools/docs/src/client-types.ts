import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './find-settings';

/** Where the types of the client stand; tracked, so that editors and the compiler need no build. */
export const CLIENT_TYPES = join(ROOT, 'libs/client/src/api.generated.ts');

const HEAD = '/** Made from the OpenAPI text of the gateway by `npm run docs`; not to be changed by hand. */\n';
/** Fields with a default may be left out of a request. */
const OPTIONS = ['--default-non-nullable=false'];

/** The types of every route, as the gateway describes them now. */
export async function clientTypes(): Promise<string> {
  // Nothing may import an app; compiled code goes with this file when it is compiled, sources with it as a source.
  const gateway = join(ROOT, 'apps/api-gateway', basename(__dirname), 'http/openapi-document');
  const { openApiDocument } = (await import(gateway)) as { openApiDocument: () => Promise<object> };
  const types = await openApiTypescript(JSON.stringify(await openApiDocument()));
  return HEAD + types.replace(/^\/\*\*[^]*?\*\/\n\n/, '');
}

/** A program of its own: it needs another TypeScript than the workspace. */
async function openApiTypescript(document: string): Promise<string> {
  const program = join(require.resolve('openapi-typescript/package.json'), '../bin/cli.js');
  const run = promisify(execFile)(process.execPath, [program, ...OPTIONS], { maxBuffer: 16 * 1024 * 1024 });
  run.child.stdin?.end(document);
  return (await run).stdout;
}
