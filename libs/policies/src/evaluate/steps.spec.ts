import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { iamRoleArn, iamRootArn, iamUserArn, s3BucketArn, s3ObjectArn } from '../arn/index.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { decide } from './decide.ts';
import { describeExplanation } from './describe-explanation.ts';
import { explain } from './explain.ts';
import { compilePolicy } from './policy.ts';
import type { PolicySet } from './policy-set.ts';
import { policySet, request as anyRequest } from './testing/arbitraries.ts';

const account = '111122223333';
const user: string = iamUserArn({ account, name: 'ana' });
const object: string = s3ObjectArn({ bucket: 'docs', key: 'a' });
const all: Statement = { Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' };
const compile = (kind: PolicyKind, ...statements: Statement[]) =>
  compilePolicy({ Version: '2012-10-17', Statement: statements }, { name: `my ${kind}`, kind });
const steps = (
  policies: PolicySet,
  { principal = user, action = 's3:GetObject', arn = object, owner = account } = {},
) =>
  explain({ principal, action, resource: { arn, accountId: owner }, context: {} }, policies).steps.map(
    ({ step, outcome, sentence }) => `${step} ${outcome}: ${sentence}`,
  );

describe('the steps', () => {
  test('lead to the decision, whatever the request and the policies', () => {
    const stops: Record<string, readonly string[]> = {
      endpoint: ['endpoint'],
      scp: ['scp'],
      resource: ['resource'],
      root: ['root-cannot-assume'],
      identity: ['identity', 'identity-or-resource'],
      boundary: ['boundary'],
      session: ['session'],
    };
    fc.assert(
      fc.property(anyRequest, policySet, (call, policies) => {
        const { steps: taken, decision } = explain(call, policies);
        const last = taken.at(-1);
        const stopped = taken.filter(({ outcome }) => outcome === 'stops');
        if (decision.verdict === 'Allowed') {
          const granted = taken.findLast(({ outcome }) => outcome === 'grants');
          return stopped.length === 0 && granted !== undefined && same(granted.by, decision.decidedBy);
        }
        if (stopped.length !== 1 || last?.outcome !== 'stops') return false;
        if (decision.verdict === 'ExplicitlyDenied') return last.step === 'deny' && same(last.by, decision.decidedBy);
        return stops[last.step]?.includes(decision.missing ?? '') === true;
      }),
      { numRuns: 1000 },
    );
  });

  test('name the statement that denies', () => {
    expect(steps({ identity: [compile('identity', all, { ...all, Sid: 'No', Effect: 'Deny' })] })).toEqual([
      'deny stops: Statement No of identity policy "my identity" denies it.',
    ]);
  });

  test('go from gate to grant to limit', () => {
    const policies: PolicySet = {
      identity: [compile('identity', all)],
      boundary: compile('boundary', all),
      session: [compile('session', all)],
      endpoint: compile('endpoint', { ...all, Principal: '*' }),
      scps: [[compile('scp', all)], [compile('scp', all)]],
    };
    expect(steps(policies)).toEqual([
      'deny passes: No statement denies it.',
      'endpoint passes: Statement All of VPC endpoint policy "my endpoint" lets it through.',
      'scp passes: At level 0 statement All of service control policy "my scp" allows it.',
      'scp passes: At level 1 statement All of service control policy "my scp" allows it.',
      'resource passes: The resource has no policy; the policies of the caller decide.',
      'identity grants: Statement All of identity policy "my identity" allows it.',
      'boundary passes: Statement All of permissions boundary "my boundary" lets it through.',
      'session passes: Statement All of session policy "my session" allows it.',
    ]);
  });

  test.each<[string, () => Partial<PolicySet>, string]>([
    [
      'the endpoint',
      () => ({ endpoint: compile('endpoint') }),
      'endpoint stops: No statement of VPC endpoint policy "my endpoint" allows it, and it must.',
    ],
    [
      'a level of control policies',
      () => ({ scps: [[compile('scp', all)], [compile('scp')]] }),
      'scp stops: At level 1 no service control policy allows it.',
    ],
    [
      'the boundary',
      () => ({ boundary: compile('boundary') }),
      'boundary stops: No statement of permissions boundary "my boundary" allows it, and it must.',
    ],
    ['the session', () => ({ session: [compile('session')] }), 'session stops: No session policy allows it.'],
    [
      'its own policies',
      () => ({ identity: [] }),
      'identity stops: No statement of its identity policies or of the resource policy allows it.',
    ],
  ])('end at %s', (_, change, last) => {
    expect(steps({ identity: [compile('identity', all)], ...change() }).at(-1)).toBe(last);
  });

  test('say how a resource policy counts', () => {
    const bucket = (principal: string) => compile('bucket', { ...all, Principal: { AWS: principal } });
    const role = iamRoleArn({ account, name: 'r' });
    const session = { principal: 'arn:aws:sts::111122223333:assumed-role/r/x' };
    const named = 'Statement All of bucket policy "my bucket"';
    expect(steps({ identity: [], resource: bucket(user) })[1]).toBe(`resource grants: ${named} allows it.`);
    expect(steps({ identity: [], resource: bucket(role) }, session)[1]).toBe(
      `resource grants: ${named} allows it, within the permissions boundary and the session policies of the caller.`,
    );
    expect(steps({ identity: [], resource: bucket(account) })[1]).toBe(
      `resource passes: ${named} names the account of the caller, whose own policies decide.`,
    );
    expect(steps({ identity: [], resource: bucket(user) }, { owner: '444455556666' })[1]).toBe(
      `resource passes: ${named} allows it; the policies of the caller must too.`,
    );
    expect(steps({ identity: [], resource: bucket(role) })[1]).toBe(
      'resource passes: No statement of bucket policy "my bucket" allows it; the policies of the caller decide.',
    );
    expect(steps({ identity: [] }, { owner: '444455556666' })[1]).toBe(
      'resource stops: The resource has no policy that allows it, and the resource is in another account.',
    );
    expect(steps({ identity: [], resource: compile('key') }, { action: 'kms:Decrypt' })[1]).toBe(
      'resource stops: No statement of key policy "my key" allows it, and it must.',
    );
    expect(steps({ identity: [] }, { principal: 'anonymous' })[1]).toBe(
      'resource stops: The resource has no policy that allows it, and nothing else can let this caller in.',
    );
  });

  test('end where a role is named and nothing limits it, or with the limit', () => {
    const session = { principal: 'arn:aws:sts::111122223333:assumed-role/r/x' };
    const resource = compile('bucket', { ...all, Principal: { AWS: iamRoleArn({ account, name: 'r' }) } });
    expect(steps({ identity: [], resource }, session)).toHaveLength(2);
    expect(steps({ identity: [], resource, session: [] }, session)).toHaveLength(2);
    expect(steps({ identity: [], resource, session: [compile('session')] }, session).at(-1)).toBe(
      'session stops: No session policy allows it.',
    );
  });

  test('of a service or an unsigned caller end at the resource', () => {
    const resource = compile('bucket', { ...all, Principal: '*' });
    for (const principal of ['logging.s3.amazonaws.com', 'anonymous']) {
      expect(steps({ identity: [], resource }, { principal })).toEqual([
        'deny passes: No statement denies it.',
        'resource grants: Statement All of bucket policy "my bucket" allows it.',
      ]);
      expect(steps({ identity: [] }, { principal }).at(-1)).toBe(
        'resource stops: The resource has no policy that allows it, and nothing else can let this caller in.',
      );
    }
  });

  test('of a user who takes a role are those of any other request', () => {
    const resource = compile('trust', {
      Sid: 'Ana',
      Effect: 'Allow',
      Principal: { AWS: user },
      Action: 'sts:AssumeRole',
    });
    const role = iamRoleArn({ account, name: 'r' });
    expect(steps({ identity: [], resource }, { action: 'sts:AssumeRole', arn: role })).toEqual([
      'deny passes: No statement denies it.',
      'resource grants: Statement Ana of trust policy "my trust" allows it.',
    ]);
  });

  test('carry the statement behind each', () => {
    const resource = compile('bucket', { ...all, Principal: { AWS: '444455556666' } });
    const call = {
      principal: 'arn:aws:iam::444455556666:root',
      action: 's3:GetObject',
      resource: { arn: object, accountId: account },
      context: {},
    };
    const { steps: taken } = explain(call, { identity: [], resource, scps: [[compile('scp', all)]] });
    const scp = { policy: 'my scp', kind: 'scp', statement: 'All' };
    const bucket = { policy: 'my bucket', kind: 'bucket', statement: 'All' };
    expect(taken.map(({ step, outcome, by }) => [step, outcome, by])).toEqual([
      ['deny', 'passes', undefined],
      ['scp', 'passes', scp],
      ['resource', 'passes', bucket],
      ['root', 'grants', bucket],
    ]);
  });

  test('say what is special about the root user and what does not bind a service', () => {
    const root = iamRootArn({ account });
    const bucket = compile('bucket', { ...all, Sid: 'Lock', Effect: 'Deny', Principal: '*' });
    expect(
      steps(
        { identity: [], resource: bucket },
        { principal: root, action: 's3:PutBucketPolicy', arn: s3BucketArn({ bucket: 'docs' }) },
      ),
    ).toEqual([
      'recovery ignored: The root user of the bucket owner may read, replace and delete the bucket policy, so what that policy denies does not count.',
      'deny passes: No statement denies it.',
      'resource passes: No statement of bucket policy "my bucket" allows it; the policies of the caller decide.',
      'root grants: The root user needs no policy of its own.',
    ]);
    expect(
      steps({ identity: [] }, { principal: root, action: 's3:PutBucketPolicy', arn: 'arn:aws:s3:::docs' }),
    ).toHaveLength(3);
    expect(steps({ identity: [] }, { principal: root, action: 'sts:AssumeRole' }).at(-1)).toBe(
      'root stops: Roles may not be assumed by the root user.',
    );
    expect(steps({ identity: [], scps: [[]] }, { principal: 'logging.s3.amazonaws.com' })[1]).toBe(
      'scp ignored: Service control policies do not bind this caller.',
    );
  });
});

test('an explanation reads as text, with every statement and what did not fit', () => {
  const condition = { Bool: { 'aws:SecureTransport': 'true' }, StringSoundsLike: { 'aws:SourceVpce': 'v' } };
  const identity = compile(
    'identity',
    { ...all, Sid: 'Read', Action: 's3:GetObject', Resource: object },
    { ...all, Sid: 'Write', Action: 's3:PutObject', Resource: 'arn:aws:s3:::other/*' },
  );
  const resource = compile(
    'bucket',
    { ...all, Sid: 'Odd', Effect: 'Deny', Principal: { AWS: account }, Condition: condition },
    { ...all, Sid: 'Other', Principal: { Service: 'x.amazonaws.com' } },
  );
  const call = {
    principal: user,
    action: 's3:GetObject',
    resource: { arn: object, accountId: account },
    context: { 'aws:SecureTransport': true, 'aws:SourceVpce': ['a', 'b'] },
  };
  expect(describeExplanation(explain(call, { identity: [identity], resource }))).toBe(
    [
      `${user} may not s3:GetObject on ${object}: statement Odd of bucket policy "my bucket" denies it because Bool aws:SecureTransport [true] (aws:SecureTransport is true) and StringSoundsLike aws:SourceVpce [v] (aws:SourceVpce is [a, b], which cannot be decided).`,
      'Steps:',
      '  1. Statement Odd of bucket policy "my bucket" denies it.',
      'Policies:',
      '  identity policy "my identity" allows',
      '    Allow Read: applies',
      '    Allow Write: does not apply (another action, another resource)',
      '  bucket policy "my bucket" denies',
      '    Deny Odd: applies to the account of the caller',
      '      Bool aws:SecureTransport [true]: holds, the request has true',
      '      StringSoundsLike aws:SourceVpce [v]: cannot be decided, the request has [a, b]',
      '    Allow Other: does not apply (another principal)',
      '    cannot be decided: Odd: the unknown condition operator StringSoundsLike',
    ].join('\n'),
  );
  const held = compile('bucket', {
    ...all,
    Principal: { Service: 'x.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceVpce': ['v', 'w'] } },
  });
  expect(
    describeExplanation(explain({ ...call, context: { 'aws:SourceVpce': 'w' } }, { identity: [], resource: held })),
  ).toContain(
    '    Allow All: does not apply (another principal)\n      StringEquals aws:SourceVpce [v, w]: holds, the request has w',
  );
  const silent = describeExplanation(
    explain(
      { ...call, context: {} },
      {
        identity: [],
        resource: compile('bucket', { ...all, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      },
    ),
  );
  expect(silent).toContain(
    'bucket policy "my bucket" says nothing\n    Allow All: does not apply (its condition)\n      Bool aws:SecureTransport [true]: does not hold, the request has absent',
  );
});

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

test('explain decides as decide does', () => {
  fc.assert(
    fc.property(anyRequest, policySet, (call, policies) =>
      same(explain(call, policies).decision, decide(call, policies)),
    ),
  );
});
