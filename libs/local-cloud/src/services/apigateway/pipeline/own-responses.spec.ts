import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FunctionError, startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';
import { GATEWAY_RESPONSE } from '../resources/gateway-response.ts';

const KEY = 'the-only-key-of-this-spec';

let edge: EdgeCloud;
let url: string;

beforeAll(async () => {
  edge = await startEdgeCloud((declare) => {
    const api = declare.api({ apiKeySource: 'AUTHORIZER' });
    const respond = (responseType: string, statusCode: string, template: string) =>
      declare.stack.resource(GATEWAY_RESPONSE, responseType, {
        restApiId: api.id,
        responseType,
        statusCode,
        responseTemplates: { 'application/problem+json': template },
      });
    const message = '"message":$context.error.messageString,"type":"$context.error.responseType"';
    respond('UNAUTHORIZED', '407', `{${message}}`);
    respond(
      'ACCESS_DENIED',
      '418',
      `{${message},"who":"$context.authorizer.principalId","level":"$context.authorizer.level"}`,
    );
    respond('QUOTA_EXCEEDED', '420', `{${message},"key":"$context.identity.apiKeyId"}`);
    respond('INVALID_API_KEY', '421', `{${message}}`);
    respond('DEFAULT_5XX', '509', `{${message}}`);
    const { id } = declare.authorizer(api, 'auth');
    declare.proxy(api, 'GET', 'a', 'fn', { authorization: 'CUSTOM', authorizerId: id, apiKeyRequired: true });
    const stage = declare.stage(api);
    declare.plan('p', [stage], [declare.key('k', { value: KEY })], { quotaSettings: { limit: 1, period: 'DAY' } });
    url = String(stage.outputs['invokeUrl']);
  });
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
  edge.lambda.functions.set('auth', ({ authorizationToken: who }) => {
    if (who === 'nobody') throw new FunctionError('Unauthorized');
    if (who === 'trouble') throw new FunctionError('secret cause');
    const Effect = who === 'enemy' ? 'Deny' : 'Allow';
    return {
      principalId: who,
      policyDocument: { Statement: [{ Effect, Action: 'execute-api:Invoke', Resource: '*' }] },
      context: { level: 'low' },
      ...(who !== 'keyless' && { usageIdentifierKey: KEY }),
    };
  });
  edge.lambda.allow('fn', '*');
  edge.lambda.allow('auth', '*');
});

afterAll(() => edge.cloud.close());

test.each<[string, number, object]>([
  ['nobody', 407, { message: 'Unauthorized', type: 'UNAUTHORIZED' }],
  ['trouble', 509, { message: null, type: 'AUTHORIZER_FAILURE' }],
  [
    'enemy',
    418,
    {
      message: 'User is not authorized to access this resource with an explicit deny',
      type: 'ACCESS_DENIED',
      who: 'enemy',
      level: 'low',
    },
  ],
  ['keyless', 421, { message: 'Forbidden', type: 'INVALID_API_KEY' }],
])('%s gets the response that the API has for its case', async (authorization, status, body) => {
  const received = await edge.send({ url: `${url}/a`, headers: { authorization } });
  expect([received.status, JSON.parse(received.body)]).toEqual([status, body]);
  expect(received.headers['content-type']).toBe('application/problem+json');
});

test('so does a key whose quota is used up', async () => {
  const friend = { url: `${url}/a`, headers: { authorization: 'friend' } };
  expect((await edge.send(friend)).status).toBe(200);
  const received = await edge.send(friend);
  expect(received.status).toBe(420);
  expect(JSON.parse(received.body)).toEqual({
    message: 'Limit Exceeded',
    type: 'QUOTA_EXCEEDED',
    key: expect.stringMatching(/^[a-z0-9]{10}$/),
  });
});
