import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { documentsWorld } from '../../../testing/access/documents-world.ts';
import { unheldPolicies, unspoken } from '../../../testing/access/unspoken.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { documentsAccess } from './access-contract.ts';
import { documentsEntrances } from './entrances.ts';
import { documentsSecondLines } from './second-lines.ts';

// Hundreds of thousands of decisions take seconds, and longer on a busy machine.
jest.setTimeout(60_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runStack('documents-local');
});

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way', () => {
    const proof = differences(documentsWorld(graph), documentsAccess);
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(100_000);
  });

  test('a permission too many is found', () => {
    const widened = changePolicy(graph, 'handler-role-policy', '"s3:PutObject"', '["s3:PutObject","s3:DeleteObject"]');
    const { surplus, missing } = differences(documentsWorld(widened), documentsAccess);
    expect(missing).toEqual([]);
    expect(surplus.length).toBeGreaterThan(0);
    expect(surplus.every((line) => line.includes('s3:DeleteObject'))).toBe(true);
  });

  test('a permission too few is found', () => {
    const narrowed = changePolicy(graph, 'handler-role-policy', '"logs:PutLogEvents"', '"logs:TagResource"');
    const { missing } = differences(documentsWorld(narrowed), documentsAccess);
    expect(missing.some((line) => line.startsWith('handler code · logs:PutLogEvents · handler log'))).toBe(true);
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(documentsWorld(graph), documentsSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('a statement that nothing needs is found', () => {
    const idle =
      '{"Sid":"Idle","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::x","Condition":{"Null":{"aws:PrincipalArn":"true"}}}';
    const padded = changePolicy(graph, 'documents-bucket-policy', '"Statement":[', `"Statement":[${idle},`);
    const { model, scope } = documentsWorld(padded);
    // One action is enough here, and fast.
    const world = { model, scope: { ...scope, actions: () => ['s3:PutObject'] } };
    const { surprising } = unexplained(world, documentsSecondLines);
    expect(surprising).toContainEqual(expect.stringContaining('/ Idle: removed'));
  });

  test('fit each other', () => {
    expect(misfits(documentsWorld(graph))).toEqual([]);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = documentsWorld(graph);
    expect(lockouts(model, scope, documentsEntrances)).toEqual([]);
  });

  test('a bucket policy that forgets the deployer is found, with every Deny that hits', () => {
    const deployer = 'arn:aws:iam::111122223333:user/deployer';
    const careless = changePolicy(graph, 'documents-bucket-policy', deployer, `${deployer}-of-yesterday`);
    const { model, scope } = documentsWorld(careless);
    const found = lockouts(model, scope, documentsEntrances);
    expect(new Set(found.map(({ or }) => or))).toEqual(
      new Set(['the next deployment fails', 'the stack cannot be removed']),
    );
    expect(found.find(({ action }) => action === 's3:PutBucketPolicy')).toMatchObject({
      who: 'deployer',
      on: 'documents bucket',
      deniedBy: [{ kind: 'bucket', statement: 'DenyUnlessPrincipalOrEndpoint' }],
    });
  });
});

describe('the contract speaks of everything that is deployed', () => {
  test.each([
    ['roles', 'aws:iam/role:Role'],
    ['buckets', 'aws:s3/bucket:Bucket'],
    ['functions', 'aws:lambda/function:Function'],
    ['log groups', 'aws:cloudwatch/logGroup:LogGroup'],
  ])('%s', (_, token) => {
    expect(unspoken(graph, documentsWorld(graph), token)).toEqual([]);
  });

  test('every policy belongs to one of its callers', () => {
    expect(unheldPolicies(graph, documentsWorld(graph))).toEqual([]);
  });
});
