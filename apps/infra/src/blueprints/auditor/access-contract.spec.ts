import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { lockouts } from '@palisade/policies';
import { auditorWorld } from '../../../testing/access/auditor-world.ts';
import { changePolicy } from '../../../testing/access/change-policy.ts';
import { unexplained } from '../../../testing/access/counterfactual-lines.ts';
import { differences } from '../../../testing/access/differences.ts';
import { misfits } from '../../../testing/access/misfits.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { auditorAccess, auditorEntrances, auditorSecondLines } from './access-contract.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let documents: Graph;
let auditor: Graph;

beforeAll(async () => {
  documents = await runStack('documents-local');
  auditor = await runStack('auditor-local', { beside: [documents] });
});

const changed = (from: string, to: string, name = 'auditor-role-policy'): Graph =>
  changePolicy(auditor, name, from, to);

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action and resource', () => {
    const proof = differences(auditorWorld(auditor, documents), auditorAccess('required'));
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(30_000);
  });

  test('without MFA in the stack file the deployer needs none, and nobody else gets in', async () => {
    const config = { 'palisade:auditorMfa': 'off' };
    const open = auditorWorld(await runStack('auditor-local', { beside: [documents], config }), documents);
    expect(differences(open, auditorAccess('off'))).toMatchObject({ surplus: [], missing: [] });
    const { surplus } = differences(open, auditorAccess('required'));
    expect(surplus.map((line) => line.split(':')[0])).toEqual(['deployer · sts', 'deployer with old MFA · sts']);
  });

  test.each([
    ['another action', '"logs:GetLogEvents"', '"logs:GetLogEvents","logs:PutLogEvents"', 'logs:PutLogEvents'],
    ['a group called alike', '/document-handler-local"', '/document-handler-local*"', 'log called alike'],
    [
      'another group',
      '"Resource":[',
      '"Resource":["arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/other:*",',
      'other log streams',
    ],
  ])('%s is found', (_, from, to, where) => {
    const { missing, surplus } = differences(auditorWorld(changed(from, to), documents), auditorAccess('required'));
    expect(missing).toEqual([]);
    expect(surplus.length).toBeGreaterThan(0);
    expect(surplus.every((line) => line.startsWith('auditor · logs:') && line.includes(where))).toBe(true);
  });

  test('a group too few is found', () => {
    const narrowed = changed('/aws/vpc/flow-log-local', '/aws/vpc/flow-log-prod');
    const { missing, surplus } = differences(auditorWorld(narrowed, documents), auditorAccess('required'));
    expect(surplus).toEqual([]);
    expect(missing.map((line) => line.split(' · ')[2]?.split(':')[0])).toEqual(
      expect.arrayContaining(['flow log', 'flow log streams']),
    );
  });

  test('no statement is idle and no element wider than the contract, but for those with a reason', () => {
    expect(unexplained(auditorWorld(auditor, documents), auditorSecondLines)).toEqual({ surprising: [], stale: [] });
  });

  test('fit each other', () => {
    expect(misfits(auditorWorld(auditor, documents))).toEqual([]);
  });
});

describe('nobody who must get in is locked out', () => {
  test('as deployed', () => {
    const { model, scope } = auditorWorld(auditor, documents);
    expect(lockouts(model, scope, auditorEntrances)).toEqual([]);
  });

  test('a trust policy for somebody else is found', () => {
    const { model, scope } = auditorWorld(changed(':user/deployer', ':user/gone', 'auditor-role'), documents);
    expect(lockouts(model, scope, auditorEntrances).map(({ or }) => or)).toEqual(['nobody becomes the auditor']);
  });
});
