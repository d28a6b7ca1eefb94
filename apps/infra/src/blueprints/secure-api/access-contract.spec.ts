import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { secureApiWorld } from '../../../testing/access/secure-api-world.ts';
import { unheldPolicies, unspoken } from '../../../testing/access/unspoken.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { secureApiAccess } from './access-contract.ts';
import { secureApiEntrances } from './entrances.ts';
import { secureApiSecondLines } from './second-lines.ts';

// Tens of thousands of decisions take seconds, and longer on a busy machine.
jest.setTimeout(60_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runStack('secure-api-local');
});

const proofOf = (of: Graph) => differences(secureApiWorld(of), secureApiAccess);

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way to the key', () => {
    const proof = proofOf(graph);
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(50_000);
  });

  test.each([
    [
      'the key for a whole prefix of groups',
      'logs-key',
      '/aws/lambda/status-handler-local"',
      '/aws/lambda/*"',
      'key · logs-other-group',
    ],
    [
      'the key for every account administrator',
      'logs-key',
      '"kms:DescribeKey"',
      '"kms:DescribeKey","kms:Decrypt"',
      'kms:Decrypt · key',
    ],
    [
      'the key past CloudWatch Logs',
      'logs-key',
      '"kms:ViaService":"logs.',
      '"kms:ViaService":"s3.',
      'auditor · kms:Decrypt · key',
    ],
    [
      'another action of the handler',
      'handler-role-policy',
      '"logs:PutLogEvents"',
      '"logs:PutLogEvents","logs:DeleteLogStream"',
      'logs:DeleteLogStream',
    ],
    ['another API of the client', 'client-role-policy', '/prod/*', '/*', 'any path of another stage'],
  ])('%s is found', (_, name, from, to, where) => {
    const { missing, surplus } = proofOf(changePolicy(graph, name, from, to));
    const found = [...surplus, ...missing];
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((line) => line.includes(where))).toBe(true);
  });

  test('a reader without the key is found where it should have it', () => {
    const { missing } = proofOf(changePolicy(graph, 'verifier-role-policy', '"kms:Decrypt"', '"kms:DescribeKey"'));
    expect(missing).toEqual([expect.stringMatching(/^verifier · kms:Decrypt · key · logs/)]);
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(secureApiWorld(graph), secureApiSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('fit each other: methods with the function, log groups with the key', () => {
    expect(misfits(secureApiWorld(graph))).toEqual([]);
    const forgotten = changePolicy(
      graph,
      'logs-key',
      '/aws/apigateway/secure-api-local',
      '/aws/apigateway/other-local',
    );
    expect(misfits(secureApiWorld(forgotten)).length).toBeGreaterThan(0);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = secureApiWorld(graph);
    expect(lockouts(model, scope, secureApiEntrances)).toEqual([]);
  });

  test.each([
    ['PutKeyPolicy', '"kms:PutKeyPolicy",', '', 'the next deployment fails'],
    ['its alias', '"kms:DeleteAlias",', '', 'the stack cannot be removed'],
    [
      'the region of CloudWatch Logs',
      '"Service":"logs.ap-southeast-1',
      '"Service":"logs.us-east-1',
      'the log groups cannot be made, and lose what is written to them',
    ],
  ])('a key policy that forgets %s is found', (_, from, to, consequence) => {
    const { model, scope } = secureApiWorld(changePolicy(graph, 'logs-key', from, to));
    expect(lockouts(model, scope, secureApiEntrances).map(({ or }) => or)).toContain(consequence);
  });
});

describe('the contract speaks of everything that is deployed', () => {
  test.each([
    ['keys', 'aws:kms/key:Key'],
    ['roles', 'aws:iam/role:Role'],
    ['functions', 'aws:lambda/function:Function'],
    ['log groups', 'aws:cloudwatch/logGroup:LogGroup'],
  ])('%s', (_, token) => {
    expect(unspoken(graph, secureApiWorld(graph), token)).toEqual([]);
  });

  test('every policy belongs to one of its callers', () => {
    expect(unheldPolicies(graph, secureApiWorld(graph))).toEqual([]);
  });
});
