import { dynamodbTableArn, iamRoleArn, kmsKeyArn, s3BucketArn, s3ObjectArn } from '../../../arn/index.ts';
import { account, here } from '../../../testing/calls.ts';

export const roleNamed = (name: string): string => iamRoleArn({ account, name });
export const deployer = roleNamed('deployer');
export const operator = roleNamed('operator');
export const processor = roleNamed('processor');
export const admin = roleNamed('admin');
export const names = { transactionsTable: 'transactions', revokedCertificatesTable: 'revoked-certificates' };
export const documents = { bucket: 'docs', receiptPrefix: 'receipts/' };
export const transactions = dynamodbTableArn({ ...here, table: 'transactions' });
export const revoked = dynamodbTableArn({ ...here, table: 'revoked-certificates' });
export const bucket = s3BucketArn({ bucket: 'docs' });
export const receipt = s3ObjectArn({ bucket: 'docs', key: 'receipts/5a/tx-1.json' });
export const key = kmsKeyArn({ ...here, id: '1a' });

export const withFactor = { 'aws:MultiFactorAuthPresent': true };
export const withoutFactor = { 'aws:MultiFactorAuthPresent': false };
