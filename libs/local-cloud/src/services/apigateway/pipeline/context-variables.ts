import { domainNameOf, domainPrefixOf, fullPathOf, type Transaction } from './transaction.ts';
import { clfTime } from './time.ts';

export type Variable = (transaction: Transaction) => string | number | undefined;

/**
 * `$context` variables, as access logs, gateway responses and mock templates use them.
 * Source: API Gateway Developer Guide, "Variables for data models, authorizers, mapping templates, and CloudWatch access logging".
 */
export const contextVariables: Readonly<Record<string, Variable>> = {
  accountId: ({ stage }) => stage.place.accountId,
  apiId: ({ stage }) => stage.api.id,
  'authorizer.error': ({ authorizer }) => authorizer?.error,
  'authorizer.integrationLatency': ({ authorizer }) => authorizer?.latency,
  'authorizer.integrationStatus': ({ authorizer }) => authorizer?.integrationStatus,
  'authorizer.latency': ({ authorizer }) => authorizer?.latency,
  'authorizer.principalId': ({ authorizer }) => authorizer?.principalId,
  'authorizer.requestId': ({ authorizer }) => authorizer?.requestId,
  'authorizer.status': ({ authorizer }) => authorizer?.status,
  awsEndpointRequestId: ({ integration }) => integration?.requestId,
  cipherSuite: ({ request }) => request.connection.cipher,
  deploymentId: ({ stage }) => stage.deploymentId,
  domainName: domainNameOf,
  domainPrefix: domainPrefixOf,
  endpointType: () => 'REGIONAL',
  'error.message': ({ error }) => error?.message,
  'error.messageString': ({ error }) => error && (error.message === '' ? 'null' : JSON.stringify(error.message)),
  'error.responseType': ({ error }) => error?.type,
  'error.validationErrorString': ({ error }) => error?.validation,
  extendedRequestId: ({ extendedRequestId }) => extendedRequestId,
  httpMethod: ({ request }) => request.wire.method,
  'identity.accessKey': ({ caller }) => caller?.accessKeyId,
  'identity.accountId': ({ caller }) => caller?.accountId,
  'identity.apiKey': ({ apiKey }) => apiKey?.value,
  'identity.apiKeyId': ({ apiKey }) => apiKey?.id,
  'identity.caller': ({ caller }) => caller?.userId,
  'identity.clientCert.clientCertPem': ({ request }) => request.connection.clientCertificate?.pem,
  'identity.clientCert.issuerDN': ({ request }) => request.connection.clientCertificate?.issuerDN,
  'identity.clientCert.serialNumber': ({ request }) => request.connection.clientCertificate?.serialNumber,
  'identity.clientCert.subjectDN': ({ request }) => request.connection.clientCertificate?.subjectDN,
  'identity.clientCert.validity.notAfter': ({ request }) => request.connection.clientCertificate?.validity.notAfter,
  'identity.clientCert.validity.notBefore': ({ request }) => request.connection.clientCertificate?.validity.notBefore,
  'identity.sourceIp': ({ request }) => request.connection.sourceIp,
  'identity.user': ({ caller }) => caller?.userId,
  'identity.userAgent': ({ request }) => request.wire.headers['user-agent'],
  'identity.userArn': ({ caller }) => caller?.arn,
  'integration.error': ({ integration }) => integration?.error,
  'integration.integrationStatus': ({ integration }) => integration?.integrationStatus,
  'integration.latency': ({ integration }) => integration?.latency,
  'integration.requestId': ({ integration }) => integration?.requestId,
  'integration.status': ({ integration }) => integration?.status,
  integrationErrorMessage: ({ integration }) => integration?.error,
  integrationLatency: ({ integration }) => integration?.latency,
  integrationStatus: ({ integration }) => integration?.integrationStatus,
  path: fullPathOf,
  protocol: () => 'HTTP/1.1',
  requestId: ({ request }) => request.requestId,
  requestTime: ({ startedAt }) => clfTime(startedAt),
  requestTimeEpoch: ({ startedAt }) => startedAt,
  resourceId: ({ method }) => method?.resource.id,
  resourcePath: ({ method }) => method?.resource.path,
  responseLatency: ({ responseLatency }) => responseLatency,
  responseLength: ({ responseLength }) => responseLength,
  stage: ({ stage }) => stage.name,
  status: ({ status }) => status,
  tlsVersion: ({ request }) => request.connection.tlsVersion,
  'waf.latency': ({ waf }) => waf?.latency,
  // What the firewall itself answered: it is part of the local cloud and cannot fail.
  'waf.status': ({ waf }) => waf && 200,
  wafResponseCode: ({ waf }) => waf && `WAF_${waf.action}`,
  webaclArn: ({ waf }) => waf?.webAclArn,
  xrayTraceId: ({ stage, trace }) => (stage.sampler === undefined ? undefined : trace.root),
};

/** The variable of that name: one of the above, or `authorizer.KEY`, what the authorizer put into its context. */
export function contextVariable(name: string): Variable | undefined {
  if (Object.hasOwn(contextVariables, name)) return contextVariables[name];
  const key = /^authorizer\.([\w-]+)$/.exec(name)?.[1];
  return key === undefined || key === 'claims' ? undefined : ({ authorizer }) => authorizer?.context[key];
}

/** A reference to a variable inside a text. */
export const VARIABLE = /\$context\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)/g;
