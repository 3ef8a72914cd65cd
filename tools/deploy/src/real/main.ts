import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, parseAllDocuments } from 'yaml';
import { pod, WAITS } from './pods';
import { holds, kubectl, list, render, ROOT, say, told, toldLater, type Resource } from '../k8s/kubectl';

const NAMESPACE = 'switchyard-real';
const STRANGERS = 'switchyard-real-strangers';
/** The deployments whose pods run; the others need models. */
const CORE = ['api-gateway', 'monitor', 'flow-engine', 'ffmpeg-worker', 'subtitle-worker'];
/** Enough that the worker is always in the middle of one. */
const LONG = 4;
const DURING_ROLLOUT = 40;
const WITHIN_MS = 180_000;

interface Deployed extends Resource {
  data?: Record<string, string>;
  spec?: {
    replicas?: number;
    template?: { spec: { containers: { image: string }[] } };
  };
}

interface Ended {
  task_id: string;
  status: string;
  attempt: number;
  refused: number;
}

const REACHED = 'reached';
const REFUSED = ['timeout', 'ECONNREFUSED'];
const IMPATIENT = { pollingInterval: 2, cooldownPeriod: 10 };

class RealTest {
  async run(): Promise<void> {
    const began = Date.now();
    try {
      this.install();
      this.clients();
      await this.task();
      await this.newVersions();
      await this.strangers();
      this.gate();
      await this.scaling();
      say(`all kept, after ${this.since(began)}`);
    } catch (error) {
      for (const args of [
        ['get', 'pods', '-o', 'wide'],
        ['events'],
        ['logs', '--prefix', '--tail=20', '-l', 'app.kubernetes.io/part-of=switchyard'],
      ])
        process.stderr.write(this.here(...args).said);
      throw error;
    } finally {
      kubectl(['delete', 'namespace', NAMESPACE, STRANGERS, '--wait=false']);
    }
  }

  private install(): void {
    told(['delete', 'namespace', NAMESPACE, STRANGERS, '--ignore-not-found']);
    const began = Date.now();
    const resources = render<Deployed>('overlays/local', NAMESPACE).map((resource) => this.trimmed(resource));
    const namespace = resources.filter(({ kind }) => kind === 'Namespace');
    for (const some of [namespace, resources]) told(['apply', '--server-side', '-f', '-'], list(some));
    this.rolledOut('statefulset/redis');
    // A gateway waits for the first key.
    const key = this.key('clients', 'admin');
    const token = this.key('keda', 'read');
    for (const [name, field, value] of [
      ['client', 'SWITCHYARD_KEY', key],
      ['switchyard-keda', 'token', token],
    ] as const)
      this.must('create', 'secret', 'generic', name, `--from-literal=${field}=${value}`);
    for (const name of CORE) this.rolledOut(`deployment/${name}`);
    holds(`pods of ${CORE.length} deployments and Redis run and answer their probes after ${this.since(began)}`, true);
  }

  /** Our images under their tag, no pods that need models, and a queue that calls for more workers soon. */
  private trimmed(resource: Deployed): Deployed {
    const { kind, metadata, data, spec } = resource;
    if (kind === 'ConfigMap') return { ...resource, data: { ...data, QUEUE_AGE_TARGET: '3' } };
    const [container, ...others] = spec?.template?.spec.containers ?? [];
    if (!container) return resource;
    const image = kind === 'StatefulSet' ? (process.env['REDIS_IMAGE'] ?? container.image) : `${container.image}:test`;
    const containers = [{ ...container, image }, ...others];
    const template = { ...spec?.template, spec: { ...spec?.template?.spec, containers } };
    const replicas = kind === 'StatefulSet' || CORE.includes(metadata.name) ? 1 : 0;
    return { ...resource, spec: { ...spec, replicas, template } };
  }

  private key(name: string, scope: string): string {
    const labels = { 'app.kubernetes.io/part-of': 'switchyard' };
    const args = ['key', 'create', name, '--scope', scope];
    const made = pod(`key-${name}`, labels, { args, envFrom: [{ secretRef: { name: 'switchyard-redis' } }] });
    this.apply(NAMESPACE, made);
    this.must('wait', '--for=jsonpath={.status.phase}=Succeeded', `pod/key-${name}`, '--timeout=60s');
    const said = this.must('logs', `key-${name}`).split('\n');
    return said.find((line) => line.startsWith('sy_')) ?? '';
  }

