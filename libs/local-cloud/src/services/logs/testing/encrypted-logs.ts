import { iamRootArn, logGroupArn } from '@palisade/policies';
import type { Properties } from '@palisade/local-engine';
import type { Declaration } from '../../../testing/index.ts';
import { LOG_GROUP } from '../resources/log-group.ts';

const account = { partition: 'aws', account: '123456789012' };

export const arnOf = (group: string, region = 'us-east-1'): string => logGroupArn({ ...account, region, group });

export interface KeyPolicy {
  /** ARNs of the groups for which CloudWatch Logs may use the key. */
  readonly groups?: readonly string[];
  readonly actions?: readonly string[];
  readonly service?: string;
  /** What the policy lets the account's IAM policies decide. */
  readonly delegated?: readonly string[];
}

export const LOGS_ACTIONS = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/** The policy AWS documents for a key of log groups. */
export function keyPolicy(policy: KeyPolicy = {}): string {
  const { groups = [arnOf('/app')], actions = LOGS_ACTIONS, service = 'logs.us-east-1.amazonaws.com' } = policy;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: iamRootArn(account) },
        Action: policy.delegated ?? ['kms:*'],
        Resource: '*',
      },
      {
        Sid: 'Logs',
        Effect: 'Allow',
        Principal: { Service: service },
        Action: actions,
        Resource: '*',
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': groups } },
      },
    ],
  });
}

/** Declares a key; returns its ARN. */
export function declareKey(stack: Declaration, name: string, inputs: Properties = {}): string {
  return String(stack.resource('aws:kms/key:Key', name, { policy: keyPolicy(), ...inputs }).outputs['arn']);
}

/** Declares the group `/app`, encrypted with that key if there is one. */
export function declareApp(stack: Declaration, kmsKeyId?: string, inputs: Properties = {}): void {
  stack.resource(LOG_GROUP, 'app', { name: '/app', ...(kmsKeyId !== undefined && { kmsKeyId }), ...inputs });
}
