import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteStageCommand,
  GetAccountCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetGatewayResponsesCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  GetModelCommand,
  GetModelsCommand,
  GetRequestValidatorCommand,
  GetRequestValidatorsCommand,
  GetResourceCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  GetTagsCommand,
} from '@aws-sdk/client-api-gateway';
import { startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';
import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';
import { INTEGRATION } from '../resources/integration.ts';
import { INTEGRATION_RESPONSE } from '../resources/integration-response.ts';
import { METHOD } from '../resources/method.ts';
import { METHOD_RESPONSE } from '../resources/method-response.ts';
import { MODEL } from '../resources/model.ts';
import { REQUEST_VALIDATOR } from '../resources/request-validator.ts';

let edge: EdgeCloud;
let client: APIGatewayClient;
let restApiId: string;
let resourceId: string;
let mockId: string;
let stageArn: string;
let reader: string;
let roleArn: string;

beforeAll(async () => {
  edge = await startEdgeCloud((declare) => {
    declare.account();
    const api = declare.api({ name: 'documents', tags: { a: 'b' }, minimumCompressionSize: 0 });
    restApiId = api.id;
    const validator = declare.stack.resource(REQUEST_VALIDATOR, 'v', {
      restApi: api.id,
      name: 'all',
      validateRequestBody: true,
    });
    declare.stack.resource(MODEL, 'm', {
      restApi: api.id,
      name: 'Doc',
      contentType: 'application/json',
      schema: '{"type":"object"}',
    });
    declare.proxy(api, 'POST', 'documents', 'fn', {
      requestValidatorId: validator.id,
      requestModels: { $default: 'Doc' },
    });
    resourceId = declare.path(api, 'documents');
    mockId = declare.path(api, 'health');
    const place = { restApi: api.id, resourceId: mockId, httpMethod: 'GET' };
    declare.stack.resource(METHOD, 'mock', { ...place, authorization: 'NONE' });
    declare.stack.resource(INTEGRATION, 'mock', {
      ...place,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
    });
    declare.stack.resource(METHOD_RESPONSE, 'mock', { ...place, statusCode: '200' });
    declare.stack.resource(INTEGRATION_RESPONSE, 'mock', { ...place, statusCode: '200' });
    declare.stack.resource(GATEWAY_RESPONSE, 'g', {
      restApiId: api.id,
      responseType: 'DEFAULT_4XX',
      statusCode: '418',
    });
    const stage = declare.stage(api, { tags: { c: 'd' }, variables: { color: 'blue' } });
    stageArn = String(stage.outputs['arn']);
    declare.settings(stage, { loggingLevel: 'INFO', throttlingRateLimit: 5 }, 'documents/POST');
    roleArn = 'arn:aws:iam::123456789012:role/gateway';
    const one = `arn:aws:apigateway:us-east-1::/restapis/${api.id}`;
    reader = String(
      declare.role('reader', 'ec2.amazonaws.com', [{ Effect: 'Allow', Action: 'apigateway:GET', Resource: one }])
        .outputs['arn'],
    );
  });
  client = new APIGatewayClient(edge.cloud.deployer());
});

afterAll(async () => {
  client.destroy();
  await edge.cloud.close();
});

test('an API', async () => {
  const found = await client.send(new GetRestApiCommand({ restApiId }));
  expect(found).toMatchObject({
    id: restApiId,
    name: 'documents',
    tags: { a: 'b' },
    minimumCompressionSize: 0,
    endpointConfiguration: { types: ['REGIONAL'] },
    disableExecuteApiEndpoint: false,
  });
  const { items } = await client.send(new GetRestApisCommand({}));
  expect(items?.map(({ id }) => id)).toEqual([restApiId]);
  const elsewhere = new APIGatewayClient(edge.cloud.deployer('eu-west-1'));
  expect((await elsewhere.send(new GetRestApisCommand({}))).items).toEqual([]);
  await expect(elsewhere.send(new GetRestApiCommand({ restApiId }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('resources, page by page', async () => {
  const first = await client.send(new GetResourcesCommand({ restApiId, limit: 2, embed: ['methods'] }));
  expect(first.items?.map(({ path }) => path)).toEqual(['/', '/documents']);
  expect(first.items?.[1]?.resourceMethods?.['POST']?.methodIntegration?.type).toBe('AWS_PROXY');
  const second = await client.send(new GetResourcesCommand({ restApiId, limit: 2, position: first.position }));
  expect([second.items?.map(({ path }) => path), second.position]).toEqual([['/health'], undefined]);
  expect(await client.send(new GetResourceCommand({ restApiId, resourceId }))).toMatchObject({
    path: '/documents',
    pathPart: 'documents',
  });
});

test('methods, integrations and their responses', async () => {
  const post = { restApiId, resourceId, httpMethod: 'POST' };
  const mock = { restApiId, resourceId: mockId, httpMethod: 'GET' };
  expect(await client.send(new GetMethodCommand(post))).toMatchObject({
    authorizationType: 'NONE',
    requestModels: { $default: 'Doc' },
    methodIntegration: { timeoutInMillis: 29_000 },
  });
  expect((await client.send(new GetIntegrationCommand(post))).uri).toMatch(/function:fn\/invocations$/);
  expect(await client.send(new GetIntegrationCommand(mock))).toMatchObject({
    type: 'MOCK',
    integrationResponses: { '200': {} },
  });
  expect((await client.send(new GetMethodResponseCommand({ ...mock, statusCode: '200' }))).statusCode).toBe('200');
  expect((await client.send(new GetIntegrationResponseCommand({ ...mock, statusCode: '200' }))).statusCode).toBe('200');
});

test('stages and deployments', async () => {
  const stage = await client.send(new GetStageCommand({ restApiId, stageName: 'test' }));
  expect(stage).toMatchObject({
    variables: { color: 'blue' },
    methodSettings: { '~1documents/POST': { loggingLevel: 'INFO', throttlingRateLimit: 5 } },
  });
  expect((await client.send(new GetStagesCommand({ restApiId }))).item).toHaveLength(1);
  const deploymentId = stage.deploymentId ?? '';
  const deployment = await client.send(new GetDeploymentCommand({ restApiId, deploymentId }));
  expect(deployment.createdDate?.getTime()).toBe(Math.floor(edge.cloud.clock.now() / 1000) * 1000);
  expect((await client.send(new GetDeploymentsCommand({ restApiId }))).items).toHaveLength(1);
  expect((await client.send(new GetTagsCommand({ resourceArn: stageArn }))).tags).toEqual({ c: 'd' });
});

test('models, validators, gateway responses and the account', async () => {
  const { items } = await client.send(new GetModelsCommand({ restApiId }));
  expect(items?.map(({ name }) => name)).toEqual(['Doc']);
  expect((await client.send(new GetModelCommand({ restApiId, modelName: 'Doc' }))).schema).toBe('{"type":"object"}');
  const validators = await client.send(new GetRequestValidatorsCommand({ restApiId }));
  const requestValidatorId = validators.items?.[0]?.id ?? '';
  expect(
    (await client.send(new GetRequestValidatorCommand({ restApiId, requestValidatorId }))).validateRequestBody,
  ).toBe(true);
  const responses = await client.send(new GetGatewayResponsesCommand({ restApiId }));
  expect(responses.items).toMatchObject([{ responseType: 'DEFAULT_4XX', statusCode: '418' }]);
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    cloudwatchRoleArn: roleArn,
    throttleSettings: { burstLimit: 5000 },
  });
});

describe('what does not exist is not found', () => {
  test.each([
    [
      'an API',
      () => new GetRestApiCommand({ restApiId: 'nothing' }),
      /Invalid API identifier specified 123456789012:nothing/,
    ],
    ['a resource', () => new GetResourceCommand({ restApiId, resourceId: 'x' }), /Invalid Resource identifier/],
    ['a method', () => new GetMethodCommand({ restApiId, resourceId, httpMethod: 'GET' }), /Invalid Method identifier/],
    ['a stage', () => new GetStageCommand({ restApiId, stageName: 'x' }), /Invalid Stage identifier/],
    ['a deployment', () => new GetDeploymentCommand({ restApiId, deploymentId: 'x' }), /Invalid Deployment identifier/],
    ['a model', () => new GetModelCommand({ restApiId, modelName: 'x' }), /Invalid model name/],
  ])('%s', async (_what, command, message) => {
    await expect(client.send(command() as GetRestApiCommand)).rejects.toMatchObject({
      name: 'NotFoundException',
      message: expect.stringMatching(message),
    });
  });
});

test('what would change infrastructure is refused with a sentence', async () => {
  for (const command of [
    new CreateRestApiCommand({ name: 'x' }),
    new DeleteStageCommand({ restApiId, stageName: 'test' }),
  ]) {
    await expect(client.send(command as CreateRestApiCommand)).rejects.toMatchObject({
      name: 'InfrastructureIsDeclared',
      message: expect.stringContaining('palisade up'),
    });
  }
});

test('a role sees the paths its policy names and no others', async () => {
  const limited = new APIGatewayClient(edge.cloud.role(reader));
  expect((await limited.send(new GetRestApiCommand({ restApiId }))).id).toBe(restApiId);
  await expect(limited.send(new GetRestApisCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('apigateway:GET on resource: arn:aws:apigateway:us-east-1::/restapis'),
  });
  await expect(limited.send(new GetStageCommand({ restApiId, stageName: 'test' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});
