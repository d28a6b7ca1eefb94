import fc from 'fast-check';
import type { PolicyKind } from '../../policy-kind.ts';
import type { ConditionBlock, Statement } from '../../statement.ts';
import type { ContextValue } from '../context.ts';
import { compilePolicy, type CompiledPolicy } from '../policy.ts';
import type { PolicySet } from '../policy-set.ts';
import type { AccessRequest } from '../request.ts';

/** Small worlds, so that random policies and random requests often meet. */
const actions = ['s3:PutObject', 's3:GetObject', 's3:ListBucket', 'kms:Decrypt'];
const resources = [
  'arn:aws:s3:::docs/a',
  'arn:aws:s3:::docs/b',
  'arn:aws:s3:::docs',
  'arn:aws:kms:us-east-1:111122223333:key/k',
];
const callers = [
  'arn:aws:iam::111122223333:user/ana',
  'arn:aws:sts::111122223333:assumed-role/handler/fn',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::444455556666:user/eve',
  'logging.s3.amazonaws.com',
  'anonymous',
];

const conditions: readonly ConditionBlock[] = [
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringEquals: { 'aws:PrincipalTag/team': '${aws:RequestTag/team}' } },
  { ArnNotLikeIfExists: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
  { 'ForAnyValue:StringLike': { 'aws:TagKeys': ['e*'] } },
  { StringSoundsLike: { 'aws:SourceVpce': 'vpce-1' } },
  { Null: { 'aws:SourceVpce': 'false' } },
];

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  principal: fc.constantFrom(...callers),
  action: fc.constantFrom(...actions),
  resource: fc.record({
    arn: fc.constantFrom(...resources),
    accountId: fc.constantFrom('111122223333', '444455556666'),
  }),
  context: fc.record<Record<string, ContextValue>>(
    {
      'aws:SecureTransport': fc.boolean(),
      'aws:SourceVpce': fc.constantFrom('vpce-1', 'vpce-2'),
      'aws:PrincipalArn': fc.constantFrom(
        'arn:aws:iam::111122223333:role/handler',
        'arn:aws:iam::111122223333:user/ana',
      ),
      'aws:PrincipalTag/team': fc.constantFrom('red', 'blue'),
      'aws:RequestTag/team': fc.constantFrom('red', 'blue'),
      'aws:TagKeys': fc.subarray(['env', 'owner']),
    },
    { requiredKeys: [] },
  ),
});

const base = {
  Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
  Action: fc.subarray([...actions, 's3:*', '*'], { minLength: 1 }),
  Resource: fc.subarray([...resources, 'arn:aws:s3:::docs/*', '*'], { minLength: 1 }),
  Condition: fc.constantFrom({}, ...conditions),
};

export const identityStatement: fc.Arbitrary<Statement> = fc.record(base);

export const resourceStatement: fc.Arbitrary<Statement> = fc.record({
  ...base,
  Principal: fc.constantFrom(
    '*' as const,
    { AWS: '111122223333' },
    { AWS: callers.slice(0, 2) },
    { AWS: 'arn:aws:iam::111122223333:role/handler' },
    { Service: 'logging.s3.amazonaws.com' },
  ),
});

const policyOf = (kind: PolicyKind, name: string, statement: fc.Arbitrary<Statement>): fc.Arbitrary<CompiledPolicy> =>
  fc
    .array(statement, { maxLength: 3 })
    .map((statements) => compilePolicy({ Version: '2012-10-17', Statement: statements }, { name, kind }));

const most = (kind: PolicyKind, name: string): fc.Arbitrary<CompiledPolicy> =>
  fc.oneof(
    policyOf(kind, name, identityStatement),
    // Compiled when asked for, not while the specs load.
    fc
      .constant<Statement>({ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' })
      .map((all) => compilePolicy({ Version: '2012-10-17', Statement: all }, { name, kind })),
  );

/** Any combination of policies that may have a say; the limiting ones often let everything through. */
export const policySet: fc.Arbitrary<PolicySet> = fc
  .record(
    {
      identity: fc.tuple(policyOf('identity', 'identity', identityStatement)),
      resource: fc.oneof(
        policyOf('bucket', 'resource', resourceStatement),
        policyOf('key', 'resource', resourceStatement),
      ),
      boundary: most('boundary', 'boundary'),
      session: fc.array(most('session', 'session'), { maxLength: 2 }),
      endpoint: policyOf('endpoint', 'endpoint', resourceStatement),
      endpointType: fc.constantFrom('Gateway' as const, 'Interface' as const),
      scps: fc.array(fc.tuple(most('scp', 'scp')), { maxLength: 2 }),
      rcps: fc.array(fc.tuple(policyOf('rcp', 'rcp', resourceStatement)), { maxLength: 1 }),
    },
    { requiredKeys: ['identity'] },
  )
  .map((set): PolicySet => set);
