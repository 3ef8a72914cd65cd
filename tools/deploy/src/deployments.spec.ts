import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CATALOGUE, SERVICES } from '@switchyard/contracts';
import { WORKER_APPS } from '@switchyard/testing';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** Apps that run as processes of their own in a cluster. */
const SERVED = ['api-gateway', 'monitor', 'flow-engine'];
const APPS = readdirSync(join(ROOT, 'apps')).filter((app) => app.endsWith('-worker') || SERVED.includes(app));
/** Seconds between the end of the drain and the end of the process. */
const AFTER_DRAIN = 20;

interface Container {
  image: string;
  env?: { name: string }[];
  ports?: { name: string; containerPort: number }[];
  resources?: { requests?: object; limits?: Record<string, string> };
  securityContext?: object;
  [probe: `${string}Probe`]: { httpGet?: { path: string; port: string } };
}
interface Resource {
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  data?: Record<string, string>;
  spec: {
    template: {
      spec: {
        terminationGracePeriodSeconds: number;
        securityContext: object;
        topologySpreadConstraints: object[];
        initContainers?: Container[];
        containers: Container[];
        volumes: { name: string; hostPath?: { path: string } }[];
      };
    };
    triggers: { metadata: Record<string, string> }[];
    scaleTargetRef: { name: string };
  };
}

const render = (overlay: string): Resource[] => {
  const text = execFileSync('kubectl', ['kustomize', join(ROOT, 'k8s/overlays', overlay)], { encoding: 'utf8' });
  return parseAllDocuments(text).map((document) => document.toJS() as Resource);
};
const OVERLAYS = readdirSync(join(ROOT, 'k8s/overlays')).map((name) => ({ name, resources: render(name) }));
const ofKind = (resources: Resource[], kind: string): Resource[] => resources.filter((each) => each.kind === kind);
const deploymentsIn = (resources: Resource[]) =>
  ofKind(resources, 'Deployment').map(({ metadata, spec }) => ({
    ...{ name: metadata.name, pod: spec.template.spec },
    app: spec.template.spec.containers[0] as Container,
  }));

/** Every setting that its page names. */
const SETTINGS = new Set(
  [...read('docs/configuration.md').matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name),
);

interface Service {
  image: string;
  profiles?: string[];
  build?: { target: string };
  environment?: Record<string, string>;
}
const compose = () => parse(read('docker/compose.yaml'), { merge: true }) as { services: Record<string, Service> };

describe.each(OVERLAYS)('the overlay $name', ({ resources }) => {
  const deployments = deploymentsIn(resources);

  it('has a deployment for every app, with an image of its own', () => {
    expect(deployments.map(({ name }) => name).sort()).toEqual(APPS);
    for (const { name, app } of deployments) expect(app.image).toBe(`switchyard/${name}`);
  });

  it('asks each app for the probes that it has, on a port that it listens on', () => {
    const routes = read('libs/client/src/api.generated.ts');
    const settings = ofKind(resources, 'ConfigMap')[0]?.data ?? {};
    for (const { name, app } of deployments) {
      const port = name === 'api-gateway' ? settings['PORT'] : settings['PROBE_PORT'];
      expect({ name, ports: app.ports }).toEqual({ name, ports: [{ name: 'http', containerPort: Number(port) }] });
      for (const kind of ['startup', 'readiness', 'liveness'] as const) {
        const probe = app[`${kind}Probe`]?.httpGet;
        expect({ name, kind, port: probe?.port }).toEqual({ name, kind, port: 'http' });
        expect(routes).toContain(`"${probe?.path}"`);
      }
    }
  });

  it('lets a node that is emptied take one pod of an app at a time', () => {
    const budgets = ofKind(resources, 'PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name).sort()).toEqual(APPS);
    for (const { metadata, spec } of budgets)
      expect(spec).toMatchObject({
        maxUnavailable: 1,
        selector: { matchLabels: { 'app.kubernetes.io/name': metadata.name } },
      });
  });

  it('spreads the pods of an app over the nodes', () => {
    for (const { pod } of deployments)
      expect(pod.topologySpreadConstraints).toMatchObject([
        { topologyKey: 'kubernetes.io/hostname', matchLabelKeys: ['app.kubernetes.io/name'] },
      ]);
  });

  it('gives workers more time to end than they need to drain', () => {
    const drain = Number(ofKind(resources, 'ConfigMap')[0]?.data?.['DRAIN_TIMEOUT']);
    for (const { pod } of deployments)
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(drain + AFTER_DRAIN);
  });

  it('names only settings that there are', () => {
    const named = [
      ...Object.keys(ofKind(resources, 'ConfigMap')[0]?.data ?? {}),
      ...deployments.flatMap(({ app }) => (app.env ?? []).map(({ name }) => name)),
    ];
    expect(named.filter((name) => !SETTINGS.has(name))).toEqual([]);
  });

  it('lets no app do more than it must', () => {
    for (const { pod, app } of deployments) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(app).toMatchObject({
        securityContext: {
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { cpu: expect.anything(), memory: expect.anything() },
          limits: { memory: expect.anything() },
        },
      });
    }
  });
});

