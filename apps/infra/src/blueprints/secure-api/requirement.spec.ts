import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isAssetReference, type Resource } from '@palisade/local-engine';
import type { PolicyDocument, Statement } from '@palisade/policies';
import { GraphView, json, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';

// Every line of the requirement, in its own words, against the graph the program declares. What a graph cannot show (that
// the parts work together) is shown by apps/e2e.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runStack('secure-api-local'));
});

const one = (token: string, name?: string): Resource => stack.one(token, name);
const key = (): Resource => one('aws:kms/key:Key');
const handler = (): Resource => one('aws:lambda/function:Function');
const groups = (): readonly Resource[] => stack.all('aws:cloudwatch/logGroup:LogGroup');

function statements(resource: Resource, property = 'policy'): readonly Statement[] {
  const { Statement: found } = json<PolicyDocument>(resource, property);
  return (Array.isArray(found) ? found : [found]) as readonly Statement[];
}

/** The order of creation: what each waits for, through whatever. */
function waitsFor(resource: Resource, other: Resource, seen = new Set<string>()): boolean {
  return resource.dependencies.some((urn) => {
    if (urn === other.urn) return true;
    if (seen.has(urn)) return false;
    seen.add(urn);
    const next = stack.graph.resources.find((each) => each.urn === urn);
    return next !== undefined && waitsFor(next, other, seen);
  });
}

