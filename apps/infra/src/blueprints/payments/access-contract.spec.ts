import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { paymentsWorld } from '../../../testing/access/payments-world.ts';
import { unheldPolicies, unspoken, unspokenEndpoints } from '../../../testing/access/unspoken.ts';
import { askingAbout } from '../../../testing/access/world.ts';
import { runPayments } from '../../../testing/run-payments.ts';
import { paymentsAccess } from './access-contract.ts';
import { paymentsEntrances } from './entrances.ts';
import { paymentsSecondLines } from './second-lines.ts';

// More than a million decisions take seconds, and longer on a busy machine.
jest.setTimeout(240_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runPayments();
});

const proofOf = (of: Graph, actions: RegExp) => differences(askingAbout(paymentsWorld(of), actions), paymentsAccess);

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way', () => {
    const proof = differences(paymentsWorld(graph), paymentsAccess);
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(1_000_000);
  });

  test.each([
    [
      'an operator without a second factor',
      'operator-role',
      '"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}',
      '"StringLike":{"aws:PrincipalArn":"*"}',
      /^sts:/,
      'deployer · sts:AssumeRole · operator role · tls',
    ],
    [
      'an operator who un-revokes',
      'operator-role-policy',
      '"dynamodb:PutItem"',
      '["dynamodb:PutItem","dynamodb:UpdateItem"]',
      /^dynamodb:/,
      'operator · dynamodb:UpdateItem · revoked certificates table · tls',
    ],
    [
      'an operator who scans payments',
      'operator-role-policy',
      '"dynamodb:GetItem"',
      '["dynamodb:GetItem","dynamodb:Scan"]',
      /^dynamodb:/,
      'operator · dynamodb:Scan · transactions table · tls',
    ],
    [
      'a processor that cannot enter payments',
      'dynamodb-endpoint',
      '"dynamodb:PutItem"',
      '"dynamodb:UpdateItem"',
      /^dynamodb:/,
      'processor code · dynamodb:PutItem · transactions table · dynamodb-endpoint',
    ],
    [
      'a table whose destruction takes no second factor',
      'transactions-table-policy',
      '"dynamodb:DeleteTable"',
      '"dynamodb:DeleteTableReplica"',
      /^dynamodb:/,
      'other administrator · dynamodb:DeleteTable · transactions table · tls',
    ],
    [
      'a key that a second factor does not keep',
      's3-key',
      '"aws:MultiFactorAuthPresent":"false"',
      '"aws:ViaAWSService":"true"',
      /^kms:/,
      'other administrator with MFA · kms:ScheduleKeyDeletion · s3 key',
    ],
    [
      'a bucket that is closed to the operator',
      'documents-bucket-policy',
      ':role/payment-operator-role-local"',
      ':role/other"',
      /^s3:GetObject$/,
      'operator · s3:GetObject · receipt',
    ],
    [
      'a truststore that others write',
      'truststore-bucket-policy',
      ':user/deployer"',
      ':user/other-administrator"',
      /^s3:PutObject$/,
      'other administrator · s3:PutObject · truststore object',
    ],
    [
      'a documents key for another bucket',
      's3-key',
      ':s3:::payment-docs-local-111122223333"',
      ':s3:::other-bucket"',
      /^kms:(Decrypt|GenerateDataKey)$/,
      'processor code · kms:Decrypt · s3 key · via-s3-other-bucket',
    ],
    [
      'a topic that takes alarms of nobody',
      'alarms-policy',
      '"Service":"cloudwatch.',
      '"Service":"events.',
      /^sns:/,
      'CloudWatch alarms · sns:Publish · alarm topic',
    ],
  ])('%s is found', (_, name, from, to, services, where) => {
    const { missing, surplus } = proofOf(changePolicy(graph, name, from, to), services);
    const lines = [...surplus, ...missing];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith(where)).length).toBeGreaterThan(0);
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(paymentsWorld(graph), paymentsSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('fit each other: methods with the function, log groups with the key, endpoints with bucket and tables', () => {
    expect(misfits(paymentsWorld(graph))).toEqual([]);
    const forgotten = changePolicy(graph, 'logs-key', 'aws-waf-logs-payment-local', 'aws-waf-logs-other');
    expect(misfits(paymentsWorld(forgotten)).length).toBeGreaterThan(0);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = paymentsWorld(graph);
    expect(lockouts(model, scope, paymentsEntrances)).toEqual([]);
  });

  test.each([
    ['the deployer of a table', 'transactions-table-policy', ':user/deployer"', ':user/other"', 'cannot be removed'],
    ['the deployer of a key', 'logs-key', ':user/deployer"', ':user/other"', 'the next deployment fails'],
    [
      'the operator',
      'revoked-certificates-table-policy',
      ':role/payment-operator',
      ':role/other',
      'no certificate can be',
    ],
    ['alarms', 'operations-key', '"Service":"cloudwatch.', '"Service":"events.', 'alarms are dropped'],
    ['the trail', 'operations-key', '"Service":"cloudtrail.', '"Service":"config.', 'nothing is recorded'],
    ['how tables are made', 'dynamodb-key', '"kms:CreateGrant"', '"kms:ListGrants"', 'cannot be made'],
    ['who puts the truststore', 'truststore-bucket-policy', ':user/deployer"', ':user/other"', 'gets no truststore'],
  ])('a policy that forgets %s is found', (_, name, from, to, consequence) => {
    const { model, scope } = paymentsWorld(changePolicy(graph, name, from, to));
    const found = lockouts(model, scope, paymentsEntrances).map(({ or }) => or);
    expect(found).toContainEqual(expect.stringContaining(consequence));
  });
});

describe('the contract speaks of everything that is deployed', () => {
  test.each([
    ['keys', 'aws:kms/key:Key'],
    ['roles', 'aws:iam/role:Role'],
    ['buckets', 'aws:s3/bucket:Bucket'],
    ['tables', 'aws:dynamodb/table:Table'],
    ['topics', 'aws:sns/topic:Topic'],
    ['functions', 'aws:lambda/function:Function'],
    ['log groups', 'aws:cloudwatch/logGroup:LogGroup'],
  ])('%s', (_, token) => {
    expect(unspoken(graph, paymentsWorld(graph), token)).toEqual([]);
  });

  test('every endpoint', () => {
    expect(unspokenEndpoints(graph, paymentsWorld(graph))).toEqual([]);
  });

  test('every policy belongs to one of its callers', () => {
    expect(unheldPolicies(graph, paymentsWorld(graph))).toEqual([]);
  });
});
