import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { holds, kubectl, list, render, ROOT, say, type Resource } from './kubectl';

const DEFINITIONS = join(ROOT, '.switchyard/deploy/crds');

interface Templated extends Resource {
  spec?: {
    template?: { metadata?: { labels?: Record<string, string> }; spec: { volumes?: object[] } };
    /** Of a StatefulSet. */
    volumeClaimTemplates?: { metadata: { name: string } }[];
  };
}

const apply = (resources: readonly object[]): { status: number | null; said: string } =>
  kubectl(
    ['apply', '--server-side', '--validate=strict', '--field-manager=switchyard-test', '-f', '-'],
    list(resources),
  );

/** The pod of a container that Pod Security must not let in, by what is wrong with it. */
const INSECURE: Readonly<Record<string, object>> = {
  'is privileged': { privileged: true, allowPrivilegeEscalation: true },
  'may gain rights': { allowPrivilegeEscalation: true },
  'runs as root': { runAsNonRoot: false, runAsUser: 0 },
  'keeps capabilities': { capabilities: { add: ['NET_ADMIN'] } },
};

/** One overlay, in a namespace of its own beside whatever else is in the cluster. */
class OverlayTest {
  private readonly namespace: string;

  constructor(private readonly overlay: string) {
    this.namespace = `switchyard-test-${overlay}`;
  }

  run(): void {
    const resources = this.render();
    try {
      const { status, said } = apply(resources);
      holds(`the server takes all ${resources.length} resources of the overlay ${this.overlay}`, status === 0, said);
      this.pods(resources);
      this.refusals(resources);
    } finally {
      kubectl(['delete', 'namespace', this.namespace, '--wait=false']);
    }
  }

  private render(): Templated[] {
    const here = render<Templated>(`overlays/${this.overlay}`, this.namespace);
    // a controller makes it, which a server without controllers has not
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: this.named('default') };
    const order = (resource: Resource): number => (resource.kind === 'Namespace' ? 0 : 1);
    return [...here, account].sort((a, b) => order(a) - order(b));
  }

  /** What a controller would make of each template; the server looks at them and stores none. */
  private pods(resources: readonly Templated[]): void {
    const made = resources.filter(({ spec }) => spec?.template);
    for (const { metadata, spec } of made) {
      const claimed = spec?.volumeClaimTemplates?.map(({ metadata: { name } }) => ({
        name,
        persistentVolumeClaim: { claimName: `${name}-${metadata.name}-0` },
      }));
      const pod = spec?.template?.spec;
      const whole = { ...pod, volumes: [...(pod?.volumes ?? []), ...(claimed ?? [])] };
      const { status, said } = this.create(metadata.name, whole, spec?.template?.metadata?.labels);
      if (status !== 0) throw new Error(`the pod of ${metadata.name} is refused: ${said}`);
    }
    holds(`the pods of all ${made.length} deployments pass admission in ${this.overlay}`, made.length > 0);
  }

  private refusals(resources: readonly Templated[]): void {
    const gateway = resources.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'api-gateway');
    const spec = gateway?.spec?.template?.spec as { containers: { securityContext: object }[] };
    const [app, ...others] = spec.containers;
    for (const [what, more] of Object.entries(this.overlay === 'gpu' ? {} : INSECURE)) {
      const insecure = { ...app, securityContext: { ...app?.securityContext, ...more } };
      const { status, said } = this.create('insecure', { ...spec, containers: [insecure, ...others] });
      const refused = status !== 0 && said.includes('violates PodSecurity "restricted');
      holds(`a pod that ${what} is refused in ${this.overlay}`, refused, said);
    }
    const wrong = { ...gateway, spec: { ...gateway?.spec, replica: 2 } };
    const { status, said } = apply([wrong]);
    holds(`a field that there is not is refused in ${this.overlay}`, status !== 0 && said.includes('replica'), said);
  }

  private create(name: string, spec: object, labels?: Record<string, string>): { status: number | null; said: string } {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...this.named(name), labels }, spec };
    return kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(pod));
  }

  private named(name: string): { name: string; namespace: string } {
    return { name, namespace: this.namespace };
  }
}

/** The definitions of KEDA and of the Prometheus operator, where the cluster has them not. */
function define(): void {
  for (const file of readdirSync(DEFINITIONS)) {
    const [group = '', plural = ''] = file.replace('.yaml', '').split('_');
    const name = `crd/${plural}.${group}`;
    if (kubectl(['get', name]).status === 0) continue;
    const { status, said } = kubectl(['apply', '--server-side', '-f', join(DEFINITIONS, file)]);
    if (status !== 0) throw new Error(said);
    kubectl(['wait', '--for=condition=Established', name, '--timeout=60s']);
  }
}

try {
  const began = Date.now();
  define();
  for (const overlay of readdirSync(join(ROOT, 'k8s/overlays'))) new OverlayTest(overlay).run();
  say(`all kept, after ${((Date.now() - began) / 1000).toFixed(0)} s`);
} catch (error) {
  process.stderr.write(`k8s: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
