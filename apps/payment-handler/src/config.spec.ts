import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '@palisade/lambda-kit';
import { readConfig } from './config.ts';

const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const env = {
  ENVIRONMENT_SUFFIX: 'prod',
  TRANSACTIONS_TABLE: 'payment-transactions-prod',
  REVOKED_CERTIFICATES_TABLE: 'payment-revoked-certificates-prod',
  RECEIPTS_BUCKET: 'payment-docs-prod-111122223333',
  RECEIPTS_KEY_ARN: arn,
};

describe('readConfig', () => {
  test('takes where payments, receipts and the deny-list are', () => {
    expect(readConfig(env)).toEqual({
      environment: 'prod',
      transactionsTable: 'payment-transactions-prod',
      revokedCertificatesTable: 'payment-revoked-certificates-prod',
      receiptsBucket: 'payment-docs-prod-111122223333',
      receiptsKeyArn: arn,
    });
  });

  test.each<[keyof typeof env, string | undefined]>([
    ...Object.keys(env).map((name): [keyof typeof env, undefined] => [name as keyof typeof env, undefined]),
    ['ENVIRONMENT_SUFFIX', 'Prod!'],
    ['TRANSACTIONS_TABLE', 'a/b'],
    ['REVOKED_CERTIFICATES_TABLE', 'a'],
    ['RECEIPTS_BUCKET', 'A'],
    ['RECEIPTS_KEY_ARN', 'alias/receipts'],
  ])('names %s in refusing %j', (variable, value) => {
    expect(() => readConfig({ ...env, [variable]: value })).toThrow(ConfigError);
    expect(() => readConfig({ ...env, [variable]: value })).toThrow(variable);
  });
});
