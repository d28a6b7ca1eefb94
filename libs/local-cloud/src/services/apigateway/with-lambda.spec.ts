import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FunctionCloud, ownLogs } from '../lambda/testing/function-cloud.ts';
import { apigateway } from './index.ts';
import { ApiDeclaration, send, type Received } from './testing/edge-cloud.ts';

const code = `
export const handler = async (event, context) => {
  if (event.type === 'TOKEN') {
    const who = event.authorizationToken;
    if (who === 'nobody') throw new Error('Unauthorized');
    if (who === 'trouble') throw new Error('secret cause');
    if (who === 'garbage') return 'hello';
    const Effect = who === 'enemy' ? 'Deny' : 'Allow';
    const Statement = [{ Effect, Action: 'execute-api:Invoke', Resource: event.methodArn }];
    return { principalId: who, policyDocument: { Version: '2012-10-17', Statement }, context: { level: 3 } };
  }
  switch (event.queryStringParameters?.do) {
    case 'throw': throw new Error('secret cause');
    case 'garbage': return 'hello';
    case 'hang': return new Promise(() => setInterval(() => {}, 1000));
    case 'exit': process.exit(1);
    default: return { statusCode: 201, body: JSON.stringify({ path: event.path, authorizer: event.requestContext.authorizer, trace: process.env._X_AMZN_TRACE_ID, id: context.awsRequestId }) };
  }
};`;

let functions: FunctionCloud;
let url: string;

beforeAll(async () => {
  functions = await FunctionCloud.start(
    {
      fn: {
        files: { 'index.mjs': code },
        inputs: { timeout: 3 },
        statements: [ownLogs],
        around(stack) {
          const declare = new ApiDeclaration(stack);
          declare.account();
          const group = declare.logGroup('/access');
          const api = declare.api();
          declare.proxy(api, 'GET', 'open/{id}', 'fn');
          declare.proxy(api, 'GET', 'closed', 'fn');
          const invoker = declare.role('invoker', 'apigateway.amazonaws.com', [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
            },
          ]);
          const powerless = declare.role('powerless', 'apigateway.amazonaws.com', [
            {
              Effect: 'Allow',
              Action: 'lambda:InvokeFunction',
              Resource: 'arn:aws:lambda:us-east-1:123456789012:function:other',
            },
          ]);
          const distrustful = declare.role('distrustful', 'lambda.amazonaws.com', [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' },
          ]);
          for (const role of [invoker, powerless, distrustful]) {
            declare.proxy(api, 'GET', `as/${role.name}`, 'fn', {}, { credentials: String(role.outputs['arn']) });
          }
          const { id } = declare.authorizer(api, 'fn', { identitySource: 'method.request.header.who' });
          declare.proxy(api, 'GET', 'known/{id}', 'fn', { authorization: 'CUSTOM', authorizerId: id });
          const stage = declare.stage(api, {
            accessLogSettings: {
              destinationArn: String(group.outputs['arn']),
              format: '$context.requestId $context.status $context.integration.requestId $context.error.responseType',
            },
          });
          declare.settings(stage, { loggingLevel: 'ERROR' });
          url = String(stage.outputs['invokeUrl']);
          stack.resource('aws:lambda/permission:Permission', 'permission', {
            action: 'lambda:InvokeFunction',
            function: 'fn',
            principal: 'apigateway.amazonaws.com',
            sourceArn: `${String(api.outputs['executionArn'])}/test/GET/open/{id}`,
            sourceAccount: '123456789012',
          });
          for (const source of ['test/GET/known/{id}', `authorizers/${id}`]) {
            stack.resource('aws:lambda/permission:Permission', `permission-${source.slice(0, 4)}`, {
              action: 'lambda:InvokeFunction',
              function: 'fn',
              principal: 'apigateway.amazonaws.com',
              sourceArn: `${String(api.outputs['executionArn'])}/${source}`,
            });
          }
          return {};
        },
      },
    },
    [apigateway],
  );
});

afterAll(() => functions.close());

const get = (path: string): Promise<Received> => send(functions.test, { url: `${url}${path}` });
const failed = (status: number) => [status, '{"message": "Internal server error"}'];

test('a request reaches real function code and its answer comes back, traced', async () => {
  const received = await get('/open/7');
  expect(received.status).toBe(201);
  const { path, trace, id } = JSON.parse(received.body) as Record<string, string>;
  const root = String(received.headers['x-amzn-trace-id']).split(';')[0];
  expect([path, trace?.split(';')[0]]).toEqual(['/open/7', root]);
  expect(await functions.log('/access')).toContain(`${String(received.headers['x-amzn-requestid'])} 201 ${id} -`);
});

test.each(['throw', 'garbage', 'exit'])(
  'a handler that does %s is a bad gateway, and the next request is served',
  async (fault) => {
    const received = await get(`/open/7?do=${fault}`);
    expect([received.status, received.body]).toEqual(failed(502));
    expect((await get('/open/7')).status).toBe(201);
  },
);

test('a handler that never returns ends with its own time limit', async () => {
  const pending = get('/open/7?do=hang');
  const ticks = setInterval(() => functions.test.clock.advance(200), 5);
  const received = await pending;
  clearInterval(ticks);
  expect([received.status, received.body]).toEqual(failed(502));
});

test('without a permission for this very method the function is not invoked', async () => {
  expect([(await get('/closed')).status, (await get('/open/7')).status]).toEqual([500, 201]);
});

test('the role of an integration must trust API Gateway and may invoke the function', async () => {
  const statuses = await Promise.all(
    ['invoker', 'powerless', 'distrustful'].map(async (name) => (await get(`/as/${name}`)).status),
  );
  expect(statuses).toEqual([201, 500, 500]);
});

test('real code authorises: it allows, denies, knows nobody, or fails', async () => {
  const as = (who: string) => send(functions.test, { url: `${url}/known/7`, headers: { who } });
  const friend = await as('friend');
  expect(friend.status).toBe(201);
  expect((JSON.parse(friend.body) as Record<string, unknown>)['authorizer']).toMatchObject({
    principalId: 'friend',
    level: '3',
  });
  const others = ['enemy', 'nobody', 'trouble', 'garbage'];
  const answers = await Promise.all(others.map(async (who) => [(await as(who)).status, (await as(who)).body]));
  expect(answers).toEqual([
    [403, '{"Message":"User is not authorized to access this resource with an explicit deny"}'],
    [401, '{"message":"Unauthorized"}'],
    [500, '{"message":null}'],
    [500, '{"message":null}'],
  ]);
});