describe('Architecture Overview', () => {
  test('1. KMS Key: Customer-managed encryption key with CloudWatch Logs service permissions', () => {
    const logs = statements(key()).filter(({ Principal }) => JSON.stringify(Principal).includes('logs.'));
    expect(logs).toMatchObject([{ Effect: 'Allow', Principal: { Service: 'logs.ap-southeast-1.amazonaws.com' } }]);
    expect(one('aws:kms/alias:Alias').inputs).toMatchObject({
      name: 'alias/secure-api-logs-local',
      targetKeyId: key().outputs['keyId'],
    });
  });

  test('2. Lambda Function: Serverless compute for API request handling', () => {
    expect(handler().inputs).toMatchObject({ runtime: 'nodejs24.x', handler: 'index.handler', memorySize: 256 });
    expect(isAssetReference(handler().inputs['code'])).toBe(true);
    expect(handler().inputs['environment']).toEqual({ variables: { ENVIRONMENT_SUFFIX: 'local' } });
  });

  test("the function's environment is encrypted with the customer's key", () => {
    expect(handler().inputs['kmsKeyArn']).toBe(key().outputs['arn']);
  });

  test('3. API Gateway: REST API endpoint with proxy integration', () => {
    expect(one('aws:apigateway/resource:Resource', 'api-proxy').inputs['pathPart']).toBe('{proxy+}');
    for (const [route, httpMethod] of [
      ['root', 'GET'],
      ['proxy', 'ANY'],
    ]) {
      expect(one('aws:apigateway/integration:Integration', `api-${route}-integration`).inputs).toMatchObject({
        httpMethod,
        type: 'AWS_PROXY',
        integrationHttpMethod: 'POST',
        uri: handler().outputs['invokeArn'],
      });
    }
    const rootId = one('aws:apigateway/restApi:RestApi').outputs['rootResourceId'];
    expect(one('aws:apigateway/method:Method', 'api-root-method').inputs['resourceId']).toBe(rootId);
  });

  test('4. CloudWatch Logs: Encrypted log groups for Lambda execution logs, and for whatever else the stack logs', () => {
    expect(
      groups()
        .map((group) => text(group, 'name'))
        .sort(),
    ).toEqual([
      `/aws/apigateway/secure-api-local`,
      `/aws/lambda/status-handler-local`,
      `API-Gateway-Execution-Logs_${stack.output('apiId')}/prod`,
    ]);
    expect(groups().map(({ inputs }) => inputs['kmsKeyId'])).toEqual(groups().map(() => key().outputs['arn']));
    const logs = text(one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs'), 'name');
    expect(handler().inputs['loggingConfig']).toMatchObject({ logGroup: logs });
    expect(logs).toBe(stack.output('logGroupName'));
    expect(stack.graph.outputs['logGroupNames']).toEqual(
      expect.arrayContaining(groups().map(({ outputs }) => outputs['name'])),
    );
  });

  test('5. IAM Roles: Least privilege access for Lambda execution', () => {
    const role = one('aws:iam/role:Role', 'handler-role');
    expect(handler().inputs['role']).toBe(role.outputs['arn']);
    expect(statements(role, 'assumeRolePolicy')).toMatchObject([{ Principal: { Service: 'lambda.amazonaws.com' } }]);
    const granted = statements(one('aws:iam/policy:Policy', 'handler-role-policy'));
    expect(granted.flatMap(({ Action }) => Action)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    const group = text(one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs'), 'arn');
    for (const on of granted.flatMap(({ Resource: each }) => each ?? [])) expect(on.startsWith(`${group}:`)).toBe(true);
  });
});

describe('Critical KMS Configuration', () => {
  test('the KMS key policy grants CloudWatch Logs service permissions BEFORE creating log groups', () => {
    // The policy is part of the key, so whatever waits for the key waits for its policy.
    expect(stack.all('aws:kms/keyPolicy:KeyPolicy')).toEqual([]);
    for (const group of groups()) expect(waitsFor(group, key())).toBe(true);
    for (const group of groups()) expect(waitsFor(key(), group)).toBe(false);
  });
});

describe('Key Features', () => {
  const ofLogs = (): Statement | undefined =>
    statements(key()).find(({ Principal }) => JSON.stringify(Principal).includes('logs.ap-southeast-1'));

  test('1. a dedicated statement allowing CloudWatch Logs service in ap-southeast-1 to encrypt and decrypt data', () => {
    const actions = [ofLogs()?.Action].flat();
    for (const action of [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ]) {
      expect(actions).toContain(action);
    }
  });

  test('… of exactly these log groups: not a whole prefix, and no grants', () => {
    const arns = groups().map((group) => text(group, 'arn'));
    const named = ofLogs()?.Condition?.['ArnLike']?.['kms:EncryptionContext:aws:logs:arn'];
    expect([named].flat().sort()).toEqual([...arns].sort());
    expect(JSON.stringify(named)).not.toContain('*');
    expect([ofLogs()?.Action].flat().filter((action) => /CreateGrant|\*/.test(String(action)))).toEqual([]);
  });

  test('2. explicit dependencies, ensuring proper resource creation order: key, log groups, function, stage', () => {
    const stage = one('aws:apigateway/stage:Stage');
    expect(waitsFor(handler(), one('aws:cloudwatch/logGroup:LogGroup', 'handler-logs'))).toBe(true);
    // A group that comes after what writes to it may be there already, unencrypted and kept for ever.
    for (const name of ['stage-access-logs', 'stage-execution-logs']) {
      expect(waitsFor(stage, one('aws:cloudwatch/logGroup:LogGroup', name))).toBe(true);
    }
    expect(waitsFor(stage, one('aws:apigateway/account:Account'))).toBe(true);
  });

  test('3. All resources include the environmentSuffix parameter for deployment isolation', async () => {
    const other = new GraphView(
      await runStack('secure-api-local', { config: { 'palisade:environmentSuffix': 'pr-42' } }),
    );
    const names = (view: GraphView) =>
      view.graph.resources
        .filter(
          ({ type }) =>
            type.startsWith('aws:iam/') || type.startsWith('aws:lambda/function') || type.startsWith('aws:kms/alias'),
        )
        .flatMap(({ outputs }) => (typeof outputs['name'] === 'string' ? [outputs['name']] : []));
    expect(names(other).filter((name) => !name.includes('pr-42'))).toEqual([]);
    expect(names(other).filter((name) => names(stack).includes(name))).toEqual([]);
  });

  test('4. automatic rotation enabled', () => {
    expect(key().inputs).toMatchObject({ enableKeyRotation: true, rotationPeriodInDays: 365 });
  });

  test('5. 7-day retention, on every log group', () => {
    expect(groups().map(({ inputs }) => inputs['retentionInDays'])).toEqual([7, 7, 7]);
  });

  test('6. Complete REST API setup with proxy integration and proper Lambda permissions', () => {
    const api = text(one('aws:apigateway/restApi:RestApi'), 'executionArn');
    const permissions = stack.all('aws:lambda/permission:Permission').map(({ inputs }) => inputs);
    for (const permission of permissions) {
      expect(permission).toMatchObject({
        action: 'lambda:InvokeFunction',
        principal: 'apigateway.amazonaws.com',
        sourceAccount: stack.output('accountId'),
      });
    }
    expect(permissions.map(({ sourceArn }) => sourceArn).sort()).toEqual([
      `${api}/prod/*/{proxy+}`,
      `${api}/prod/GET/`,
    ]);
    expect(one('aws:apigateway/stage:Stage').inputs).toMatchObject({
      stageName: 'prod',
      accessLogSettings: {
        destinationArn: one('aws:cloudwatch/logGroup:LogGroup', 'stage-access-logs').outputs['arn'],
      },
    });
  });

  test('… each route with the strongest authorisation that still serves it', () => {
    const methods = stack
      .all('aws:apigateway/method:Method')
      .map(({ inputs, name }) => [name, inputs['authorization']]);
    expect(Object.fromEntries(methods)).toEqual({
      'api-root-method': 'AWS_IAM',
      'api-proxy-method': 'AWS_IAM',
      'api-health-method': 'NONE',
    });
    expect(one('aws:apigateway/integration:Integration', 'api-health-integration').inputs).toMatchObject({
      type: 'MOCK',
    });
  });
});

describe('Deployment', () => {
  test.each(['apiUrl', 'functionName', 'kmsKeyId', 'logGroupName'])('the output %s', (name) => {
    expect(stack.output(name)).toMatch(/./);
  });

  test('curl $(pulumi stack output apiUrl): the root of stage prod', () => {
    expect(stack.output('apiUrl')).toMatch(/\/prod$/);
    expect(stack.output('apiUrl')).toContain(stack.output('apiId'));
    expect(stack.output('kmsKeyId')).toBe(key().id);
  });
});

describe('Security Considerations', () => {
  test('KMS key policy follows least privilege principle: no action by wildcard, use only through a service that says for what', () => {
    const all = statements(key());
    expect(all.flatMap(({ Action }) => Action ?? []).filter((action) => action.includes('*'))).toEqual([]);
    const uses = /^kms:(Encrypt|Decrypt|GenerateDataKey.*|ReEncrypt.*|CreateGrant)$/;
    for (const { Action, Condition } of all) {
      if (![Action].flat().some((action) => uses.test(String(action)))) continue;
      expect(JSON.stringify(Condition ?? {})).toMatch(/kms:(ViaService|EncryptionContext:aws:logs:arn)/);
    }
  });

  test('the requirement attaches an AWS managed policy to the execution role; here a policy of its own says less', () => {
    const attached = stack
      .all('aws:iam/rolePolicyAttachment:RolePolicyAttachment')
      .filter(({ name }) => name === 'handler-role-attachment');
    expect(attached.map(({ inputs }) => inputs['policyArn'])).toEqual([
      one('aws:iam/policy:Policy', 'handler-role-policy').outputs['arn'],
    ]);
  });

  test('API Gateway uses regional endpoint for better security', () => {
    expect(one('aws:apigateway/restApi:RestApi').inputs).toMatchObject({
      endpointConfiguration: { types: 'REGIONAL' },
    });
  });

  test('All resources are in ap-southeast-1, tagged with environment identifier', () => {
    const outputs = stack.graph.resources.map((resource) => resource.outputs);
    const regions = outputs.flatMap(({ region }) => (region === undefined ? [] : [region]));
    expect(new Set(regions)).toEqual(new Set(['ap-southeast-1']));
    const tags = outputs.flatMap(({ tagsAll }) => (tagsAll === undefined ? [] : [tagsAll as Record<string, string>]));
    expect(tags.length).toBeGreaterThan(12);
    expect(new Set(tags.map(({ Environment }) => Environment))).toEqual(new Set(['local']));
  });
});
