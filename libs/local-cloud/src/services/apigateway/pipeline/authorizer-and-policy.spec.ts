import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';

type Says = 'allow' | 'nothing' | 'deny';

let edge: EdgeCloud;
const urls = new Map<Says, string>();
let asked = 0;

const effects = { allow: 'Allow', deny: 'Deny' } as const;
const statement = (says: Says, more: object) =>
  says === 'nothing'
    ? {
        Effect: 'Allow',
        Action: 'execute-api:Invoke',
        Resource: 'arn:aws:execute-api:us-east-1:123456789012:other/*',
        ...more,
      }
    : { Effect: effects[says], Action: 'execute-api:Invoke', Resource: '*', ...more };

beforeAll(async () => {
  edge = await startEdgeCloud((declare) => {
    for (const says of ['allow', 'nothing', 'deny'] as const) {
      const api = declare.api({
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement(says, { Principal: '*' })] }),
      });
      const { id } = declare.authorizer(api, 'auth', { authorizerResultTtlInSeconds: 0 });
      declare.proxy(api, 'GET', 'a', 'fn', { authorization: 'CUSTOM', authorizerId: id });
      const stage = declare.stage(api, { stageName: says }, `deployment-${says}`);
      urls.set(says, String(stage.outputs['invokeUrl']));
    }
  });
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
  edge.lambda.functions.set('auth', (event) => {
    asked += 1;
    const says = String(event['authorizationToken']) as Says;
    return {
      principalId: 'p',
      policyDocument: { Version: '2012-10-17', Statement: [statement(says, {})] },
    };
  });
  edge.lambda.allow('fn', '*');
  edge.lambda.allow('auth', '*');
});

afterAll(() => edge.cloud.close());

const DENIED = /^\{"Message":"User.* with an explicit deny"\}$/;
const NOT_ALLOWED = /^\{"Message":"User is not authorized to access this resource"\}$/;

// Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow", table A.
test.each<[authorizer: Says, policy: Says, status: number, body: RegExp]>([
  ['allow', 'allow', 200, /^$/],
  ['allow', 'nothing', 200, /^$/],
  ['allow', 'deny', 403, DENIED],
  ['nothing', 'allow', 200, /^$/],
  ['nothing', 'nothing', 403, NOT_ALLOWED],
  ['nothing', 'deny', 403, DENIED],
  ['deny', 'allow', 403, DENIED],
  ['deny', 'nothing', 403, DENIED],
  ['deny', 'deny', 403, DENIED],
])('an authorizer that says %s and a resource policy that says %s: %i', async (authorizer, policy, status, body) => {
  const before = asked;
  const received = await edge.send({ url: `${urls.get(policy)}/a`, headers: { authorization: authorizer } });
  expect([received.status, received.body]).toEqual([status, expect.stringMatching(body)]);
  // What the resource policy denies, the authorizer is not asked about.
  expect(asked - before).toBe(policy === 'deny' ? 0 : 1);
});
