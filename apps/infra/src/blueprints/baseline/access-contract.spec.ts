import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { baselineWorld } from '../../../testing/access/baseline-world.ts';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { baselineAccess, baselineEntrances, baselineSecondLines } from './access-contract.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runStack('baseline-local');
});

const changed = (from: string, to: string): Graph => changePolicy(graph, 'config-history-policy', from, to);

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way', () => {
    const proof = differences(baselineWorld(graph), baselineAccess);
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(30_000);
  });

  test.each([
    [
      'reading',
      '"s3:PutObject"',
      '["s3:PutObject","s3:GetObject"]',
      'Config · s3:GetObject · history object · owner-acl',
    ],
    ['elsewhere in the bucket', '/Config/*"', '/*"', 'Config · s3:PutObject · object elsewhere · owner-acl'],
    [
      'for any account',
      '"StringEquals":{"aws:SourceAccount":"111122223333","s3:x-amz-acl"',
      '"StringEquals":{"s3:x-amz-acl"',
      'Config for another account · s3:PutObject · history object · owner-acl',
    ],
    ['by another service', '"config.amazonaws.com"', '"cloudtrail.amazonaws.com"', 'another service · s3:'],
  ])('%s is found', (_name, from, to, where) => {
    const { surplus } = differences(baselineWorld(changed(from, to)), baselineAccess);
    expect(surplus.some((line) => line.startsWith(where))).toBe(true);
  });

  test('plain HTTP is found', () => {
    const { surplus } = differences(baselineWorld(changed('"Deny"', '"Allow"')), baselineAccess);
    expect(surplus.some((line) => line.includes(' · plain-http'))).toBe(true);
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(baselineWorld(graph), baselineSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('fit each other', () => {
    expect(misfits(baselineWorld(graph))).toEqual([]);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = baselineWorld(graph);
    expect(lockouts(model, scope, baselineEntrances)).toEqual([]);
  });

  test('a bucket for another account’s history is found', () => {
    const { model, scope } = baselineWorld(changed('AWSLogs/111122223333', 'AWSLogs/999999999999'));
    expect(lockouts(model, scope, baselineEntrances).map(({ or }) => or)).toEqual(['Config delivers no history']);
  });
});
