import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, kmsKeyArn } from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { trustPolicy } from '../kinds/trust.ts';
import { assumedByService } from '../capabilities/sts/assume-role.ts';
import { account, here } from '../testing/calls.ts';
import { ModelError } from './ask.ts';
import { counterfactuals } from './counterfactuals.ts';
import { accessMatrix, explainAccess } from './matrix.ts';
import { scope, smallWorld, type By, type On, type Who } from './testing/small-world.ts';

const answers = [...accessMatrix(smallWorld, scope)];
const answer = (who: Who, action: string, on: On, by: By) =>
  answers.find((one) => one.who === who && one.action === action && one.on === on && one.by === by)?.decision;

describe('the matrix', () => {
  test('has every principal × action × resource × path of the scope once', () => {
    const keys = answers.map(({ who, action, on, by }) => `${who} ${action} ${on} ${by}`);
    expect(new Set(keys).size).toBe(keys.length);
    // 3 objects and the bucket by two paths, three other resources by one.
    expect(keys).toHaveLength(4 * (4 * 2 * 2 + 2 + 2 + 1));
  });

  test('names the statement that decides', () => {
    expect(answer('handler', 's3:PutObject', 'object', 'endpoint')).toEqual({
      verdict: 'Allowed',
      decidedBy: { policy: 'handler', kind: 'identity', statement: 'PutObject' },
    });
    expect(answer('handler', 's3:PutObject', 'object', 'internet')).toEqual({
      verdict: 'ExplicitlyDenied',
      decidedBy: { policy: 'docs', kind: 'bucket', statement: 'DenyUnlessPrincipalOrEndpoint' },
    });
  });

  test('knows what comes through an endpoint and what does not', () => {
    expect(answer('deployer', 's3:GetObject', 'object', 'internet')?.verdict).toBe('Allowed');
    expect(answer('deployer', 's3:GetObject', 'object', 'endpoint')).toMatchObject({
      verdict: 'ImplicitlyDenied',
      missing: 'endpoint',
    });
  });

  test('asks an endpoint only about its own service', () => {
    const everyPath = { paths: scope.paths, actions: scope.actions };
    const logs = [...accessMatrix(smallWorld, everyPath)].filter(({ on }) => on === 'log group');
    expect(new Set(logs.map(({ by }) => by))).toEqual(new Set(['internet']));
  });

  test('asks by a path only about the actions that can come by it', () => {
    const actions: typeof scope.actions = (on, by) =>
      scope.actions(on).filter((action) => by !== 'internet' || action !== 's3:PutObject');
    const puts = [...accessMatrix(smallWorld, { ...scope, actions })].filter(({ action }) => action === 's3:PutObject');
    expect(new Set(puts.map(({ by }) => by))).toEqual(new Set(['endpoint']));
    // What only a put from outside meets is met by nothing that is asked.
    const { deadWeight } = counterfactuals(smallWorld, {
      ...scope,
      actions: (on, by) => (by === 'internet' ? [] : scope.actions(on)),
    });
    expect(deadWeight.map(({ statement }) => statement)).toContain('DenyUnlessPrincipalOrEndpoint');
    expect(counterfactuals(smallWorld, scope).deadWeight.map(({ statement }) => statement)).not.toContain(
      'DenyUnlessPrincipalOrEndpoint',
    );
  });

  test('lets services in for their source', () => {
    expect(answer('log delivery', 's3:PutObject', 'log object', 'internet')?.verdict).toBe('Allowed');
    expect(answer('log delivery', 's3:GetObject', 'log object', 'internet')?.verdict).toBe('ImplicitlyDenied');
  });

  test('is explained answer by answer', () => {
    const question = { who: 'handler', action: 's3:PutObject', on: 'object', by: 'internet' } as const;
    const { decision, sentence } = explainAccess(smallWorld, scope, question);
    expect(decision).toEqual(answer('handler', 's3:PutObject', 'object', 'internet'));
    expect(sentence).toContain('statement DenyUnlessPrincipalOrEndpoint of bucket policy "docs" denies it');
  });

  test.each([
    ['principal', { who: 'nobody', on: 'object', by: 'internet' }],
    ['resource', { who: 'handler', on: 'nothing', by: 'internet' }],
    ['path', { who: 'handler', on: 'object', by: 'pigeon' }],
  ])('an unknown %s is refused', (what, question) => {
    const ask = () => explainAccess<string, string, string>(smallWorld, scope, { action: 's3:GetObject', ...question });
    expect(ask).toThrow(ModelError);
    expect(ask).toThrow(`There is no ${what} "`);
  });

  test('a path through an endpoint the model does not have is refused', () => {
    const paths = { odd: { endpoint: 'dynamodb', context: {} } };
    expect(() => [...accessMatrix(smallWorld, { paths, actions: () => ['s3:GetObject'] })]).toThrow(
      'There is no endpoint "dynamodb" in the model. Name one of: s3.',
    );
  });
});

describe('what a request carries', () => {
  const policy = (when: Record<string, string>): Policy => ({
    name: 'p',
    kind: 'identity',
    document: {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: when } },
    },
  });
  const ask = (when: Record<string, string>, by: By) => {
    const { handler } = smallWorld.principals;
    const model = { ...smallWorld, principals: { handler: { ...handler, policies: [policy(when)] } } };
    const question = { who: 'handler', action: 's3:PutObject', on: 'other object', by } as const;
    const open = {
      ...model,
      endpoints: { s3: { id: 'vpce-1', type: 'Gateway', service: 's3', vpc: 'vpc-1' } },
    } as const;
    return explainAccess(open, scope, question).decision.verdict;
  };

  test('through an endpoint: the endpoint and its VPC', () => {
    const network = { 'aws:SourceVpce': 'vpce-1', 'aws:SourceVpc': 'vpc-1' };
    expect(ask(network, 'endpoint')).toBe('Allowed');
    expect(ask(network, 'internet')).toBe('ImplicitlyDenied');
  });

  test('always: the account of the resource', () => {
    expect(ask({ 'aws:ResourceAccount': account }, 'internet')).toBe('Allowed');
    expect(ask({ 'aws:ResourceAccount': '444455556666' }, 'internet')).toBe('ImplicitlyDenied');
  });
});

test('a trust policy decides who takes the role, not who reads it', () => {
  const role = {
    arn: iamRoleArn({ account, name: 'r' }),
    policy: trustPolicy('t', [assumedByService({ service: 'lambda.amazonaws.com' })]),
  };
  const model = { ...smallWorld, resources: { role } };
  const ask = (action: string) =>
    explainAccess(model, scope, { who: 'deployer', action, on: 'role', by: 'internet' }).decision.verdict;
  expect(ask('iam:GetRole')).toBe('Allowed');
  expect(ask('sts:AssumeRole')).toBe('ImplicitlyDenied');
});

test('a resource of another account needs both sides', () => {
  const model = {
    ...smallWorld,
    resources: { key: { arn: kmsKeyArn({ ...here, id: 'k' }), account: '444455556666' } },
  };
  const ask = { who: 'deployer', action: 'kms:DescribeKey', on: 'key', by: 'internet' } as const;
  expect(explainAccess(model, scope, ask).decision).toMatchObject({ missing: 'resource' });
});
