import { ConfigError } from '@switchyard/config';
import { stageOf, type DueCallback } from '@switchyard/task-store';
import { Webhook } from 'standardwebhooks';

/** What is sent when a task has become final. */
export interface CallbackBody {
  task_id: string;
  workflow_id: string;
  status: string;
  result: unknown;
  error: unknown;
  /** Number of the event with which the task became final. */
  seq: number;
  /** When it did, RFC 3339. */
  timestamp: string | null;
}

export interface Message {
  headers: Record<string, string>;
  body: string;
}

/**
 * The request of one try, by the scheme of Standard Webhooks: id and body are the same at every try, the time is that of the try.
 * @param secret `whsec_…` in base64, or any other text; without one nothing is signed
 */
export function messageOf({ task, seq }: DueCallback, secret: string, now = new Date()): Message {
  const { task_id, workflow_id, status, error, completed_at: timestamp } = task;
  const content: CallbackBody = { task_id, workflow_id, status, result: stageOf(task), error, seq, timestamp };
  const body = JSON.stringify(content);
  const id = `task-${task.number}`;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'switchyard',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
  };
  if (secret) headers['webhook-signature'] = signer(secret).sign(id, now, body);
  return { headers, body };
}

/** Throws a ConfigError for a secret with which nothing can be signed. */
export function refuseSecret(secret: string): void {
  try {
    if (secret) signer(secret);
  } catch {
    throw new ConfigError({ CALLBACK_SECRET: 'begins with whsec_ but does not go on in base64' });
  }
}

/** A secret as others write it begins with `whsec_`; any other is taken as it is. */
const signer = (secret: string): Webhook =>
  secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(Buffer.from(secret).toString('base64'));
