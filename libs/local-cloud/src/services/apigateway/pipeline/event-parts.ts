import type { ClientCertificate } from '../../../kernel/edge.ts';
import { writeTraceHeader } from '../../../kernel/traces.ts';
import { queryParameters, requestHeaders, type MultiMap } from './headers.ts';
import { clfTime } from './time.ts';
import { domainNameOf, domainPrefixOf, fullPathOf, type Transaction } from './transaction.ts';

/** Headers of a request as functions get them, with what API Gateway adds. */
export function eventHeaders({ request, trace }: Transaction): MultiMap {
  const { wire, connection } = request;
  const headers = requestHeaders(request);
  const forwarded = wire.headers['x-forwarded-for'];
  headers.set('X-Amzn-Trace-Id', [writeTraceHeader(trace)]);
  headers.set('X-Forwarded-For', [
    forwarded === undefined ? connection.sourceIp : `${forwarded}, ${connection.sourceIp}`,
  ]);
  headers.set('X-Forwarded-Port', ['443']);
  headers.set('X-Forwarded-Proto', ['https']);
  return headers;
}

/** What the event of an authorizer and that of a proxy integration have in common. */
export function requestParts(transaction: Transaction, headers: MultiMap) {
  const { request, method } = transaction;
  const query = queryParameters(request);
  return {
    resource: method?.resource.path,
    // Behind a custom domain the base path stays in it.
    path: request.domainName === undefined ? request.path : fullPathOf(transaction),
    httpMethod: request.wire.method,
    headers: lastOf(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: lastOf(query),
    multiValueQueryStringParameters: Object.fromEntries(query),
    requestContext: requestContext(transaction),
  };
}

function requestContext(transaction: Transaction): object {
  const { request, stage, method, caller, authorizer, startedAt, extendedRequestId } = transaction;
  return {
    resourceId: method?.resource.id,
    ...(authorizer && {
      authorizer: {
        ...authorizer.context,
        principalId: authorizer.principalId,
        integrationLatency: authorizer.latency,
      },
    }),
    resourcePath: method?.resource.path,
    httpMethod: request.wire.method,
    extendedRequestId,
    requestTime: clfTime(startedAt),
    path: fullPathOf(transaction),
    accountId: stage.place.accountId,
    protocol: 'HTTP/1.1',
    stage: stage.name,
    domainPrefix: domainPrefixOf(transaction),
    requestTimeEpoch: startedAt,
    requestId: request.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: caller?.accountId ?? null,
      cognitoIdentityId: null,
      ...keyIdentity(transaction),
      caller: caller?.userId ?? null,
      sourceIp: request.connection.sourceIp,
      principalOrgId: null,
      accessKey: caller?.accessKeyId ?? null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: caller?.arn ?? null,
      userAgent: request.wire.headers['user-agent'] ?? null,
      user: caller?.userId ?? null,
      ...clientCertIdentity(request.connection.clientCertificate),
    },
    domainName: domainNameOf(transaction),
    deploymentId: stage.deploymentId,
    apiId: stage.api.id,
  };
}

/** Only where a client had to show a certificate. */
function clientCertIdentity(certificate: ClientCertificate | undefined): object {
  if (certificate === undefined) return {};
  const { pem, ...others } = certificate;
  return { clientCert: { clientCertPem: pem, ...others } };
}

/** Methods that require a key tell which; an authorizer, asked before the key is checked, sees the one that was presented. */
function keyIdentity({ apiKey, method, request, stage }: Transaction): object {
  if (method?.definition.apiKeyRequired !== true) return {};
  if (apiKey !== undefined) return { apiKey: apiKey.value, apiKeyId: apiKey.id };
  const presented = request.wire.headers['x-api-key'];
  return stage.api.snapshot.apiKeySource === 'AUTHORIZER' || presented === undefined ? {} : { apiKey: presented };
}

function lastOf(map: MultiMap): Record<string, string> {
  const last: Record<string, string> = {};
  for (const [name, values] of map) last[name] = values[values.length - 1] as string;
  return last;
}
