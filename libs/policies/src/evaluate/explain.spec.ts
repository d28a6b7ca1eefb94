import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, s3ObjectArn } from '../arn/index.ts';
import { explain } from './explain.ts';
import { compilePolicy } from './policy.ts';
import type { PolicySet } from './policy-set.ts';

const account = '111122223333';
const object = s3ObjectArn({ bucket: 'docs', key: 'a.json' });
const role = compilePolicy(
  {
    Version: '2012-10-17',
    Statement: {
      Sid: 'WriteDocuments',
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: s3ObjectArn({ bucket: 'docs', key: '*' }),
    },
  },
  { name: 'document-handler', kind: 'identity' },
);
const bucket = compilePolicy(
  {
    Version: '2012-10-17',
    Statement: {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: object,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  },
  { name: 'documents', kind: 'bucket' },
);
const ask = (
  action: string,
  secure: boolean,
  policies: PolicySet = { identity: [role], resource: bucket },
  arn: string = object,
) =>
  explain(
    {
      principal: iamRoleArn({ account, name: 'handler' }),
      action,
      resource: { arn, accountId: account },
      context: { 'aws:SecureTransport': secure },
    },
    policies,
  );

describe('sentences', () => {
  const caller = iamRoleArn({ account, name: 'handler' });

  test('an Allow names the statement that allows', () => {
    expect(ask('s3:PutObject', true).sentence).toBe(
      `${caller} may s3:PutObject on ${object}: statement WriteDocuments of identity policy "document-handler" allows it.`,
    );
  });

  test('a Deny names the statement and what made it apply', () => {
    expect(ask('s3:PutObject', false).sentence).toBe(
      `${caller} may not s3:PutObject on ${object}: statement DenyInsecureTransport of bucket policy "documents" denies it ` +
        'because Bool aws:SecureTransport [false] (aws:SecureTransport is false).',
    );
  });

  test('a missing Allow says what is missing', () => {
    expect(ask('s3:GetObject', true).sentence).toBe(
      `${caller} may not s3:GetObject on ${object}: no statement of its identity policies or of the resource policy allows it.`,
    );
  });

  test('a near miss is pointed at', () => {
    const other = s3ObjectArn({ bucket: 'other', key: 'a' });
    expect(ask('s3:PutObject', true, { identity: [role] }, other).sentence).toContain(
      'nearest is statement WriteDocuments of identity policy "document-handler", which is about another resource.',
    );
  });
});

test('the tree shows each statement with each condition beside what the request carried', () => {
  const { policies } = ask('s3:PutObject', false);
  expect(policies.map(({ policy, says }) => [policy, says])).toEqual([
    ['document-handler', 'allows'],
    ['documents', 'denies'],
  ]);
  expect(policies[1]?.statements).toEqual([
    {
      statement: 'DenyInsecureTransport',
      effect: 'Deny',
      applies: true,
      action: true,
      resource: true,
      principal: 'direct',
      conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', expected: ['false'], actual: 'false', holds: true }],
    },
  ]);
});

test('an unknown operator is named', () => {
  const odd = compilePolicy(
    {
      Statement: {
        Sid: 'Odd',
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { StringSoundsLike: { 'aws:SourceVpce': 'x' } },
      },
    },
    { name: 'odd', kind: 'identity' },
  );
  const { sentence, policies } = ask('s3:PutObject', true, { identity: [odd] });
  expect(policies[0]?.undecidable).toEqual(['Odd: the unknown condition operator StringSoundsLike']);
  expect(sentence).toContain(
    'StringSoundsLike aws:SourceVpce [x] (aws:SourceVpce is absent, which cannot be decided) does not hold',
  );
});
