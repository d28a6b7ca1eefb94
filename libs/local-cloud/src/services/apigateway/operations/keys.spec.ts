import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  GetMethodCommand,
  GetTagsCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  ImportApiKeysCommand,
  TestInvokeAuthorizerCommand,
  UpdateApiKeyCommand,
  type CreateApiKeyCommandOutput,
} from '@aws-sdk/client-api-gateway';
import { ManualClock } from '../../../kernel/clock.ts';
import { invokeUri } from '../arn.ts';
import { startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';

const DECLARED = 'the-value-of-the-declared-key';
const place = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

let edge: EdgeCloud;
let client: APIGatewayClient;
let url: string;
let restApiId: string;
let resourceId: string;
let authorizerId: string;
let declaredKey: string;
let tagged: string;
const plans = { basic: '', weekly: '', other: '' };
/** Clients of roles that may do one thing. */
const roles: Record<'issuer' | 'lister' | 'reader' | 'nobody', string> = {
  issuer: '',
  lister: '',
  reader: '',
  nobody: '',
};

beforeAll(async () => {
  edge = await startEdgeCloud(
    (declare) => {
      const api = declare.api();
      restApiId = api.id;
      const authorizer = declare.authorizer(api, 'auth', { name: 'keys', identityValidationExpression: '.+' });
      authorizerId = authorizer.id;
      declare.proxy(api, 'GET', 'a', 'fn', { apiKeyRequired: true });
      declare.proxy(api, 'POST', 'a', 'fn', { authorization: 'CUSTOM', authorizerId, apiKeyRequired: false });
      resourceId = declare.path(api, 'a');
      const stage = declare.stage(api);
      const other = declare.stage(api, { stageName: 'other' }, 'other');
      url = String(stage.outputs['invokeUrl']);
      const key = declare.key('declared', { value: DECLARED, customerId: 'acme', tags: { team: 'a' } });
      declaredKey = key.id;
      tagged = String(key.outputs['arn']);
      plans.basic = declare.plan('basic', [stage], [key], {
        description: 'for everybody',
        throttleSettings: { rateLimit: 10, burstLimit: 20 },
        tags: { plan: 'basic' },
      }).id;
      plans.weekly = declare.plan('weekly', [stage], [], { quotaSettings: { limit: 5, period: 'WEEK' } }).id;
      plans.other = declare.plan('other', [other], []).id;
      const arn = (path: string) => `arn:aws:apigateway:us-east-1::${path}`;
      const may = (name: keyof typeof roles, statements: readonly (readonly [string, string])[]) => {
        roles[name] = String(
          declare.role(
            name,
            'lambda.amazonaws.com',
            statements.map(([verb, path]) => ({ Effect: 'Allow', Action: `apigateway:${verb}`, Resource: arn(path) })),
          ).outputs['arn'],
        );
      };
      may('issuer', [
        ['POST', '/apikeys'],
        ['POST', `/usageplans/${plans.weekly}/keys`],
        ['DELETE', '/apikeys/*'],
        ['PATCH', '/apikeys/*'],
        ['DELETE', `/usageplans/${plans.weekly}/keys/*`],
      ]);
      may('lister', [['GET', '/apikeys']]);
      may('reader', [
        ['GET', '/apikeys'],
        ['GET', '/apikeys/*'],
      ]);
      may('nobody', [['GET', '/restapis']]);
    },
    // A Sunday.
    { clock: new ManualClock(Date.UTC(2026, 2, 1, 12)) },
  );
  edge.lambda.functions.set('fn', () => ({ statusCode: 200, body: '' }));
  edge.lambda.allow('fn', '*');
  client = new APIGatewayClient(edge.cloud.deployer());
});

afterAll(() => edge.cloud.close());

const as = (role: keyof typeof roles) => new APIGatewayClient(edge.cloud.role(roles[role]));
const statusOf = async (key: string | undefined) =>
  (await edge.send({ url: `${url}/a`, ...(key !== undefined && { headers: { 'x-api-key': key } }) })).status;
const denied = (verb: string) => new RegExp(`not authorized to perform: apigateway:${verb} on resource`);

async function issue(
  name: string,
  more: object = {},
): Promise<CreateApiKeyCommandOutput & { id: string; value: string }> {
  const made = await client.send(new CreateApiKeyCommand({ name, enabled: true, ...more }));
  return { ...made, id: String(made.id), value: String(made.value) };
}

const join = (usagePlanId: string, keyId: string, by = client) =>
  by.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));