  private clients(): void {
    const labels = { 'app.kubernetes.io/component': 'client' };
    this.apply(NAMESPACE, pod('client', labels, { ...WAITS, envFrom: [{ secretRef: { name: 'client' } }] }));
    told(['create', 'namespace', STRANGERS]);
    this.apply(STRANGERS, pod('stranger', {}, WAITS));
    this.must('wait', '--for=condition=Ready', 'pod/client', '--timeout=60s');
    told(['-n', STRANGERS, 'wait', '--for=condition=Ready', 'pod/stranger', '--timeout=60s']);
  }

  private async task(): Promise<void> {
    const [ended] = await this.tasks('first', 1, 0, 20);
    holds(`a task that is handed in at the service ends (${ended?.status})`, ended?.status === 'succeeded');
  }

  private async newVersions(): Promise<void> {
    const worker = this.must('get', 'pods', '-l', 'app.kubernetes.io/name=subtitle-worker', '-o', 'name').trim();
    const log = toldLater(['-n', NAMESPACE, 'logs', '--follow', worker]);
    const long = this.tasks('long', LONG, 0, 1000);
    await this.until('the worker is in the middle of a task', () => this.cli('status', 'long-0').includes('"running"'));
    const short = this.tasks('rollout', DURING_ROLLOUT, 250, 20);
    for (const name of ['subtitle-worker', 'api-gateway'])
      this.must('set', 'image', `deployment/${name}`, `app=switchyard/${name}:next`);
    for (const name of ['api-gateway', 'subtitle-worker']) this.rolledOut(`deployment/${name}`);
    const ended = [...(await long), ...(await short)];
    const [, drained = ''] = (await log).split('worker.draining');
    holds('the worker that is replaced ends what it began', drained.includes('"task.succeeded"'), drained);
    const done = ended.filter(({ status }) => status === 'succeeded').length;
    const again = ended.filter(({ attempt }) => attempt > 1).length;
    const refused = ended.reduce((sum, one) => sum + one.refused, 0);
    const said = `${again} of them in a second attempt, ${refused} requests were repeated`;
    const all = LONG + DURING_ROLLOUT;
    holds(`${done} of ${all} tasks end, while gateway and worker are replaced in mid-task; ${said}`, done === all);
  }

  /** As the component `keda` has it, but impatient; its policy comes last, to show that KEDA depends on it. */
  private async scaling(): Promise<void> {
    const text = readFileSync(join(ROOT, 'k8s/components/keda/scaled-objects.yaml'), 'utf8');
    const all = parseAllDocuments(text.replaceAll('api-gateway.switchyard.svc', `api-gateway.${NAMESPACE}.svc`));
    const ours = all
      .map((document) => document.toJS() as Deployed)
      .filter(({ metadata: { name } }) => ['subtitle-worker', 'switchyard-keda'].includes(name))
      .map((one) => (one.kind === 'ScaledObject' ? { ...one, spec: { ...one.spec, ...IMPATIENT } } : one));
    const policy = ours.filter(({ kind }) => kind === 'NetworkPolicy');
    this.apply(NAMESPACE, ...ours.filter((one) => !policy.includes(one)));
    await this.until('the gateway refuses KEDA', () => this.condition('Ready').includes('TriggerError'));
    this.apply(NAMESPACE, ...policy);
    await this.until('KEDA takes the idle worker away', () => this.workers() === 0);
    const said = this.reach(STRANGERS, 'stranger', `api-gateway.${NAMESPACE}`, 80);
    holds('KEDA reaches the gateway once its policy is there, a pod of a third namespace does not', said !== REACHED);
    await this.fromNoneToNone();
  }

