/** Where a service is listed, and what is written there. */
export interface Entry {
  file: string;
  before: RegExp;
  text: string;
}

/** The deployment of a worker; what all have in common is in the patches of `k8s/base`. */
export const deploymentOf = (app: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  labels: { app.kubernetes.io/name: ${app}, app.kubernetes.io/component: worker }
spec:
  replicas: 1
  selector:
    matchLabels: { app.kubernetes.io/name: ${app} }
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${app}
        app.kubernetes.io/component: worker
        app.kubernetes.io/part-of: switchyard
    spec:
      containers:
        - name: app
          image: switchyard/${app}
          resources:
            requests: { cpu: '1', memory: 512Mi }
            limits: { memory: 4Gi }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${app}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app.kubernetes.io/name: ${app} }
`;

/** Image, Compose service, deployment and scaling of a worker. */
export const entriesOfDeployment = (app: string, service: string): Entry[] => [
  { file: 'docker/Dockerfile', before: /(?![\s\S])/, text: imageOf(app) },
  { file: 'docker/compose.yaml', before: /^volumes:$/m, text: composeServiceOf(app) },
  { file: 'docker/compose.redis-network.yaml', before: /^\nnetworks:$/m, text: `  ${app}: *joined\n` },
  {
    file: 'deployments/monitoring/targets.yml',
    before: /(?![\s\S])/,
    text: `- { targets: ['${app}:9100'], labels: { app: ${app} } }\n`,
  },
  { file: 'k8s/base/kustomization.yaml', before: /^patches:$/m, text: `  - apps/${app}.yaml\n` },
  { file: 'k8s/components/keda/scaled-objects.yaml', before: /^---\n# A key/m, text: scaledObjectOf(app, service) },
];

const imageOf = (app: string): string => `
FROM packages AS ${app}-packages
RUN --mount=type=cache,target=/root/.npm sh docker/packages.sh apps/${app}
FROM media-with-models AS ${app}
COPY --from=${app}-packages /app/node_modules ./node_modules
COPY --from=build /app/libs ./libs
COPY --from=build /app/apps/${app} ./apps/${app}
CMD ["apps/${app}/dist/main.js"]
`;

const composeServiceOf = (app: string): string => `  ${app}:
    <<: *app
    profiles: [ai]
    image: switchyard/${app}:\${VERSION:-latest}
    build: { context: .., dockerfile: docker/Dockerfile, target: ${app} }
    mem_limit: 4g

`;

const scaledObjectOf = (app: string, service: string): string => `---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: ${app}
spec:
  scaleTargetRef: { name: ${app} }
  minReplicaCount: 0
  maxReplicaCount: 10
  pollingInterval: 10
  cooldownPeriod: 300
  triggers:
    - type: metrics-api
      metadata:
        url: http://api-gateway.switchyard.svc/v1/queues
        valueLocation: queues.#(service=="${service}").desired_workers
        targetValue: '1'
        activationTargetValue: '0'
        authMode: bearer
      authenticationRef: { name: switchyard-keda }
`;
