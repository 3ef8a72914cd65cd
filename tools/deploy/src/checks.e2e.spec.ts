import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TestSystem, freePort, waitFor } from '@switchyard/testing';
import { stringify } from 'yaml';
import { writeSchemas } from './schemas';

const ROOT = resolve(__dirname, '../../..');
const PLACE = join(ROOT, '.switchyard/deploy');
const MONITORING = join(ROOT, 'deployments/monitoring');
const OVERLAYS = readdirSync(join(ROOT, 'k8s/overlays'));

/** What brings the programs that judge; macOS, for one, has not all of it. */
const there = (program: string): boolean => spawnSync('which', [program]).status === 0;
const judged = ['go', 'python3', 'apt-get', 'kubectl'].every(there) ? describe : describe.skip;

let scratch: string;

beforeAll(() => {
  if (judged !== describe) return;
  execFileSync('bash', [join(ROOT, 'tools/deploy/checkers.sh')], { stdio: 'inherit' });
  scratch = mkdtempSync(join(tmpdir(), 'deploy-'));
  writeSchemas(PLACE, join(scratch, 'schemas'));
}, 600_000);
afterAll(() => judged === describe && rmSync(scratch, { recursive: true, force: true }));

const judge = (program: string, args: string[], input?: string): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(join(PLACE, 'bin', program), args, { input, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

judged('kubeconform, with the schemas of Kubernetes and of the resources that others define', () => {
  const conforms = (text: string) => {
    const schemas = join(scratch, 'schemas', '{{ .ResourceKind }}{{ .KindSuffix }}.json');
    return judge('kubeconform', ['-strict', '-summary', '-schema-location', schemas], text);
  };
  const render = (overlay: string): string =>
    execFileSync('kubectl', ['kustomize', join(ROOT, 'k8s/overlays', overlay)], { encoding: 'utf8' });

  it.each(OVERLAYS)('takes the overlay %s', (overlay) => {
    const { status, said } = conforms(render(overlay));
    expect(said).toMatch(/Invalid: 0, Errors: 0, Skipped: 0/);
    expect(status).toBe(0);
  });

  it.each(['Ingress', 'ScaledObject', 'PodMonitor'])('looks at every %s there is', (kind) => {
    const component = ['ingress', 'keda', 'service-monitor'].flatMap((name) => {
      const folder = join(ROOT, 'k8s/components', name);
      return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    });
    const documents = component
      .flatMap((text) => text.split(/^---$/m))
      .filter((text) => text.includes(`kind: ${kind}\n`));
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      expect(conforms(document).said).toMatch(/Valid: 1, Invalid: 0, Errors: 0, Skipped: 0/);
      const wrong = document.replace(/^spec:$/m, 'spec:\n  replica: 1');
      expect(conforms(wrong).said).toMatch(/Invalid: 1/);
    }
  });

  it('refuses a field that there is not', () => {
    const wrong = render('local').replace(/^ {2}replicas: /m, '  replica: ');
    expect(conforms(wrong).said).toMatch(/additional.*replica[^]*Invalid: 1/i);
  });
});

judged('promtool and amtool', () => {
  it.each([
    ['promtool', ['check', 'config', '--syntax-only', 'prometheus.yml']],
    ['promtool', ['check', 'rules', 'alerts.yml']],
    ['promtool', ['test', 'rules', 'alerts.test.yml']],
    ['amtool', ['check-config', 'alertmanager.yml']],
  ])('%s %j is content', (program, args) => {
    const at = args.map((arg) => (arg.endsWith('.yml') ? join(MONITORING, arg) : arg));
    const { status, said } = judge(program, at);
    expect({ status, said }).toMatchObject({ status: 0 });
  });
});

judged('a Prometheus beside the running system', () => {
  let system: TestSystem;
  let prometheus: ChildProcess;
  let url: string;
  /** Ports by app. */
  let apps: Record<string, string | number>;
  /** Of what is not here: GPUs, and callbacks that were sent. */
  const EMPTY_HERE = /gpu_|callbacks_total/;

  beforeAll(async () => {
    const ports = { monitor: await freePort(), 'subtitle-worker': await freePort() };
    system = await TestSystem.start([]);
    system.startMonitor({ PROBE_PORT: String(ports.monitor) });
    system.startWorker('wservice', { PROBE_PORT: String(ports['subtitle-worker']) });
    await system.untilServed('wservice');
    writeFileSync(join(system.share, 'segments.json'), '[{"start": 0, "end": 1, "text": "Hello."}]');
    const input = { segments_file: '/share/segments.json' };
    await system.api.start('wservice.generate_subtitle_files', input);
    await system.api.untilIdle();
    apps = { 'api-gateway': new URL(system.api.url).port, ...ports };
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [join(MONITORING, 'alerts.yml')],
      scrape_configs: Object.entries(apps).map(([app, port]) => ({
        job_name: app,
        static_configs: [{ targets: [`127.0.0.1:${port}`], labels: { app, job: 'switchyard' } }],
      })),
    };
    writeFileSync(join(scratch, 'prometheus.yml'), stringify(config));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const args = ['--config.file', join(scratch, 'prometheus.yml'), '--storage.tsdb.path', join(scratch, 'tsdb')];
    prometheus = spawn(join(PLACE, 'bin/prometheus'), [...args, '--web.listen-address', `127.0.0.1:${port}`], {
      stdio: 'ignore',
    });
    await waitFor('Prometheus', () =>
      fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    // a rate needs two readings
    await waitFor('rates', async () => (await query('rate(http_requests_total[5m])')).length > 0);
  }, 120_000);
  afterAll(async () => {
    prometheus.kill('SIGTERM');
    await Promise.all([once(prometheus, 'exit'), system.stop()]);
  });

  it('has nothing to say about the metrics of any app', async () => {
    for (const [app, port] of Object.entries(apps)) {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect([app, judge('promtool', ['check', 'metrics'], text)]).toEqual([app, { status: 0, said: '' }]);
    }
  });

  const query = async (expr: string): Promise<unknown[]> => {
    const reply = await fetch(`${url}/api/v1/query`, { method: 'POST', body: new URLSearchParams({ query: expr }) });
    const { status, data, error } = (await reply.json()) as {
      status: string;
      data?: { result: unknown[] };
      error?: string;
    };
    if (status !== 'success') throw new Error(`${expr}: ${error}`);
    return data?.result ?? [];
  };

  const expressions = readdirSync(join(MONITORING, 'grafana/dashboards')).flatMap((file) =>
    [
      ...readFileSync(join(MONITORING, 'grafana/dashboards', file), 'utf8').matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g),
    ].map(([, text]) => [file, JSON.parse(text ?? '""') as string]),
  );

  it.each(expressions)('%s: %s has something to show', async (_file, expr) => {
    if (EMPTY_HERE.test(expr)) expect(await query(expr)).toEqual([]);
    else await waitFor(expr, async () => (await query(expr)).length > 0);
  });

  it('knows every metric that an alert looks at', async () => {
    const { data } = (await (await fetch(`${url}/api/v1/label/__name__/values`)).json()) as { data: string[] };
    const asked = readFileSync(join(MONITORING, 'alerts.yml'), 'utf8').match(/\b[a-z]+(_[a-z0-9]+)+(?=[{[) ])/g) ?? [];
    const known = new Set(data);
    const ours = [...new Set(asked)].filter((name) =>
      /^(task|monitor|http|heartbeat|host|gpu|process|callback|flow|job|node)/.test(name),
    );
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.filter((name) => !known.has(name) && !EMPTY_HERE.test(name))).toEqual([]);
  });

  it('is told of a gateway that died', async () => {
    const alerts = () => query('ALERTS{alertname="ApiDown", alertstate="pending"}');
    await waitFor('a gateway that answered in time', async () => (await alerts()).length === 0);
    await system.processes.find(({ app }) => app === 'api-gateway')?.end('SIGKILL');
    await waitFor('the alert', async () => (await alerts()).length === 1);
  });
});
