import { describe, expect, test } from '@jest/globals';
import { dynamodbIndexArn, dynamodbTableArn, iamRoleArn } from '../arn/index.ts';
import { compile } from '../build/policy.ts';
import { allow, deny } from '../build/statement.ts';
import { itemsOnlyThroughEndpoint } from '../guardrails/dynamodb/items-only-through-endpoint.ts';
import { decide } from '../evaluate/decide.ts';
import type { ContextValue } from '../evaluate/context.ts';
import type { Principal, Statement } from '../statement.ts';
import { itemActions, tablePolicy } from './table.ts';

const here = { region: 'us-east-1', account: '111122223333', table: 't' };
const [table, index] = [dynamodbTableArn(here), dynamodbIndexArn({ ...here, index: 'i' })];
const role = iamRoleArn({ account: here.account, name: 'r' });
const elsewhere = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };
const build = (...statements: Statement[]) => tablePolicy(here, statements);
const read = (principal: Principal) =>
  allow({ sid: 'Read', principal, actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [table, index] });

describe('a table policy', () => {
  test.each<[string, Statement]>([
    ['names who reads', read({ AWS: role })],
    ['closes items to other networks', itemsOnlyThroughEndpoint({ ...here, endpointId: 'vpce-1' })],
    [
      'denies management by caller, not by network',
      deny({
        sid: 'D',
        principal: '*',
        actions: ['dynamodb:DeleteTable'],
        resources: [table],
        when: { ArnNotEquals: { 'aws:PrincipalArn': role } },
      }),
    ],
    [
      'denies management to one role from other networks',
      deny({
        sid: 'D',
        principal: { AWS: role },
        actions: ['dynamodb:DeleteTable'],
        resources: [table],
        when: elsewhere,
      }),
    ],
  ])('%s', (_, statement) => {
    expect(build(statement)).toMatchObject({ name: 't', kind: 'table' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'another table',
      () =>
        build(
          deny({
            sid: 'D',
            principal: '*',
            actions: ['dynamodb:GetItem'],
            resources: [dynamodbTableArn({ ...here, table: 't2' })],
          }),
        ),
      'is not this table or an index of it',
    ],
    [
      'another service',
      () => build(deny({ sid: 'D', principal: '*', actions: ['kms:Decrypt'], resources: [table] })),
      'is no action of dynamodb',
    ],
    ['everyone', () => build(read('*')), 'the table is public'],
    ['a service for anyone', () => build(read({ Service: 'x.amazonaws.com' })), 'may act for anyone here'],
    [
      'a lockout',
      () => build(deny({ sid: 'D', principal: '*', actions: ['dynamodb:*'], resources: [table] })),
      'everyone is locked out',
    ],
    [
      'management by network',
      () => build(deny({ sid: 'D', principal: '*', actions: ['dynamodb:*'], resources: [table], when: elsewhere })),
      'dynamodb:* is denied to backups, recovery and the next deployment, which come from elsewhere. Name actions on items',
    ],
    [
      'a backup by network',
      () =>
        build(
          deny({
            sid: 'D',
            principal: '*',
            actions: ['dynamodb:GetItem', 'dynamodb:CreateBackup'],
            resources: [table],
            when: elsewhere,
          }),
        ),
      'dynamodb:CreateBackup is denied to backups',
    ],
    [
      'everything but reading by network',
      () =>
        build(
          deny({ sid: 'D', principal: '*', exceptActions: ['dynamodb:GetItem'], resources: [table], when: elsewhere }),
        ),
      'everything but some actions is denied to backups',
    ],
    [
      'too much text',
      () =>
        build(
          read({
            AWS: Array.from({ length: 600 }, (_, i) => iamRoleArn({ account: here.account, name: `role-${i}` })),
          }),
        ),
      'AWS takes 20480',
    ],
  ])('of %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('items only through the endpoint', () => {
  const identity = [
    compile({
      name: 'admin',
      kind: 'identity',
      document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    }),
  ];
  const breakGlass = iamRoleArn({ account: here.account, name: 'break-glass' });
  const resource = compile(build(itemsOnlyThroughEndpoint({ ...here, endpointId: 'vpce-1', except: [breakGlass] })));
  const ask = (action: string, on: string, context: Record<string, ContextValue>, principal: string = role) =>
    decide(
      {
        principal,
        action,
        resource: { arn: on, accountId: here.account },
        context: { 'aws:PrincipalArn': principal, ...context },
      },
      { identity, resource },
    ).verdict;
  const inside = { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalIsAWSService': false };
  const outside = { 'aws:PrincipalIsAWSService': false };

  test.each(itemActions)('%s', (action) => {
    expect(ask(action, table, inside)).toBe('Allowed');
    expect(ask(action, table, outside)).toBe('ExplicitlyDenied');
    expect(ask(action, table, { ...inside, 'aws:SourceVpce': 'vpce-2' })).toBe('ExplicitlyDenied');
    expect(ask(action, table, outside, breakGlass)).toBe('Allowed');
  });

  test('indexes too, management not', () => {
    expect(ask('dynamodb:Query', index, outside)).toBe('ExplicitlyDenied');
    for (const action of ['dynamodb:UpdateTable', 'dynamodb:CreateBackup', 'dynamodb:PutResourcePolicy'])
      expect(ask(action, table, outside)).toBe('Allowed');
  });
});
