import { AwsError } from '../kernel/errors.ts';
import type { Protocol, QueryCompatibility, Service } from '../kernel/service.ts';
import type { Reply } from '../kernel/wire.ts';
import type { Arrival } from './door.ts';

type Spoken = Pick<Service, 'protocol' | 'queryCompatible'>;

/** The protocol a request speaks: that of its service, unless the service knows the query protocol too and this is a form. */
export function dialectOf(service: Spoken, { headers, query }: Pick<Arrival, 'headers' | 'query'>): Protocol {
  if (service.queryCompatible === undefined || headers['x-amz-target'] !== undefined) return service.protocol;
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return form || query.has('Action') ? 'query' : service.protocol;
}

/** Whether the request came in the protocol that its operations do not speak. */
export function isTranslated<S extends Spoken>(
  service: S,
  dialect: Protocol,
): service is S & { readonly queryCompatible: QueryCompatibility } {
  return service.queryCompatible !== undefined && dialect !== service.protocol;
}

/** A json answer in the words of the request's dialect. */
export function compatibleReply(service: Spoken, dialect: Protocol, operation = '', reply: Reply): Reply {
  if (!isTranslated(service, dialect) || reply.body?.kind !== 'json') return reply;
  return { ...reply, body: { kind: 'xml', value: service.queryCompatible.result(operation, reply.body.value) } };
}

/** An error under its name in the query protocol; in json that name goes along in a header. */
export function compatibleError(service: Spoken, dialect: Protocol, error: AwsError): AwsError {
  if (service.queryCompatible === undefined) return error;
  const code = service.queryCompatible.errorCode(error.code);
  if (dialect !== service.protocol) return new AwsError(code, error.message, error.status, {}, error.headers);
  const header = `${code};${error.fault === 'client' ? 'Sender' : 'Receiver'}`;
  return new AwsError(error.code, error.message, error.status, error.details, {
    ...error.headers,
    'x-amzn-query-error': header,
  });
}
