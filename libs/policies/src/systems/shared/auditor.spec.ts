import { describe, expect, test } from '@jest/globals';
import { kmsKeyArn, logGroupArn, logStreamArn } from '../../arn/index.ts';
import { compile } from '../../build/policy.ts';
import { administerKey } from '../../capabilities/kms/administer-key.ts';
import { decryptLogGroupsFor } from '../../capabilities/kms/decrypt-log-groups-for.ts';
import type { PolicySet } from '../../evaluate/policy-set.ts';
import { keyPolicy } from '../../kinds/key.ts';
import { auditorPolicy } from './auditor.ts';
import { here, logGroup, ask, type Call } from '../documents/testing/world.ts';

describe('the auditor', () => {
  const identity = [compile(auditorPolicy({ ...here, logGroups: [logGroup] }))];
  const group = logGroupArn({ ...here, group: logGroup });
  const stream = (name: string) => logStreamArn({ ...here, group: name, stream: 's' });

  test.each([
    ['reads events', 'logs:GetLogEvents', stream(logGroup), 'Allowed'],
    ['searches the group', 'logs:FilterLogEvents', group, 'Allowed'],
    ['not another group', 'logs:GetLogEvents', stream('/aws/lambda/payments'), 'ImplicitlyDenied'],
    ['not a group called alike', 'logs:GetLogEvents', stream(`${logGroup}-2`), 'ImplicitlyDenied'],
    ['writes nothing', 'logs:PutLogEvents', stream(logGroup), 'ImplicitlyDenied'],
    ['deletes nothing', 'logs:DeleteLogGroup', group, 'ImplicitlyDenied'],
    ['lists nothing', 'logs:DescribeLogGroups', '*', 'ImplicitlyDenied'],
  ])('%s', (_, action, on, verdict) => {
    expect(ask({ identity }, { action, on })).toBe(verdict);
  });
});

describe('the auditor of encrypted logs', () => {
  const key = kmsKeyArn({ ...here, id: '1a' });
  const viaLogs = { 'kms:ViaService': 'logs.us-east-1.amazonaws.com' };
  const resource = compile(
    keyPolicy({ ...here, name: 'logs' }, [
      administerKey(here),
      decryptLogGroupsFor({ ...here, groups: [logGroup, '/aws/lambda/payments'] }),
    ]),
  );
  const auditor = (keys: Parameters<typeof auditorPolicy>[0]['keys']) => ({
    identity: [compile(auditorPolicy({ ...here, logGroups: [logGroup], ...(keys && { keys }) }))],
    resource,
  });
  const ofGroup = (group: string) => ({ 'kms:EncryptionContext:aws:logs:arn': logGroupArn({ ...here, group }) });

  test.each<[string, PolicySet, Call, string]>([
    [
      'has CloudWatch Logs decrypt them',
      auditor([key]),
      { action: 'kms:Decrypt', on: key, context: { ...viaLogs, ...ofGroup(logGroup) } },
      'Allowed',
    ],
    [
      'decrypts nothing itself',
      auditor([key]),
      { action: 'kms:Decrypt', on: key, context: ofGroup(logGroup) },
      'ImplicitlyDenied',
    ],
    [
      'encrypts nothing',
      auditor([key]),
      { action: 'kms:Encrypt', on: key, context: { ...viaLogs, ...ofGroup(logGroup) } },
      'ImplicitlyDenied',
    ],
    [
      'not with another key',
      auditor([kmsKeyArn({ ...here, id: '2b' })]),
      { action: 'kms:Decrypt', on: key, context: { ...viaLogs, ...ofGroup(logGroup) } },
      'ImplicitlyDenied',
    ],
    [
      'not where no key is named',
      auditor(undefined),
      { action: 'kms:Decrypt', on: key, context: { ...viaLogs, ...ofGroup(logGroup) } },
      'ImplicitlyDenied',
    ],
    [
      'not a log the key is not for',
      auditor([key]),
      { action: 'kms:Decrypt', on: key, context: { ...viaLogs, ...ofGroup('/aws/lambda/other') } },
      'ImplicitlyDenied',
    ],
  ])('%s', (_, policies, call, verdict) => {
    expect(ask(policies, call)).toBe(verdict);
  });
});