describe('GPUs', () => {
  const using = [
    ...new Set(CATALOGUE.filter(({ device }) => device !== 'cpu').map(({ service }) => WORKER_APPS[service])),
  ].sort();

  it('are given in a cluster to every worker whose tasks may use one, with one gate for a node, and to no other', () => {
    const { resources = [] } = OVERLAYS.find(({ name }) => name === 'gpu') ?? {};
    const withGpu = deploymentsIn(resources).filter(({ app }) => app.resources?.limits?.['nvidia.com/gpu']);
    expect(withGpu.map(({ name }) => name).sort()).toEqual(using);
    for (const { pod } of withGpu) {
      expect(pod.initContainers).toMatchObject([{ name: 'gate', volumeMounts: [{ mountPath: '/gpu-gate' }] }]);
      expect(pod.volumes.filter(({ hostPath }) => hostPath)).toMatchObject([{ name: 'gpu-gate' }]);
    }
  });

  it('are given by the profile `gpu` of Compose to the same workers, with one gate for the host', () => {
    const profile = Object.entries(compose().services).filter(([, { profiles }]) => profiles?.includes('gpu'));
    expect(profile.map(([name]) => name).sort()).toEqual(using.map((app) => `${app}-gpu`));
    for (const [name, service] of profile)
      expect(service).toMatchObject({
        image: `switchyard/${name.replace(/-gpu$/, '')}:\${GPU_VERSION:-gpu}`,
        environment: { GPU_GATE_DIR: '/gpu-gate' },
        volumes: expect.arrayContaining(['gpu-gate:/gpu-gate']),
        deploy: { resources: { reservations: { devices: [{ driver: 'nvidia', capabilities: ['gpu'] }] } } },
        ...{ cap_drop: ['ALL'], read_only: true },
      });
  });

  it('get the builds of llama.cpp of the very version that its worker loads', () => {
    const { dependencies } = JSON.parse(read('apps/llm-worker/package.json')) as {
      dependencies: Record<string, string>;
    };
    const fetched = [...read('docker/cuda.sh').matchAll(/@node-llama-cpp\/[a-z0-9-]+@([\d.]+)/g)].map(
      ([, version]) => version,
    );
    expect(fetched).toEqual(Array(2).fill(dependencies['node-llama-cpp']));
  });
});

it('asks every app for its metrics', () => {
  const targets = parse(read('deployments/monitoring/targets.yml')) as { targets: string[]; labels: { app: string } }[];
  const port = (app: string): number => (app === 'api-gateway' ? 8000 : 9100);
  expect(targets.map(({ labels }) => labels.app).sort()).toEqual(APPS);
  const withGpu = ({ app }: { app: string }): string[] =>
    Object.keys(compose().services).filter((name) => name === `${app}-gpu`);
  for (const { targets: at, labels } of targets)
    expect(at).toEqual([labels.app, ...withGpu(labels)].map((name) => `${name}:${port(labels.app)}`));
});

