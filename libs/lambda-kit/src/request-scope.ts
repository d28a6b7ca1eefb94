import type { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { apiRequest } from './api-request.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { refusalOf, withoutCallersIds, type Screen } from './screening.ts';
import { securityHeaders } from './security-headers.ts';

/**
 * The outermost middleware: ids in every log line and response, security headers, one access line per request. It never
 * logs the event, whatever `POWERTOOLS_LOGGER_LOG_EVENT` says. `now` is a monotonic clock in milliseconds. Of an event that
 * `screen` refuses no id the caller wrote is taken over.
 */
export function requestScope(logger: Logger, now: () => number, screen?: Screen) {
  const before = (exchange: Exchange): void => {
    const event = (exchange.event ?? {}) as Partial<APIGatewayProxyEvent>;
    const refusal = screen && refusalOf(screen, event);
    const request = apiRequest(
      refusal === undefined ? event : withoutCallersIds(event, exchange.context),
      exchange.context,
    );
    Object.assign(exchange.internal, { event, request, startedAt: now(), refusal });
    exchange.event = request;
    logger.resetKeys();
    logger.addContext(exchange.context);
    logger.appendKeys({
      request_id: request.requestId,
      correlation_id: request.correlationId,
      ...(request.clientCertificate && { client_certificate: request.clientCertificate.serialNumber }),
    });
  };

  const finish = (exchange: Exchange): void => {
    const answer = exchange.response as Answer;
    const { event, request, startedAt } = exchange.internal;
    const result: APIGatewayProxyResult = {
      statusCode: answer.status,
      headers: {
        ...securityHeaders,
        ...(answer.body && { 'content-type': answer.problem ? 'application/problem+json' : 'application/json' }),
        'x-request-id': request.requestId,
        'x-correlation-id': request.correlationId,
        ...answer.headers,
      },
      body: answer.body ? JSON.stringify(answer.body) : '',
      isBase64Encoded: false,
    };
    logger[levelOf(answer.status)]('request completed', {
      http_method: event.httpMethod,
      resource: event.resource,
      status: answer.status,
      duration_ms: Math.round((now() - startedAt) * 100) / 100,
      ...answer.log,
    });
    exchange.response = result;
  };

  return { before, after: finish, onError: finish };
}

function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
