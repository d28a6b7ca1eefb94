import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

/** A proxy event as API Gateway sends it for an IAM-authorised `POST` of JSON. */
export function apiEvent(overrides: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  const headers = { 'Content-Type': 'application/json', Host: 'api.example' };
  return {
    resource: '/documents',
    path: '/documents',
    httpMethod: 'POST',
    headers,
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: requestContext('AROAEXAMPLEROLEID:alice'),
    body: '{}',
    isBase64Encoded: false,
    ...overrides,
  };
}

/** The request context of a caller with this unique principal id; without one, of a method without authorisation. */
export function requestContext(caller: string | null): APIGatewayProxyEvent['requestContext'] {
  const identity = { accountId: caller === null ? null : '111122223333', caller, sourceIp: '192.0.2.1' };
  return { requestId: 'api-request-id', identity } as APIGatewayProxyEvent['requestContext'];
}

/** The context of an invocation with ten seconds to go. */
export function lambdaContext(overrides: Partial<Context> = {}): Context {
  return {
    awsRequestId: 'lambda-request-id',
    functionName: 'function-under-test',
    functionVersion: '$LATEST',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => 10_000,
    ...overrides,
  } as Context;
}
