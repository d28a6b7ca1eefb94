import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { administerKey } from '../../capabilities/kms/administer-key.ts';
import { decryptLogGroupsFor } from '../../capabilities/kms/decrypt-log-groups-for.ts';
import { encryptAlarmNotifications } from '../../capabilities/kms/encrypt-alarm-notifications.ts';
import { encryptEnvironment, grantKeyToFunction } from '../../capabilities/kms/encrypt-environment.ts';
import { encryptLogGroups } from '../../capabilities/kms/encrypt-log-groups.ts';
import { encryptObjects } from '../../capabilities/kms/encrypt-objects.ts';
import { encryptTable, grantKeyToTable } from '../../capabilities/kms/encrypt-table.ts';
import { decryptTrailFor, describeKeyForTrail, encryptTrail } from '../../capabilities/kms/encrypt-trail.ts';
import { denyKeyDestructionWithoutMfa } from '../../guardrails/kms/deny-key-destruction-without-mfa.ts';
import { keyPolicy } from '../../kinds/key.ts';
import type { Statement } from '../../statement.ts';

/** A key of the payments API and who deploys it: they need no second factor to manage it, others do. */
export interface PaymentKey extends InRegion {
  readonly name: string;
  readonly deployerArns: readonly [string, ...string[]];
}

/** Roles of the payments API that meet encrypted data. */
export interface PaymentRoles {
  readonly functionRoleArn: string;
  readonly operatorRoleArn: string;
}

/**
 * The key of payment documents: the processor and operators use it through S3, on this bucket.
 *
 * @example
 * const at: PaymentKey = { ...here, name: 's3', deployerArns: [role] };
 * const roles: PaymentRoles = { functionRoleArn: role, operatorRoleArn: role };
 * paymentDocumentsKeyPolicy({ ...at, ...roles, bucket: 'docs' }).kind; // => key
 */
export function paymentDocumentsKeyPolicy(at: PaymentKey & PaymentRoles & { readonly bucket: string }): Policy {
  return keyPolicy(at, [
    ...managed(at),
    encryptObjects({ ...at, principals: [at.functionRoleArn, at.operatorRoleArn] }),
  ]);
}

/**
 * The key of the tables: the processor and operators use it through DynamoDB, and whoever deploys makes the tables with it.
 *
 * @example
 * const at = { ...here, name: 'dynamodb', deployerArns: [role], functionRoleArn: role, operatorRoleArn: role } as const;
 * paymentTablesKeyPolicy({ ...at, transactionsTable: 't', revokedCertificatesTable: 'r' }).kind; // => key
 */
export function paymentTablesKeyPolicy(
  at: PaymentKey & PaymentRoles & { readonly transactionsTable: string; readonly revokedCertificatesTable: string },
): Policy {
  const principals = [at.functionRoleArn, at.operatorRoleArn, ...at.deployerArns] as const;
  return keyPolicy(at, [
    ...managed(at),
    encryptTable({ ...at, table: at.transactionsTable, principals, sid: 'EncryptTransactionsTable' }),
    encryptTable({ ...at, table: at.revokedCertificatesTable, principals, sid: 'EncryptRevokedCertificatesTable' }),
    grantKeyToTable({ ...at, table: at.transactionsTable, principals: at.deployerArns }),
  ]);
}

/**
 * The key of every log group: CloudWatch Logs uses it for these, and readers of the account through CloudWatch Logs alone, where an
 * identity policy lets them. `logGroups` are exact names.
 *
 * @example
 * paymentLogsKeyPolicy({ ...here, name: 'logs', deployerArns: [role], logGroups: ['/aws/lambda/f'] }).kind; // => key
 */
export function paymentLogsKeyPolicy(at: PaymentKey & { readonly logGroups: readonly [string, ...string[]] }): Policy {
  return keyPolicy(at, [
    ...managed(at),
    encryptLogGroups({ ...at, groups: at.logGroups }),
    decryptLogGroupsFor({ ...at, groups: at.logGroups }),
  ]);
}

/**
 * The key of everything about operations: the trail's files, the topic that alarms tell, and the function's environment, which whoever
 * deploys has Lambda encrypt.
 *
 * @example
 * const at = { ...here, name: 'operations', deployerArns: [role] } as const;
 * paymentOperationsKeyPolicy({ ...at, functionName: 'payment-processor', trail: 'audit' }).kind; // => key
 */
export function paymentOperationsKeyPolicy(
  at: PaymentKey & {
    readonly functionName: string;
    /** Left out where the account has a trail of its own. */
    readonly trail?: string;
  },
): Policy {
  const { trail } = at;
  const environment = { ...at, principals: at.deployerArns };
  return keyPolicy(at, [
    ...managed(at),
    encryptAlarmNotifications(at),
    encryptEnvironment(environment),
    grantKeyToFunction(environment),
    ...(trail === undefined
      ? []
      : [encryptTrail({ ...at, trail }), describeKeyForTrail({ ...at, trail }), decryptTrailFor({ ...at, trail })]),
  ]);
}

/** By identity policies of the account; to destroy it takes a second factor, but for whoever deploys. */
function managed(at: PaymentKey): readonly Statement[] {
  return [administerKey(at), denyKeyDestructionWithoutMfa({ except: at.deployerArns })];
}
