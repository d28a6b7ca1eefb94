import { alarmArn, cloudTrailArn, lambdaFunctionArn, logGroupArn, s3BucketArn } from '../arn/index.ts';
import type { ContextValue } from '../evaluate/context.ts';
import { account, here, sending } from './calls.ts';

type Context = Readonly<Record<string, ContextValue>>;

/** What AWS sends to a key when a service asks for its caller, with what the service encrypts for. */
export function via(service: string, encryptionContext: Readonly<Record<string, string>>): Context {
  return {
    'kms:ViaService': `${service}.us-east-1.amazonaws.com`,
    'kms:CallerAccount': account,
    'kms:GrantIsForAWSResource': true,
    ...Object.fromEntries(
      Object.entries(encryptionContext).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
    ),
  };
}

export const inBucket = (bucket: string): Context => via('s3', { 'aws:s3:arn': s3BucketArn({ bucket }) });
export const inTable = (name: string): Context =>
  via('dynamodb', { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': account });
export const ofFunction = (name: string): Context =>
  via('lambda', { 'aws:lambda:FunctionArn': lambdaFunctionArn({ ...here, name }) });

/** CloudWatch Logs, which asks for itself. */
export const inGroup = (group: string): Context => ({
  'kms:EncryptionContext:aws:logs:arn': logGroupArn({ ...here, group }),
});

/** CloudTrail, likewise. */
export function ofTrail(name: string): Context {
  const arn = cloudTrailArn({ ...here, name });
  return { ...sending(arn), 'kms:EncryptionContext:aws:cloudtrail:arn': arn };
}

/** CloudWatch, for an alarm of an account. */
export const alarm = (of: string): Context => sending(alarmArn({ ...here, account: of, name: 'errors' }), of);
