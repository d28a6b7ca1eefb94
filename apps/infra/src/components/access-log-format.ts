/**
 * One JSON line per request: who, what, from where, with which TLS, and how each part answered. Never a key, a header or a
 * body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const fields = {
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  requestTime: '$context.requestTime',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
  caller: '$context.identity.userArn',
  tlsVersion: '$context.tlsVersion',
  cipherSuite: '$context.cipherSuite',
  errorType: '$context.error.responseType',
  integrationStatus: '$context.integration.status',
  integrationRequestId: '$context.integration.requestId',
};

/** Fields by name: `$context` variables; undefined leaves one of the usual fields out. */
export type AccessLogFields = Readonly<Record<string, string | undefined>>;

/** The line, with `more` fields that only this API has, such as what its authorizer says of the caller. */
export function accessLogFormat(more: AccessLogFields = {}): string {
  return JSON.stringify({ ...fields, ...more });
}