  private async fromNoneToNone(): Promise<void> {
    const began = Date.now();
    const tasks = this.tasks('scaled', 16, 0, 600);
    await this.until('KEDA brings a worker', () => this.answering() > 0);
    say(`a worker answers ${this.since(began)} after the first task`);
    await this.until('KEDA brings more workers', () => this.answering() > 1);
    say(`${this.answering()} workers answer ${this.since(began)} after the first task`);
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, this.answering())), 1000);
    const ended = await tasks.finally(() => clearInterval(watch));
    const worked = ended.every(({ status }) => status === 'succeeded');
    holds(`KEDA brings workers for the tasks that wait, and all ${ended.length} end`, worked);
    const done = Date.now();
    await this.until('KEDA takes all workers away', () => this.workers() === 0);
    holds(`a worker goes from none to ${most} and, ${this.since(done)} after the last task, to none`, most > 1);
  }

  private async strangers(): Promise<void> {
    const gateway = `api-gateway.${NAMESPACE}`;
    const stranger = (): string => this.reach(STRANGERS, 'stranger', gateway, 80);
    holds('a client in the namespace reaches the gateway', this.reach(NAMESPACE, 'client', gateway, 80) === REACHED);
    const enforced = 'a pod of another namespace is refused (a network plugin that holds policies is needed)';
    holds(enforced, REFUSED.includes(stranger()), stranger());
    holds('a client is refused by Redis', REFUSED.includes(this.reach(NAMESPACE, 'client', 'redis', 6379)));
    this.apply(NAMESPACE, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'strangers' },
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api-gateway' } },
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': STRANGERS } } }] }],
      },
    });
    await this.until('a policy lets the pod of another namespace in', () => stranger() === REACHED);
    holds('it gets in once a policy says so', true);
    this.must('delete', 'networkpolicy', 'strangers');
    await this.until('the pod of another namespace is refused again', () => stranger() !== REACHED);
  }

  /** The component `gpu` as far as no GPU is needed: the directory of the node in which engines lock, as user 10001. */
  private gate(): void {
    const patch = parse(readFileSync(join(ROOT, 'k8s/components/gpu/gpu.yaml'), 'utf8')) as {
      spec: { template: { spec: { initContainers: { image: string }[]; volumes: object[]; containers: object[] } } };
    };
    const { initContainers, volumes, containers } = patch.spec.template.spec;
    const [{ volumeMounts } = { volumeMounts: [] }] = containers as { volumeMounts: object[] }[];
    const program = "require('fs').writeFileSync('/gpu-gate/test', ''); require('fs').rmSync('/gpu-gate/test')";
    const made = pod('gate', {}, { command: ['node', '-e', program], volumeMounts }) as { spec: object };
    const before = initContainers.map((container) => ({ ...container, image: `${container.image}:test` }));
    this.apply(STRANGERS, { ...made, spec: { ...made.spec, initContainers: before, volumes } });
    told(['-n', STRANGERS, 'wait', '--for=jsonpath={.status.phase}=Succeeded', 'pod/gate', '--timeout=60s']);
    holds('the gate of the GPUs, a directory of the node, can be written by the user of the workers', true);
  }

  /** What a pod gets that connects to a port. */
  private reach(namespace: string, name: string, host: string, port: number): string {
    const program = `const socket = require('net').connect({ host: '${host}', port: ${port} });
      const end = (said) => (console.log(said), process.exit());
      socket.setTimeout(5000).on('connect', () => end('${REACHED}')).on('timeout', () => end('timeout')).on('error', ({ code }) => end(code));`;
    return told(['-n', namespace, 'exec', name, '--', 'node', '-e', program]).trim();
  }

  /** How tasks ended that a pod handed in at the service. */
  private async tasks(prefix: string, count: number, everyMs: number, segments: number): Promise<Ended[]> {
    const program = readFileSync(join(__dirname, 'in-cluster.js'), 'utf8');
    const args = [prefix, count, everyMs, segments].map(String);
    const said = await toldLater(['-n', NAMESPACE, 'exec', '-i', 'client', '--', 'node', '-', ...args], program);
    return said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Ended);
  }

  private cli(...args: string[]): string {
    const program = ['node', 'apps/cli/dist/main.js', ...args, '--json', '--url', 'http://api-gateway'];
    return this.here('exec', 'client', '--', ...program).said;
  }

  private condition(type: string): string {
    return this.must(
      'get',
      'scaledobject/subtitle-worker',
      '-o',
      `jsonpath={.status.conditions[?(@.type=="${type}")]}`,
    );
  }

  /** Workers whose pods are ready. */
  private answering(): number {
    return Number(this.must('get', 'deployment/subtitle-worker', '-o', 'jsonpath={.status.readyReplicas}'));
  }

  /** Workers whose pods are there. */
  private workers(): number {
    return this.must('get', 'pods', '-l', 'app.kubernetes.io/name=subtitle-worker', '-o', 'name')
      .trim()
      .split('\n')
      .filter(Boolean).length;
  }

  private apply(namespace: string, ...resources: object[]): void {
    told(['-n', namespace, 'apply', '-f', '-'], list(resources));
  }

  private rolledOut(what: string): void {
    this.must('rollout', 'status', what, '--timeout=180s');
  }

  private here(...args: string[]): { status: number | null; said: string } {
    return kubectl(['-n', NAMESPACE, ...args]);
  }

  private must(...args: string[]): string {
    return told(['-n', NAMESPACE, ...args]);
  }

  private async until(what: string, is: () => boolean): Promise<void> {
    const end = Date.now() + WITHIN_MS;
    while (!is()) {
      if (Date.now() > end) throw new Error(`${what}: not within ${WITHIN_MS / 1000} s`);
      await sleep(500);
    }
  }

  private since(began: number): string {
    return `${((Date.now() - began) / 1000).toFixed(0)} s`;
  }
}

void new RealTest().run().catch((error: unknown) => {
  process.stderr.write(`k8s: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