it('scales every worker by the queue of its service, each by its own', () => {
  const scaled = ofKind(OVERLAYS.find(({ name }) => name === 'production')?.resources ?? [], 'ScaledObject');
  expect(scaled.map(({ spec }) => spec.scaleTargetRef.name).sort()).toEqual(
    APPS.filter((app) => app.endsWith('-worker')),
  );
  const queues = scaled.map(({ spec }) => spec.triggers[0]?.metadata['valueLocation'] ?? '');
  const services = queues.map((place) => /^queues\.#\(service=="(\w+)"\)\.desired_workers$/.exec(place)?.[1]);
  expect(services.sort()).toEqual([...SERVICES].sort());
});

it('builds an image of every app, and starts it in Compose with settings that there are', () => {
  const targets = [...read('docker/Dockerfile').matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name ?? '');
  expect(targets.filter((name) => APPS.includes(name)).sort()).toEqual(APPS);
  const apps = Object.entries(compose().services).filter(([name, { build }]) => build && name !== 'cli');
  expect(apps.map(([name]) => name).sort()).toEqual(APPS);
  for (const [name, { build, environment }] of apps) {
    expect(build?.target).toBe(name);
    expect(Object.keys(environment ?? {}).filter((variable) => !SETTINGS.has(variable))).toEqual([]);
  }
});

it('joins every app to the network of another Redis', () => {
  const { services } = parse(read('docker/compose.redis-network.yaml')) as {
    services: Record<string, { networks?: string[] }>;
  };
  const joined = Object.entries(services).filter(([, { networks }]) => networks?.includes('redis'));
  const withGpu = Object.keys(compose().services).filter((name) => name.endsWith('-gpu'));
  expect(joined.map(([name]) => name).sort()).toEqual([...APPS, ...withGpu, 'cli'].sort());
});

describe('the Dockerfile', () => {
  const text = read('docker/Dockerfile').replace(/\\\n/g, ' ');
  const stages = text.split(/^(?=FROM )/m).slice(1);
  const instructions = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const of = (name: string): string[] => instructions.filter((line) => line.startsWith(`${name} `));

  it('can be built where no registry of images is: it asks for no syntax of its own, and for one base', () => {
    expect(text).not.toMatch(/^# *syntax=/m);
    const names = new Set(stages.map((stage) => / AS (\S+)/.exec(stage)?.[1]));
    const bases = stages.map((stage) => /^FROM (\S+)/.exec(stage)?.[1] ?? '');
    expect(new Set(bases.filter((base) => !names.has(base)))).toEqual(new Set(['${NODE_IMAGE}', 'scratch']));
    expect(of('ADD')).toEqual([]);
  });

  it('leaves nothing of package managers in images, and takes no recommended packages', () => {
    // the stage with a compiler is in no image
    const installs = of('RUN').filter((line) => line.includes('apt-get install') && !line.includes('build-essential'));
    expect(installs.length).toBeGreaterThan(0);
    for (const line of installs) {
      expect(line).toMatch(/apt-get update && apt-get install -y --no-install-recommends /);
      expect(line).toMatch(/rm -rf \/var\/lib\/apt\/lists\/\* \/var\/cache\/apt\/\*$/);
    }
  });

  it('runs every app as a user without rights, with a start that gets signals', () => {
    for (const stage of stages.filter((one) => /^USER /m.test(one)))
      expect(stage.match(/^USER (.*)$/gm)?.at(-1)).toBe('USER 10001:10001');
    for (const line of [...of('ENTRYPOINT'), ...of('CMD')]) expect(line).toMatch(/^\w+ \[".*"\]$/);
  });
});