describe('keys issued at run time', () => {
  test('open what their plan opens, from the moment they are put into it until they are revoked', async () => {
    const by = as('issuer');
    const made = await by.send(
      new CreateApiKeyCommand({ name: 'run-time', enabled: true, description: 'd', tags: { a: 'b' } }),
    );
    const { id = '', value = '' } = made;
    expect(made).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{10}$/),
      value: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      name: 'run-time',
      description: 'd',
      enabled: true,
      createdDate: new Date(edge.cloud.clock.now()),
      stageKeys: [],
      tags: { a: 'b' },
    });
    expect(await statusOf(value)).toBe(403);
    expect(await join(plans.weekly, id, by)).toMatchObject({ id, type: 'API_KEY', name: 'run-time', value });
    expect(await statusOf(value)).toBe(200);
    const patch = (enabled: string) =>
      by.send(
        new UpdateApiKeyCommand({ apiKey: id, patchOperations: [{ op: 'replace', path: '/enabled', value: enabled }] }),
      );
    expect(await patch('false')).toMatchObject({ id, enabled: false });
    expect(await statusOf(value)).toBe(403);
    await patch('true');
    expect(await statusOf(value)).toBe(200);
    await by.send(new DeleteUsagePlanKeyCommand({ usagePlanId: plans.weekly, keyId: id }));
    expect(await statusOf(value)).toBe(403);
    await join(plans.weekly, id, by);
    await by.send(new DeleteApiKeyCommand({ apiKey: id }));
    expect(await statusOf(value)).toBe(403);
    await expect(client.send(new GetApiKeyCommand({ apiKey: id }))).rejects.toThrow(/Invalid API Key identifier/);
  });

  test('are for those who have the permission, call by call', async () => {
    const { id } = await issue('guarded');
    const stranger = as('nobody');
    await expect(stranger.send(new CreateApiKeyCommand({ name: 'x' }))).rejects.toThrow(denied('POST'));
    await expect(join(plans.weekly, id, stranger)).rejects.toThrow(denied('POST'));
    await expect(join(plans.basic, id, as('issuer'))).rejects.toThrow(denied('POST'));
    await expect(stranger.send(new DeleteApiKeyCommand({ apiKey: id }))).rejects.toThrow(denied('DELETE'));
    await expect(stranger.send(new UpdateApiKeyCommand({ apiKey: id }))).rejects.toThrow(denied('PATCH'));
    await join(plans.weekly, id);
    const leave = new DeleteUsagePlanKeyCommand({ usagePlanId: plans.weekly, keyId: id });
    await expect(stranger.send(leave)).rejects.toThrow(denied('DELETE'));
    await as('issuer').send(leave);
  });

  test('may have a value of the caller’s, of 20 to 128 characters and nobody else’s', async () => {
    const value = 'a-value-of-my-own-choice';
    expect((await issue('own', { value })).value).toBe(value);
    const again = issue('again', { value }).catch((error: Error) => error);
    expect(await again).toMatchObject({ name: 'ConflictException', message: 'API Key already exists' });
    await expect(issue('taken', { value: DECLARED })).rejects.toThrow('API Key already exists');
    for (const bad of ['short-value-of-19-ch', 'x'.repeat(129), 'with spaces, and thus no value']) {
      const error = (await issue('bad', { value: bad.slice(0, bad.startsWith('short') ? 19 : undefined) }).catch(
        (caught: Error) => caught,
      )) as Error;
      expect(error).toMatchObject({ name: 'BadRequestException' });
      expect(error.message).toMatch(/20 to 128/);
      expect(error.message).not.toContain(bad.slice(0, 10));
    }
  });

  test('two at once cannot have the same value', async () => {
    const both = await Promise.allSettled([
      issue('one', { value: 'v'.repeat(30) }),
      issue('two', { value: 'v'.repeat(30) }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('are disabled unless they are enabled', async () => {
    expect(await client.send(new CreateApiKeyCommand({ name: 'sleeping' }))).toMatchObject({ enabled: false });
  });

  test('are in one plan of a stage', async () => {
    const { id } = await issue('once');
    await join(plans.weekly, id);
    await expect(join(plans.weekly, id)).rejects.toThrow(/in this usage plan already/);
    await expect(join(plans.basic, id)).rejects.toThrow(
      /cannot reference multiple Usage Plans with the same API Stage/,
    );
    await join(plans.other, id);
    const { items } = await client.send(new GetUsagePlansCommand({ keyId: id }));
    expect(items?.map((plan) => plan.id)).toEqual([plans.weekly, plans.other]);
  });

  test('change by known patches only', async () => {
    const { id } = await issue('patched');
    const patch = (op: 'replace' | 'add', path: string, value: string) =>
      client.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations: [{ op, path, value }] }));
    await patch('replace', '/name', 'renamed');
    await patch('replace', '/description', 'words');
    edge.cloud.clock.advance(1000);
    await patch('replace', '/customerId', 'c');
    expect(await client.send(new GetApiKeyCommand({ apiKey: id }))).toMatchObject({
      name: 'renamed',
      description: 'words',
      customerId: 'c',
      lastUpdatedDate: new Date(edge.cloud.clock.now()),
    });
    await expect(patch('replace', '/value', 'x'.repeat(30))).rejects.toThrow(/Invalid patch path '\/value'/);
    await expect(patch('replace', '/enabled', 'perhaps')).rejects.toThrow(/true or false/);
    await expect(patch('add', '/name', 'x')).rejects.toThrow(/Must be: replace/);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a plan nobody declared', () => join('nothing', declaredKey), /Invalid Usage Plan ID/],
    ['a key nobody has', () => join(plans.basic, 'nothing'), /Invalid API Key identifier/],
    [
      'a key that is not in the plan',
      () => client.send(new DeleteUsagePlanKeyCommand({ usagePlanId: plans.weekly, keyId: declaredKey })),
      /Invalid API Key identifier/,
    ],
    [
      'another kind of key',
      () =>
        client.send(new CreateUsagePlanKeyCommand({ usagePlanId: plans.basic, keyId: declaredKey, keyType: 'TOKEN' })),
      /API_KEY expected/,
    ],
    ['stages', () => issue('x', { stageKeys: [{ restApiId: 'a', stageName: 'b' }] }), /does not support stageKeys/],
    [
      'a file of keys',
      () => client.send(new ImportApiKeysCommand({ body: Buffer.from('x'), format: 'csv' })),
      /does not support apigateway:ImportApiKeys/,
    ],
  ])('are refused with %s', async (_what, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });

  test('need a stack that declares a usage plan in their region', async () => {
    const elsewhere = new APIGatewayClient(edge.cloud.deployer('eu-west-1'));
    await expect(elsewhere.send(new CreateApiKeyCommand({ name: 'far' }))).rejects.toThrow(
      /No stack declares a usage plan in eu-west-1/,
    );
  });
});

