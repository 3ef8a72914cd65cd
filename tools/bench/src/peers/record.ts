/** What both programs of the peer agree on. */
export const QUEUE = 'bench';
export const CONCURRENCY = 16;
export const TTL_SECONDS = 86_400;

export const stateKey = (taskId: string): string => `workflow_state:${taskId}`;

export interface PeerRecord {
  workflow_id: string;
  status: 'PENDING' | 'SUCCESS';
  input_params: { input_data: unknown };
  [field: string]: unknown;
}

export interface PeerJob {
  workflow_id: string;
  input_params: PeerRecord['input_params'];
}
