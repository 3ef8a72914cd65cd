import type { TaskResult, TaskView } from '@switchyard/client';
import type { TaskEvent, TaskEventType } from '@switchyard/contracts';
import type { ServerResponse } from 'node:http';

export const AT = '2026-01-02T03:04:05.000Z';

export const view = (changes: Partial<TaskView> = {}): TaskView => ({
  task_id: 't1',
  task_name: 'ffmpeg.probe',
  requested_as: null,
  owner: null,
  workflow_id: 't1',
  retry_of: null,
  reused_from: null,
  expires_at: null,
  status: 'succeeded',
  priority: 5,
  progress: 1,
  attempt: 1,
  max_attempts: 3,
  timeout: 60,
  created_at: AT,
  started_at: AT,
  completed_at: '2026-01-02T03:04:07.500Z',
  executed_on: 'ffmpeg@box',
  error: null,
  cancel_requested: false,
  callback_status: 'none',
  reason: null,
  position: null,
  estimated_wait: null,
  ...changes,
});

export const result = (changes: Partial<TaskResult['result']> = {}): TaskResult => ({
  task_id: 't1',
  status: 'succeeded',
  result: {
    status: 'SUCCESS',
    input_params: {},
    output: { audio_path: '/share/workflows/t1/a.wav', engine: { name: 'ffmpeg', version: '7.1' } },
    error: null,
    duration: 2.5,
    attempt: 1,
    started_at: AT,
    completed_at: AT,
    ...changes,
  },
});

export const event = (seq: number, type: TaskEventType, payload: Record<string, unknown> = {}): TaskEvent => ({
  seq,
  type,
  timestamp: AT,
  level: 'info',
  producer: 'gateway',
  payload,
});

export const frame = (sent: TaskEvent): string =>
  `id: ${sent.seq}\nevent: ${sent.type}\ndata: ${JSON.stringify(sent)}\n\n`;

/** The JSON texts of an answer that goes on. */
export const linesOf = (stdout: string): unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** Sends frames of a WebSocket. */
export function sendFrames(
  socket: { send: (text: string) => void },
  ...frames: { type: string; data: object }[]
): void {
  for (const frame of frames) socket.send(JSON.stringify(frame));
}

/** Begins a stream and sends events. */
export function stream(response: ServerResponse, ...events: TaskEvent[]): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(events.map(frame).join(''));
  return response;
}
