import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { deploymentOf, entriesOfDeployment, type Entry } from './deployment';
import { formatFiles, generateFiles, names, updateJson, type GeneratorCallback, type Tree } from '@nx/devkit';

interface NewWorker {
  /** Of the service, with hyphens. */
  name: string;
  install: boolean;
}

/** Makes the app of a new service, and its entries in the catalogue, the tests and the dev runner. */
export default async function newWorker(tree: Tree, { name, install }: NewWorker): Promise<GeneratorCallback> {
  const app = `${name}-worker`;
  if (tree.exists(`apps/${app}`)) throw new Error(`apps/${app} exists already`);
  const { className, propertyName } = names(name);
  const service = name.replaceAll('-', '_');
  generateFiles(tree, join(__dirname, 'files'), `apps/${app}`, { name, service, className, propertyName });
  tree.rename(`apps/${app}/${name}.tasks.ts`, `libs/contracts/src/catalogue/${name}.tasks.ts`);
  tree.write(`k8s/base/apps/${app}.yaml`, deploymentOf(app));
  const entries = entriesOf({ name, app, service, task: `${propertyName}ExampleTask` });
  for (const entry of [...entries, ...entriesOfDeployment(app, service)]) insert(tree, entry);
  updateJson(tree, 'tools/dev/package.json', (json: { nx: { implicitDependencies: string[] } }) => {
    json.nx.implicitDependencies.push(`@switchyard/${app}`);
    return json;
  });
  await formatFiles(tree);
  return () => (install ? finish(tree.root) : undefined);
}

const entriesOf = (made: Record<'name' | 'app' | 'service' | 'task', string>): Entry[] => {
  const { name, app, service, task } = made;
  const catalogue = 'libs/contracts/src/catalogue';
  return [
    {
      file: `${catalogue}/task-definition.ts`,
      before: /(?<=SERVICES = \[[^\]]*),?\s*\] as const/,
      text: `, '${service}'`,
    },
    { file: `${catalogue}/catalogue.ts`, before: /import type/, text: `import { ${task} } from './${name}.tasks';\n` },
    { file: `${catalogue}/catalogue.ts`, before: /\] as readonly TaskDefinition/, text: `${task},\n` },
    {
      file: 'libs/contracts/src/index.ts',
      before: /export \* from '.\/catalogue\/catalogue'/,
      text: `export * from './catalogue/${name}.tasks';\n`,
    },
    { file: 'libs/testing/src/test-system.ts', before: /(?<=WORKER_APPS[^}]*)\}/, text: `${service}: '${app}',\n` },
    {
      file: 'tools/dev/src/system/dev-system.ts',
      before: /(?<=const WORKERS = \{[^}]*)\}/,
      text: `'${app}': '${service}',\n`,
    },
    { file: 'README.md', before: /(?<=\n\| `wservice` .*\n)/, text: `| \`${service}\` | \`example\` |\n` },
  ];
};

function insert(tree: Tree, { file, before, text }: Entry): void {
  const old = tree.read(file, 'utf8') ?? '';
  const place = before.exec(old);
  if (!place) throw new Error(`${file} has no place for a new service: nothing matches ${String(before)}`);
  tree.write(file, old.slice(0, place.index) + text + old.slice(place.index));
}

/** Links the workspace, and writes what comes from the code. */
function finish(cwd: string): void {
  const run = (command: string, ...args: string[]): unknown => execFileSync(command, args, { cwd, stdio: 'inherit' });
  run('npm', 'install');
  run(process.execPath, 'tools/setup/complete-lock.js');
  run('npm', 'run', 'docs');
}
