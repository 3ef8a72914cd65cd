import type { FastifyReply } from 'fastify';
import { openAiError } from '../../http/openai-error';
import { defect, toRequestError } from '../../http/to-request-error';
import { sseFrame } from '../event-reply';

/** The last event of a stream that fails after it has begun, as OpenAI's clients know it. */
export const streamFailure =
  ({ request }: FastifyReply) =>
  (error: unknown): string =>
    sseFrame(openAiError(toRequestError(error) ?? defect(request.id)));
