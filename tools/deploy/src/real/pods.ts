/** Under the restricted profile of Pod Security. */
export const pod = (name: string, labels: object, container: object): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 1,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'app',
        image: 'switchyard/cli:test',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        ...container,
      },
    ],
  },
});

/** What a container does that others run programs in. */
export const WAITS = { command: ['node', '-e', 'setInterval(() => {}, 60_000)'] };
