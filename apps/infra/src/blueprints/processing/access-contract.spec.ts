import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { processingWorld } from '../../../testing/access/processing-world.ts';
import { unheldPolicies, unspoken, unspokenEndpoints } from '../../../testing/access/unspoken.ts';
import { askingAbout } from '../../../testing/access/world.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { processingAccess } from './access-contract.ts';
import { processingEntrances } from './entrances.ts';
import { processingSecondLines } from './second-lines.ts';

// More than a million decisions take seconds, and longer on a busy machine.
jest.setTimeout(240_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runStack('processing-local');
});

const proofOf = (of: Graph, actions: RegExp) =>
  differences(askingAbout(processingWorld(of), actions), processingAccess);

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way', () => {
    const proof = differences(processingWorld(graph), processingAccess);
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(1_000_000);
  });

  test.each([
    [
      'an authorizer that writes',
      'authorizer-role-policy',
      '"dynamodb:GetItem"',
      '["dynamodb:GetItem","dynamodb:PutItem"]',
      /^dynamodb:/,
      'authorizer code · dynamodb:PutItem · permissions table · tls',
    ],
    [
      'an API handler that scans',
      'api-handler-role-policy',
      '"dynamodb:PutItem"',
      '["dynamodb:PutItem","dynamodb:Scan"]',
      /^dynamodb:/,
      'API handler code · dynamodb:Scan · documents table · tls',
    ],
    [
      'a notifier that cannot read its stream',
      'notifier-role-policy',
      '"dynamodb:GetRecords"',
      '"dynamodb:ListStreams"',
      /^dynamodb:/,
      'notifier role by Lambda · dynamodb:GetRecords · documents stream',
    ],
    [
      'a topic that takes alarms of nobody',
      'alarms-policy',
      '"Service":"cloudwatch.',
      '"Service":"events.',
      /^sns:/,
      'CloudWatch alarms · sns:Publish · alarm topic',
    ],
    [
      'a trust policy for another service',
      'processor-role',
      'lambda.amazonaws.com',
      'events.amazonaws.com',
      /^sts:/,
      'Lambda service · sts:AssumeRole · processor role',
    ],
    [
      'a bucket that takes uploads of any key',
      'documents-bucket-policy',
      '"s3:x-amz-server-side-encryption-aws-kms-key-id"',
      '"s3:x-amz-website-redirect-location"',
      /^s3:PutObject$/,
      'API handler code · s3:PutObject · document',
    ],
    [
      'a data key for another bucket',
      'data-key',
      ':s3:::prod-documents-local-111122223333-us-east-1-an"',
      ':s3:::other-bucket"',
      /^kms:(Decrypt|GenerateDataKey)$/,
      'processor code · kms:Decrypt · data key · via-s3-other-bucket',
    ],
    [
      'a messaging key past SQS',
      'messaging-key',
      '"kms:ViaService":"sqs.',
      '"kms:ViaService":"s3.',
      /^kms:(Decrypt|GenerateDataKey)$/,
      'processor code · kms:GenerateDataKey · messaging key · via-sqs',
    ],
  ])('%s is found', (_, name, from, to, services, where) => {
    const changed = changePolicy(graph, name, from, to);
    const { missing, surplus } = proofOf(changed, services);
    expect([...surplus, ...missing].some((line) => line.startsWith(where))).toBe(true);
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(processingWorld(graph), processingSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('fit each other: methods with the function, log groups with the key, endpoints with the bucket', () => {
    expect(misfits(processingWorld(graph))).toEqual([]);
    const forgotten = changePolicy(graph, 'logs-key', '/aws/vpc/prod-flow-log-local', '/aws/vpc/other');
    expect(misfits(processingWorld(forgotten)).length).toBeGreaterThan(0);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = processingWorld(graph);
    expect(lockouts(model, scope, processingEntrances)).toEqual([]);
  });

  test.each([
    ['that large documents are presigned', 'documents-bucket-policy', 'REST-QUERY-STRING', 'POST', 'large documents'],
    ['alarms', 'messaging-key', '"Service":"cloudwatch.', '"Service":"events.', 'alarms are dropped'],
    ['the trail', 'logs-key', '"Service":"cloudtrail.', '"Service":"config.', 'nothing is recorded'],
    ['how the deployer makes tables', 'data-key', '"kms:CreateGrant"', '"kms:ListGrants"', 'cannot be made'],
  ])('a policy that forgets %s is found', (_, name, from, to, consequence) => {
    const { model, scope } = processingWorld(changePolicy(graph, name, from, to));
    const found = lockouts(model, scope, processingEntrances).map(({ or }) => or);
    expect(found).toContainEqual(expect.stringContaining(consequence));
  });
});

describe('the contract speaks of everything that is deployed', () => {
  test.each([
    ['keys', 'aws:kms/key:Key'],
    ['roles', 'aws:iam/role:Role'],
    ['buckets', 'aws:s3/bucket:Bucket'],
    ['tables', 'aws:dynamodb/table:Table'],
    ['queues', 'aws:sqs/queue:Queue'],
    ['topics', 'aws:sns/topic:Topic'],
    ['functions', 'aws:lambda/function:Function'],
    ['log groups', 'aws:cloudwatch/logGroup:LogGroup'],
  ])('%s', (_, token) => {
    expect(unspoken(graph, processingWorld(graph), token)).toEqual([]);
  });

  test('every endpoint', () => {
    expect(unspokenEndpoints(graph, processingWorld(graph))).toEqual([]);
  });

  test('every policy belongs to one of its callers', () => {
    expect(unheldPolicies(graph, processingWorld(graph))).toEqual([]);
  });
});
