import type { ServiceName, TaskDefinition } from '@switchyard/contracts';

/**
 * The lines of each service: tasks that never use a GPU, tasks that use one where their worker has it, and tasks that were
 * submitted for a GPU and nothing else.
 */
export type Lane = 'cpu' | 'gpu' | 'cuda';

export const queueName = (service: ServiceName, lane: Lane): string =>
  lane === 'cpu' ? service : `${service}:${lane}`;

/** Whether only a worker with a GPU takes tasks from there. */
export const needsGpu = (queue: string): boolean => queue.endsWith(':cuda');

export const serviceOf = (queue: string): ServiceName => queue.split(':', 1)[0] as ServiceName;

/** The queue a task waits in. */
export function queueFor({ service, device }: TaskDefinition, input: object): string {
  const asked = 'device' in input ? input.device : undefined;
  if (device === 'cpu' || asked === 'cpu') return queueName(service, 'cpu');
  return queueName(service, asked === 'cuda' ? 'cuda' : 'gpu');
}