describe('declared keys', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['changed', () => client.send(new UpdateApiKeyCommand({ apiKey: declaredKey, patchOperations: [] }))],
    ['deleted', () => client.send(new DeleteApiKeyCommand({ apiKey: declaredKey }))],
    [
      'taken out of their plan',
      () => client.send(new DeleteUsagePlanKeyCommand({ usagePlanId: plans.basic, keyId: declaredKey })),
    ],
  ])('are not %s at run time', async (_what, call) => {
    const error = (await call().catch((caught: Error) => caught)) as Error;
    expect(error).toMatchObject({ name: 'InfrastructureIsDeclared', message: expect.stringMatching(/program/) });
    expect(await statusOf(DECLARED)).toBe(200);
  });

  test('may be put into further plans', async () => {
    await join(plans.other, declaredKey);
    expect((await client.send(new GetUsagePlanKeysCommand({ usagePlanId: plans.other }))).items).toContainEqual({
      id: declaredKey,
      type: 'API_KEY',
      name: 'declared',
    });
    await client.send(new DeleteUsagePlanKeyCommand({ usagePlanId: plans.other, keyId: declaredKey }));
  });
});

describe('reads', () => {
  test('show keys without their values unless these are asked for and may be seen', async () => {
    const { id, value } = await issue('readable');
    const one = (by: APIGatewayClient, includeValue?: boolean) =>
      by.send(new GetApiKeyCommand({ apiKey: id, ...(includeValue !== undefined && { includeValue }) }));
    expect((await one(client)).value).toBeUndefined();
    expect((await one(as('reader'), true)).value).toBe(value);
    await expect(one(as('lister'), true)).rejects.toThrow(denied('GET'));
    const all = (by: APIGatewayClient, includeValues: boolean) =>
      by.send(new GetApiKeysCommand({ nameQuery: 'read', includeValues }));
    expect((await all(as('lister'), false)).items).toEqual([expect.objectContaining({ id, name: 'readable' })]);
    expect((await all(as('lister'), false)).items?.[0]?.value).toBeUndefined();
    expect((await all(as('reader'), true)).items?.[0]?.value).toBe(value);
    await expect(all(as('lister'), true)).rejects.toThrow(denied('GET'));
  });

  test('list keys by name, customer and page', async () => {
    const names = async (query: object) =>
      (await client.send(new GetApiKeysCommand(query))).items?.map(({ name }) => name);
    expect(await names({ customerId: 'acme' })).toEqual(['declared']);
    expect(await names({ nameQuery: 'decl' })).toEqual(['declared']);
    const first = await client.send(new GetApiKeysCommand({ limit: 1 }));
    expect(first.items).toHaveLength(1);
    expect((await client.send(new GetApiKeysCommand({ limit: 1, position: first.position }))).items?.[0]?.id).not.toBe(
      first.items?.[0]?.id,
    );
  });

  test('show plans and their keys', async () => {
    const plan = await client.send(new GetUsagePlanCommand({ usagePlanId: plans.basic }));
    expect(plan).toMatchObject({
      id: plans.basic,
      name: 'basic',
      description: 'for everybody',
      apiStages: [{ apiId: restApiId, stage: 'test' }],
      throttle: { rateLimit: 10, burstLimit: 20 },
      tags: { plan: 'basic' },
    });
    expect(await client.send(new GetUsagePlanCommand({ usagePlanId: plans.weekly }))).toMatchObject({
      quota: { limit: 5, offset: 0, period: 'WEEK' },
    });
    expect((await client.send(new GetUsagePlansCommand({}))).items).toHaveLength(3);
    const key = await client.send(new GetUsagePlanKeyCommand({ usagePlanId: plans.basic, keyId: declaredKey }));
    expect(key).toMatchObject({ id: declaredKey, type: 'API_KEY', name: 'declared', value: DECLARED });
    const { items } = await client.send(new GetUsagePlanKeysCommand({ usagePlanId: plans.basic, nameQuery: 'decl' }));
    expect(items).toEqual([{ id: declaredKey, type: 'API_KEY', name: 'declared' }]);
    expect((await client.send(new GetApiKeyCommand({ apiKey: declaredKey }))).stageKeys).toEqual([`${restApiId}/test`]);
    expect((await client.send(new GetTagsCommand({ resourceArn: tagged }))).tags).toEqual({ team: 'a' });
    await expect(as('nobody').send(new GetUsagePlansCommand({}))).rejects.toThrow(denied('GET'));
  });

  test('show the usage of each day', async () => {
    const { id, value } = await issue('used');
    await join(plans.weekly, id);
    await statusOf(value);
    edge.cloud.clock.advance(24 * 60 * 60 * 1000);
    client = new APIGatewayClient(edge.cloud.deployer());
    await statusOf(value);
    await statusOf(value);
    const usage = (startDate: string, endDate: string, keyId?: string) =>
      client.send(
        new GetUsageCommand({ usagePlanId: plans.weekly, startDate, endDate, ...(keyId !== undefined && { keyId }) }),
      );
    const shown = await usage('2026-02-28', '2026-03-03', id);
    expect(shown).toMatchObject({ usagePlanId: plans.weekly, startDate: '2026-02-28', endDate: '2026-03-03' });
    expect(shown.items).toEqual({
      [id]: [
        [0, 5],
        [1, 4],
        [2, 2],
        [0, 2],
      ],
    });
    expect(Object.keys((await usage('2026-03-01', '2026-03-01')).items ?? {})).toContain(id);
    await expect(usage('2026-03-01', '2026-08-01')).rejects.toThrow(/within 90 days/);
    await expect(usage('2026-03-02', '2026-03-01')).rejects.toThrow(/within 90 days/);
    await expect(usage('yesterday', '2026-03-01')).rejects.toThrow(/startDate must be a date/);
    await expect(usage('2026-03-01', '2026-03-01', declaredKey)).rejects.toThrow(/Invalid API Key identifier/);
  });

  test('show authorizers and the methods that use them', async () => {
    const authorizer = {
      id: authorizerId,
      name: 'keys',
      type: 'TOKEN',
      authType: 'custom',
      authorizerUri: invokeUri(place, 'auth'),
      identitySource: 'method.request.header.Authorization',
      identityValidationExpression: '.+',
      authorizerResultTtlInSeconds: 300,
    };
    expect(await client.send(new GetAuthorizerCommand({ restApiId, authorizerId }))).toMatchObject(authorizer);
    expect((await client.send(new GetAuthorizersCommand({ restApiId }))).items).toEqual([authorizer]);
    const method = (httpMethod: string) => client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod }));
    expect(await method('POST')).toMatchObject({ authorizationType: 'CUSTOM', authorizerId, apiKeyRequired: false });
    expect(await method('GET')).toMatchObject({ authorizationType: 'NONE', apiKeyRequired: true });
    await expect(client.send(new GetAuthorizerCommand({ restApiId, authorizerId: 'x' }))).rejects.toThrow(
      /Invalid Authorizer identifier/,
    );
  });
});

test('an authorizer is not tried out, and plans are not made, at run time', async () => {
  await expect(client.send(new TestInvokeAuthorizerCommand({ restApiId, authorizerId }))).rejects.toThrow(
    /does not support apigateway:TestInvokeAuthorizer/,
  );
  await expect(client.send(new CreateUsagePlanCommand({ name: 'x' }))).rejects.toThrow(/palisade up/);
});
