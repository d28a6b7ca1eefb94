import {
  administerKey,
  allow,
  decryptLogGroups,
  decryptLogGroupsFor,
  encryptLogGroups,
  everyResource,
  identityPolicy,
  invokeApi,
  keyPolicy,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupContentsArn,
  readLogGroups,
  type Policy,
} from '@palisade/policies';
import type { Place } from '../blueprint.ts';

/** All the function may do: write its own log, whose group is there before it. */
export function statusFunctionPolicy(at: Place & { readonly functionName: string; readonly logGroup: string }): Policy {
  return identityPolicy(at.functionName, [
    allow({
      sid: 'OwnLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroupContentsArn({ ...at, group: at.logGroup })],
    }),
  ]);
}

/** The key of the stack's logs and of the function's environment. */
export function logsKeyPolicy(
  at: Place & {
    readonly name: string;
    readonly functionName: string;
    readonly logGroups: readonly [string, ...string[]];
    readonly deployerArn: string;
  },
): Policy {
  const key = [everyResource('in a key policy "*" means the key itself')] as const;
  return keyPolicy(at, [
    administerKey(at),
    encryptLogGroups({ ...at, groups: at.logGroups }),
    decryptLogGroupsFor({ ...at, groups: at.logGroups }),
    allow({
      sid: 'EncryptFunctionEnvironment',
      principal: { AWS: at.deployerArn },
      actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt'],
      resources: key,
      when: {
        StringEquals: {
          'kms:ViaService': `lambda.${at.region}.amazonaws.com`,
          'kms:EncryptionContext:aws:lambda:FunctionArn': lambdaFunctionArn({ ...at, name: at.functionName }),
        },
      },
    }),
  ]);
}

/** A client of the API: `GET /` and every path below. */
export function statusClientPolicy(at: Place & { readonly api: string; readonly stage: string }): Policy {
  return identityPolicy('status-client', [
    invokeApi({ ...at, method: 'GET', path: '', sid: 'AskRoot' }),
    // At least one character: the root is asked by GET alone.
    invokeApi({ ...at, method: '*', path: '?*', sid: 'AskAnyPath' }),
  ]);
}

/** Reads the two logs that tell of a request, and has CloudWatch Logs decrypt them. */
export function statusVerifierPolicy(
  at: Place & { readonly logGroups: readonly [string, ...string[]]; readonly keyId: string },
): Policy {
  return identityPolicy('status-verifier', [
    readLogGroups({ ...at, groups: at.logGroups }),
    decryptLogGroups({ region: at.region, keys: [kmsKeyArn({ ...at, id: at.keyId })] }),
  ]);
}
