import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../build/policy.ts';
import { matchGlob } from '../evaluate/glob.ts';
import type { PolicyVersion } from '../document.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { lint } from './lint.ts';
import { overlap } from './overlap.ts';
import { rules } from './rules.ts';

const object = 'arn:aws:s3:::docs/*';
const allow = (rest: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: object,
  ...rest,
});
const deny = (rest: Partial<Statement>): Statement => ({ ...allow(rest), Effect: 'Deny' });
const policyOf = (kind: PolicyKind, statement: Statement, version: PolicyVersion): Policy => ({
  name: 'p',
  kind,
  document: { Version: version, Statement: [statement] },
});
const codes = (kind: PolicyKind, statement: Statement, version: PolicyVersion) =>
  lint(policyOf(kind, statement, version)).map(({ code }) => code);
const messages = (kind: PolicyKind, statement: Statement) =>
  lint(policyOf(kind, statement, '2012-10-17')).map(({ message }) => message);

/** Per rule: statements it must find, and their mended forms, which must have no finding at all. */
type Example = readonly [kind: PolicyKind, statement: Statement, version?: PolicyVersion];
const examples: Record<string, { readonly bad: readonly Example[]; readonly good: readonly Example[] }> = {
  'bool-may-be-absent': {
    bad: [['identity', deny({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })]],
    good: [
      ['identity', deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } })],
      ['identity', allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
      ['identity', deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    ],
  },
  'confused-deputy': {
    bad: [
      ['bucket', allow({ Principal: { Service: 'logging.s3.amazonaws.com' } })],
      ['trust', { Effect: 'Allow', Principal: { Service: 'vpc-flow-logs.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    ],
    good: [
      [
        'bucket',
        allow({
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '1' } },
        }),
      ],
      ['trust', { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      [
        'key',
        {
          Effect: 'Allow',
          Principal: { Service: 'logs.us-east-1.amazonaws.com' },
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: {
            ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:111122223333:log-group:/x' },
          },
        },
      ],
    ],
  },
  'deny-hits-services': {
    bad: [['bucket', deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })]],
    good: [
      [
        'bucket',
        deny({
          Principal: '*',
          Condition: {
            StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      ['bucket', deny({ Principal: '*', Condition: { StringNotEquals: { 's3:x-amz-acl': 'private' } } })],
      [
        'endpoint',
        deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
      ],
    ],
  },
  'deny-not-principal': {
    bad: [
      ['bucket', { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: object }],
    ],
    good: [['bucket', deny({ Principal: { AWS: '111122223333' } })]],
  },
  'for-all-values-in-allow': {
    bad: [
      [
        'identity',
        allow({
          Action: 'dynamodb:GetItem',
          Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] } },
        }),
      ],
    ],
    good: [
      [
        'identity',
        allow({
          Action: 'dynamodb:GetItem',
          Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t',
          Condition: {
            'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'] },
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
      ],
    ],
  },
  'gateway-endpoint-principal': {
    bad: [['endpoint', allow({ Principal: { AWS: '111122223333' } })]],
    good: [
      [
        'endpoint',
        allow({ Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/r' } } }),
      ],
      ['endpoint', { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sns:Publish', Resource: '*' }],
    ],
  },
  'needless-every-resource': {
    bad: [['identity', allow({ Resource: '*' })]],
    good: [
      ['identity', allow({})],
      ['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: '*' })],
      ['identity', deny({ Resource: '*' })],
    ],
  },
  'needs-every-resource': {
    bad: [
      ['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: 'arn:aws:ec2:us-east-1:111122223333:subnet/*' })],
    ],
    good: [['identity', allow({ Action: 'ec2:DescribeSubnets', Resource: '*' })]],
  },
  'open-to-everyone': {
    bad: [
      ['bucket', allow({ Principal: '*' })],
      [
        'queue',
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'sqs:SendMessage',
          Resource: 'arn:aws:sqs:us-east-1:111122223333:q',
        },
      ],
      ['endpoint', allow({ Principal: '*' })],
    ],
    good: [
      ['bucket', allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      ['bucket', allow({ Principal: { AWS: '111122223333' } })],
      ['endpoint', allow({ Principal: '*', Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } })],
    ],
  },
  'operator-for-key': {
    bad: [
      ['identity', allow({ Condition: { StringEquals: { 'aws:SecureTransport': 'true' } } })],
      ['identity', allow({ Condition: { StringEquals: { 's3:RequestObjectTagKeys': 'a' } } })],
      ['identity', deny({ Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpce': 'vpce-1' } } })],
      ['identity', allow({ Condition: { StringEquals: { 'aws:SourceIp': '10.0.0.1' } } })],
    ],
    good: [
      ['identity', allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      ['identity', allow({ Condition: { 'ForAnyValue:StringEquals': { 's3:RequestObjectTagKeys': 'a' } } })],
      ['identity', allow({ Condition: { ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:111122223333:vpc/vpc-1' } } })],
      ['identity', allow({ Condition: { NumericLessThan: { 'aws:EpochTime': '1767225600' } } })],
      [
        'identity',
        allow({
          Condition: {
            IpAddress: { 'aws:SourceIp': '10.0.0.1' },
            StringEquals: { 'aws:SourceArn': 'arn:aws:s3:::docs' },
          },
        }),
      ],
    ],
  },
  'resource-never-matches': {
    bad: [
      ['identity', allow({ Action: 's3:ListBucket', Resource: object })],
      ['identity', allow({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::docs' })],
      [
        'identity',
        allow({ Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/t/index/i' }),
      ],
      ['identity', allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sns:us-east-1:111122223333:t' })],
    ],
    good: [
      ['identity', allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::docs' })],
      ['identity', allow({ Action: ['s3:ListBucket', 's3:GetObject'], Resource: ['arn:aws:s3:::docs', object] })],
      ['identity', allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::${aws:PrincipalTag/bucket}' })],
      ['identity', allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/service/r' })],
      [
        'identity',
        allow({
          Action: 'logs:FilterLogEvents',
          Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:*',
        }),
      ],
    ],
  },
  'undecidable-condition': {
    bad: [
      ['identity', deny({ Condition: { StringIs: { 'aws:SourceVpce': 'vpce-1' } } })],
      ['identity', allow({ Condition: { NumericLessThan: { 's3:TlsVersion': '1,2' } } })],
    ],
    good: [['identity', allow({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })]],
  },
  'unknown-action': {
    bad: [
      ['identity', allow({ Action: 's3:PutObjekt' })],
      ['identity', allow({ Action: 'dyanmodb:PutItem', Resource: '*' })],
      ['identity', deny({ Action: 's3:Putt*' })],
      ['identity', deny({ Action: 'PutObject' })],
    ],
    good: [
      ['identity', allow({ Action: 'S3:getobject' })],
      ['identity', deny({ Action: ['s3:Put*', '*'] })],
    ],
  },
  'unknown-key': {
    bad: [
      ['identity', allow({ Condition: { StringEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
      ['bucket', deny({ Principal: '*', Condition: { StringNotEquals: { 'aws:SorceVpce': 'vpce-1' } } })],
    ],
    good: [
      [
        'identity',
        allow({ Condition: { StringEquals: { 'AWS:sourcevpce': 'vpce-1', 'aws:PrincipalTag/team': 'red' } } }),
      ],
      ['identity', allow({ Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'red' } } })],
    ],
  },
  'unknown-service': {
    bad: [
      [
        'identity',
        allow({ Action: 'gamelift:CreateFleet', Resource: 'arn:aws:gamelift:us-east-1:111122223333:fleet/f' }),
      ],
    ],
    good: [['identity', allow({})]],
  },
  'variable-in-old-version': {
    bad: [['identity', allow({ Resource: 'arn:aws:s3:::docs/${aws:username}/*' }), '2008-10-17']],
    good: [['identity', allow({ Resource: 'arn:aws:s3:::docs/${aws:username}/*' })]],
  },
  'wildcard-in-allow': {
    bad: [
      ['identity', allow({ Action: 's3:Get*' })],
      ['identity', { Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: object }],
    ],
    good: [
      ['identity', allow({})],
      ['identity', deny({ Action: 's3:Get*' })],
      ['boundary', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ],
  },
  'wildcard-in-equals': {
    bad: [['identity', allow({ Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-*' } } })]],
    good: [
      ['identity', allow({ Condition: { StringLike: { 's3:x-amz-acl': 'bucket-*' } } })],
      ['identity', allow({ Condition: { StringEquals: { 's3:x-amz-acl': '${*}' } } })],
    ],
  },
};

const filled = ([kind, statement, version = '2012-10-17']: Example) => [kind, statement, version] as const;

describe.each(rules.map(({ code }) => code))('%s', (code) => {
  const { bad, good } = examples[code] as (typeof examples)[string];
  test.each(bad.map(filled))('is found in a policy of kind %s: %j', (kind, statement, version) =>
    expect(codes(kind, statement, version)).toContain(code),
  );
  test.each(good.map(filled))('is not in a policy of kind %s: %j', (kind, statement, version) =>
    expect(codes(kind, statement, version)).toEqual([]),
  );
});

describe('messages say what to do', () => {
  test.each<[Statement, string]>([
    [allow({ Action: 's3:PutObjekt' }), '"s3:PutObjekt" is no action of s3. Did you mean PutObject?'],
    [
      allow({ Action: 'dyanmodb:PutItem', Resource: '*' }),
      'AWS has no service "dyanmodb" that this library knows. Did you mean dynamodb?',
    ],
    [
      allow({ Action: 's3:ListBucket' }),
      'No Resource is what s3:ListBucket acts on (s3:accesspoint, s3:bucket). Name one, such as arn:*:s3:*:*:accesspoint/* or arn:*:s3:::*.',
    ],
    [
      deny({ Condition: { StringNotEquals: { 'aws:SorceVpce': 'v' } } }),
      'No request carries "aws:SorceVpce", so the condition always holds. Did you mean aws:SourceVpce?',
    ],
  ])('%j', (statement, message) => {
    expect(messages('identity', statement)).toContain(message);
  });
});

test('every rule has a file, a heading with its severity in LINT.md, and examples; nothing else has', () => {
  const expected = rules.map(({ code }) => code);
  expect(expected).toEqual([...expected].sort());
  expect(readdirSync(new URL('./rules/', import.meta.url)).sort()).toEqual(expected.map((code) => `${code}.ts`));
  const described = [
    ...readFileSync(new URL('../../LINT.md', import.meta.url), 'utf8').matchAll(/^## (\S+) \((\w+)\)$/gm),
  ];
  expect(described.map(([, code, severity]) => [code, severity])).toEqual(
    rules.map(({ code, severity }) => [code, severity]),
  );
  expect(Object.keys(examples).sort()).toEqual(expected);
});

test('patterns overlap if some text matches both', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, pattern, text, (a, b, t) => !(matchGlob(a, t) && matchGlob(b, t)) || overlap(a, b)),
    { numRuns: 5000 },
  );
  fc.assert(fc.property(text, text, (a, b) => overlap(a, b) === (a === b)));
});
