import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { httpStatusOf, type RequestError } from '@switchyard/contracts';
import type { Logger } from '@switchyard/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openAiError, speaksOpenAi } from './openai-error';
import { defect, toRequestError } from './to-request-error';

const RETRY_AFTER_SECONDS = 2;

/** Answers every error of every route in one form; the only place where errors become replies. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = toRequestError(thrown);
    if (!known || httpStatusOf(known) >= 500) this.report(thrown, request, known);
    if (reply.raw.headersSent) {
      reply.raw.destroy(); // an answer that is cut off cannot be taken for a whole one
      return;
    }
    sendError(reply, known ?? defect(request.id));
  }

  private report(thrown: unknown, request: FastifyRequest, known: RequestError | undefined): void {
    const facts = { request_id: request.id, method: request.method, route: request.routeOptions.url };
    if (known) this.log.warn({ event: 'request.unavailable', ...facts, code: known.code, error: String(thrown) });
    else this.log.error({ event: 'request.failed', ...facts, err: thrown });
  }
}

/** Writes the envelope of an error, in the form that the clients of its route know. */
export function sendError(reply: FastifyReply, error: RequestError): void {
  const status = httpStatusOf(error);
  if (status === 503 || status === 429)
    void reply.header('retry-after', String(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS));
  if (status === 401 && !reply.hasHeader('www-authenticate'))
    void reply.header('www-authenticate', 'Bearer realm="switchyard"');
  void reply
    .status(status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(speaksOpenAi(reply.request.url) ? openAiError(error) : error.toEnvelope()));
}
