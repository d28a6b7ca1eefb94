import { describe, expect, test } from '@jest/globals';
import { toJson } from '@palisade/policies';
import { readAudited, type AuditedOutputs } from './audited-stack.ts';
import { logReaderPolicy } from './policy.ts';

const place = { partition: 'aws', account: '111122223333', region: 'us-east-1' };
const outputs = { accountId: place.account, region: place.region, logGroupNames: ['/a', '/b'] };
const key = 'arn:aws:kms:us-east-1:111122223333:key/0a1b';
const read = (changes: Partial<AuditedOutputs> = {}) => readAudited({ ...outputs, ...changes }, 'documents-dev', place);

describe('the audited stack', () => {
  test('tells its log groups, and the keys they are encrypted with', () => {
    expect(read()).toEqual({ logGroups: ['/a', '/b'], logKeyArns: [] });
    expect(read({ logKeyArns: [key] }).logKeyArns).toEqual([key]);
  });

  test.each<[string, Partial<AuditedOutputs>]>([
    ['no list of log groups', { logGroupNames: undefined }],
    ['an empty list', { logGroupNames: [] }],
    ['a list of something else', { logGroupNames: ['/a', 1] }],
    ['keys that are no list', { logKeyArns: key }],
  ])('with %s is refused', (_, changes) => {
    expect(() => read(changes)).toThrow('of the stack documents-dev is no list of names');
  });

  test.each<[string, Partial<AuditedOutputs>]>([
    ['another account', { accountId: '999999999999' }],
    ['another region', { region: 'eu-west-1' }],
    ['an unknown place', { region: undefined }],
  ])('in %s is refused', (_, changes) => {
    expect(() => read(changes)).toThrow('Deploy the auditor where the stack is.');
  });
});

describe('the policy', () => {
  test('asks for no key where CloudWatch Logs uses its own', () => {
    expect(toJson(logReaderPolicy({ ...place, audited: read() }))).not.toContain('kms:');
  });

  test('decrypts with exactly the keys of encrypted groups, through CloudWatch Logs alone', () => {
    const policy = JSON.parse(toJson(logReaderPolicy({ ...place, audited: read({ logKeyArns: [key] }) }))) as {
      Statement: object[];
    };
    expect(policy.Statement).toContainEqual({
      Sid: 'DecryptLogGroups',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: key,
      Condition: { StringEquals: { 'kms:ViaService': 'logs.us-east-1.amazonaws.com' } },
    });
    expect(policy.Statement).toHaveLength(2);
  });

  test.each(['alias/logs', 'arn:aws:kms:us-east-1:111122223333:alias/logs', 'arn:aws:s3:::b'])(
    'refuses the key %s',
    (logKey) => {
      const audited = read({ logKeyArns: [logKey] });
      expect(() => logReaderPolicy({ ...place, audited })).toThrow('is not the ARN of a KMS key');
    },
  );
});
