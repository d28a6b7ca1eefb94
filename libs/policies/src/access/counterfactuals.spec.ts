import { describe, expect, test } from '@jest/globals';
import { s3ObjectArn } from '../arn/index.ts';
import type { Policy } from '../build/policy.ts';
import { deny } from '../build/statement.ts';
import { identityPolicy } from '../kinds/identity.ts';
import { counterfactuals } from './counterfactuals.ts';
import type { AccessModel } from './model.ts';
import type { AccessScope } from './scope.ts';
import { statementsInModel } from './statements.ts';
import { wideningsOf } from './variants.ts';
import { handlerPolicy, scope, smallWorld, type By, type On, type Who } from './testing/small-world.ts';

const edge = ({ policy, statement, element }: { policy: string; statement: string; element?: string }) =>
  [policy, statement, element].join(' ').trim();
const withHandler = (...policies: readonly Policy[]): AccessModel<Who, On> => ({
  ...smallWorld,
  principals: { ...smallWorld.principals, handler: { ...smallWorld.principals.handler, policies } },
});

describe('counterfactuals', () => {
  const { deadWeight, untestedBoundaries, noticed } = counterfactuals(smallWorld, scope);

  test('a statement whose absence no question notices is dead weight', () => {
    // Nobody in the small world is CloudWatch Logs or API Gateway, so nothing asks for these two.
    expect(deadWeight.map(edge)).toEqual(['f Api', 'log-key EncryptLogGroups']);
  });

  test('a statement that is needed is noticed by a question', () => {
    expect(noticed).toContainEqual({
      policy: 'docs',
      kind: 'bucket',
      statement: 'DenyUnlessPrincipalOrEndpoint',
      change: 'removed',
      by: { who: 'handler', action: 's3:PutObject', on: 'object', by: 'internet' },
    });
    expect(noticed).toContainEqual(
      expect.objectContaining({ policy: 'handler', statement: 'WriteOwnLogGroup', change: 'wider actions' }),
    );
  });

  test('an element that can be widened unnoticed is an untested boundary', () => {
    const edges = untestedBoundaries.map(edge);
    // No other log group is asked about, so the name in the statement is not tested; the bucket's is, by "other object".
    expect(edges).toContain('handler WriteOwnLogGroup resources');
    expect(edges).not.toContain('handler PutObject resources');
    // The policy of the endpoint lets nothing but PutObject through anyway: a second line hides the first.
    expect(edges).toContain('handler PutObject actions');
    // Without the condition on the endpoint the handler itself would be denied.
    expect(edges).not.toContain('docs DenyUnlessPrincipalOrEndpoint aws:SourceVpce');
  });

  test('every change is either noticed or reported', () => {
    const statements = statementsInModel(smallWorld);
    const widenings = statements.flatMap(({ statement }) => wideningsOf(statement));
    expect(noticed.length + deadWeight.length + untestedBoundaries.length).toBe(statements.length + widenings.length);
  });
});

test('asking more tests the boundary', () => {
  const asked: AccessModel<Who, On | 'other log'> = {
    ...smallWorld,
    resources: {
      ...smallWorld.resources,
      'other log': { arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/other' },
    },
  };
  const wider: AccessScope<On | 'other log', By> = {
    ...scope,
    actions: (on: On | 'other log') => scope.actions(on === 'other log' ? 'log group' : on),
    by: () => ['internet', 'endpoint'],
  };
  const edges = counterfactuals(asked, wider).untestedBoundaries.map(edge);
  expect(edges).not.toContain('handler WriteOwnLogGroup resources');
});

test('a Deny that backs up what nothing grants is dead weight', () => {
  const second = deny({
    sid: 'NoDelete',
    actions: ['s3:DeleteObject'],
    resources: [s3ObjectArn({ bucket: 'docs', key: '*' })],
  });
  const model = withHandler(identityPolicy('handler', [...(handlerPolicy.document.Statement as readonly []), second]));
  expect(counterfactuals(model, scope).deadWeight.map(edge)).toContain('handler NoDelete');
});

test('an Allow that two policies give is dead weight in both', () => {
  const twin: Policy = { ...handlerPolicy, name: 'twin' };
  const dead = counterfactuals(withHandler(handlerPolicy, twin), scope).deadWeight.map(edge);
  expect(dead).toEqual(expect.arrayContaining(['handler PutObject', 'twin PutObject']));
});

test('two policies of one name are refused', () => {
  const twin: Policy = { ...handlerPolicy };
  expect(() => counterfactuals(withHandler(handlerPolicy, twin), scope)).toThrow(
    'Two policies are called "handler" (identity). Give each its own name.',
  );
});

test('the boundary of a principal is widened too', () => {
  const boundary: Policy = {
    name: 'limit',
    kind: 'boundary',
    document: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Writes', Effect: 'Allow', Action: ['s3:PutObject', 'logs:CreateLogGroup'], Resource: '*' }],
    },
  };
  const { handler } = smallWorld.principals;
  const bound = { ...smallWorld, principals: { ...smallWorld.principals, handler: { ...handler, boundary } } };
  const { noticed, untestedBoundaries } = counterfactuals(bound, scope);
  expect(noticed).toContainEqual(expect.objectContaining({ policy: 'limit', statement: 'Writes', change: 'removed' }));
  // The role's own policy grants no more than the boundary lets through.
  expect(untestedBoundaries.map(edge)).toContain('limit Writes actions');
});
