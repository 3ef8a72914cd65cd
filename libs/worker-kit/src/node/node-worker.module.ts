import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { InputEgress, inputEgress } from '@switchyard/egress';
import { GpuLockSettings, loadGpuLockSettings } from '@switchyard/gpu-lock';
import { LOGGER, Metrics, type Logger } from '@switchyard/observability';
import { HostWatch, classesOf } from '@switchyard/platform';
import { ObjectStore, SharedStorage, loadS3Settings } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import { AttemptOutcomes } from '../attempt-outcomes';
import { Attempts } from '../attempts';
import { Consumption } from '../consumption';
import { GpuDevices } from '../gpu/gpu-devices';
import { WorkerGpus } from '../gpu/worker-gpus';
import { Handlers } from '../handlers';
import { Heartbeat } from '../heartbeat';
import { LiveTimeouts } from '../live-timeouts';
import { OutputCopies } from '../output-copies';
import { Places } from '../places';
import { Readiness } from '../readiness';
import { RemoteInputs } from '../remote-inputs';
import { TaskRunner } from '../task-runner';
import { TaskWork } from '../task-work';
import { Worker } from '../worker';
import { WorkerIdentity } from '../worker-identity';
import { WorkerMetrics } from '../worker-metrics';
import { WorkerPresence } from '../worker-presence';
import type { WorkerParts } from '../worker.module';
import type { WorkerSettings } from '../worker-settings';
import { GatewayLink } from './gateway-link';
import { GatewayStore } from './gateway-store';
import { NodeConsumption } from './node-consumption';
import { NodeShare } from './node-share';

/** The parts of a worker that are the same on a node. */
const PARTS: Provider[] = [
  ...[AttemptOutcomes, Attempts, Handlers, Heartbeat, NodeConsumption, OutputCopies, Places, Readiness, RemoteInputs],
  ...[TaskRunner, TaskWork, Worker, WorkerMetrics, WorkerPresence],
];

/** In place of what needs Redis or a GPU. */
function standIns({ heartbeatInterval }: WorkerSettings, { gpuLockTimeout }: GpuLockSettings): Provider[] {
  const timeouts: Pick<LiveTimeouts, 'intervalMs' | 'stallMs' | 'refresh'> = {
    ...{ intervalMs: heartbeatInterval * 1000, stallMs: gpuLockTimeout * 1000 },
    refresh: () => Promise.resolve(),
  };
  const noGpus: Pick<WorkerGpus, 'open' | 'close'> = {
    open: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return [
    { provide: LiveTimeouts, useValue: timeouts },
    { provide: WorkerGpus, useValue: noGpus },
    { provide: GpuDevices, useValue: new GpuDevices([]) },
    { provide: Consumption, useExisting: NodeConsumption },
  ];
}

@Global()
@Module({})
class NodePlatform {}

/** A worker that has neither Redis nor the share: the gateway stands between. */
@Module({})
export class NodeWorkerModule {
  static for({ service, module }: WorkerParts, settings: WorkerSettings, log: Logger): DynamicModule {
    const identity = new WorkerIdentity(service);
    const link = new GatewayLink(settings);
    const share = new NodeShare(settings.shareRoot, link);
    const store = new GatewayStore(link, settings, identity, share);
    const gpuSettings = loadGpuLockSettings(settings);
    const shared: Provider[] = [
      ...classesOf(settings).map((type) => ({ provide: type, useValue: settings })),
      ...[HostWatch, { provide: LOGGER, useValue: log }, { provide: Metrics, useValue: new Metrics() }],
      ...[
        { provide: TaskStore, useValue: store },
        { provide: SharedStorage, useValue: share },
      ],
      { provide: ObjectStore, useFactory: () => new ObjectStore(loadS3Settings()) },
      { provide: GpuLockSettings, useValue: gpuSettings },
      ...[
        { provide: GatewayStore, useValue: store },
        { provide: NodeShare, useValue: share },
        { provide: WorkerIdentity, useValue: identity },
      ],
    ];
    return {
      module: NodeWorkerModule,
      imports: [
        DiscoveryModule,
        {
          module: NodePlatform,
          providers: shared,
          exports: shared.map((one) => ('provide' in one ? one.provide : one)),
        },
        module,
      ],
      providers: [
        ...PARTS,
        ...standIns(settings, gpuSettings),
        { provide: InputEgress, useValue: inputEgress(settings.inputAllow) },
      ],
    };
  }
}
