import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';

/** A REQUEST authorizer's event as API Gateway sends it. */
export function authorizerEvent(key: string | undefined, overrides: object = {}): APIGatewayRequestAuthorizerEvent {
  return {
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:us-east-1:111122223333:abcdef1234/prod/GET/documents',
    resource: '/documents',
    path: '/documents',
    httpMethod: 'GET',
    headers: { Host: 'api.example', ...(key !== undefined && { 'X-Api-Key': key }) },
    multiValueHeaders: {},
    pathParameters: {},
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    stageVariables: {},
    requestContext: { requestId: 'api-request-id', identity: { sourceIp: '192.0.2.1' } },
    ...overrides,
  } as unknown as APIGatewayRequestAuthorizerEvent;
}
