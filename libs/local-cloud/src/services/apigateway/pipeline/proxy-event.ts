import { clfTime } from './time.ts';
import { mediaTypeOf, queryParameters, requestHeaders, type MultiMap } from './headers.ts';
import type { Transaction } from './transaction.ts';

/**
 * The event of a Lambda proxy integration, payload format 1.0.
 * Source: API Gateway Developer Guide, "Input format of a Lambda function for proxy integration".
 */
export function proxyEvent(transaction: Transaction): Buffer {
  const { request, stage, method, pathParameters, traceId } = transaction;
  const { wire, connection } = request;
  const headers = requestHeaders(request);
  if (transaction.caller !== undefined) dropSignature(headers);
  const forwarded = wire.headers['x-forwarded-for'];
  headers.set('X-Amzn-Trace-Id', [traceId]);
  headers.set('X-Forwarded-For', [
    forwarded === undefined ? connection.sourceIp : `${forwarded}, ${connection.sourceIp}`,
  ]);
  headers.set('X-Forwarded-Port', ['443']);
  headers.set('X-Forwarded-Proto', ['https']);
  const query = queryParameters(request);
  const binary = stage.api.isBinary(mediaTypeOf(wire.headers['content-type']));
  return Buffer.from(
    JSON.stringify({
      resource: method?.resource.path,
      path: request.path,
      httpMethod: wire.method,
      headers: lastOf(headers),
      multiValueHeaders: Object.fromEntries(headers),
      queryStringParameters: query.size === 0 ? null : lastOf(query),
      multiValueQueryStringParameters: query.size === 0 ? null : Object.fromEntries(query),
      pathParameters: orNull(pathParameters),
      stageVariables: orNull(stage.variables),
      requestContext: requestContext(transaction),
      body: wire.body.length === 0 ? null : wire.body.toString(binary ? 'base64' : 'utf8'),
      isBase64Encoded: binary && wire.body.length > 0,
    }),
  );
}

function requestContext({ request, stage, method, caller, startedAt, extendedRequestId }: Transaction): object {
  return {
    resourceId: method?.resource.id,
    resourcePath: method?.resource.path,
    httpMethod: request.wire.method,
    extendedRequestId,
    requestTime: clfTime(startedAt),
    path: `/${stage.name}${request.path}`,
    accountId: stage.place.accountId,
    protocol: 'HTTP/1.1',
    stage: stage.name,
    domainPrefix: stage.api.id,
    requestTimeEpoch: startedAt,
    requestId: request.requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: caller?.accountId ?? null,
      cognitoIdentityId: null,
      caller: caller?.userId ?? null,
      sourceIp: request.connection.sourceIp,
      principalOrgId: null,
      accessKey: caller?.accessKeyId ?? null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: caller?.arn ?? null,
      userAgent: request.wire.headers['user-agent'] ?? null,
      user: caller?.userId ?? null,
    },
    domainName: stage.domainName,
    deploymentId: stage.deploymentId,
    apiId: stage.api.id,
  };
}

/** A signature is for the gateway: neither it nor the session token behind it goes to the function. */
function dropSignature(headers: MultiMap): void {
  for (const name of [...headers.keys()]) {
    if (/^(authorization|x-amz-security-token)$/i.test(name)) headers.delete(name);
  }
}

function lastOf(map: MultiMap): Record<string, string> {
  const last: Record<string, string> = {};
  for (const [name, values] of map) last[name] = values[values.length - 1] as string;
  return last;
}

function orNull<Item>(record: Readonly<Record<string, Item>>): Readonly<Record<string, Item>> | null {
  return Object.keys(record).length === 0 ? null : record;
}
