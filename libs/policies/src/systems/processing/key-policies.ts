import type { InRegion } from '../../arn/index.ts';
import type { Policy } from '../../build/policy.ts';
import { administerKey } from '../../capabilities/kms/administer-key.ts';
import { decryptLogGroupsFor } from '../../capabilities/kms/decrypt-log-groups-for.ts';
import { encryptAlarmNotifications } from '../../capabilities/kms/encrypt-alarm-notifications.ts';
import { encryptEnvironment, grantKeyToFunction } from '../../capabilities/kms/encrypt-environment.ts';
import { encryptLogGroups } from '../../capabilities/kms/encrypt-log-groups.ts';
import { encryptQueues, encryptTopics } from '../../capabilities/kms/encrypt-messages.ts';
import { encryptObjects } from '../../capabilities/kms/encrypt-objects.ts';
import { encryptTable, grantKeyToTable } from '../../capabilities/kms/encrypt-table.ts';
import { decryptTrailFor, describeKeyForTrail, encryptTrail } from '../../capabilities/kms/encrypt-trail.ts';
import { keyPolicy } from '../../kinds/key.ts';

/** A role for each function of the platform, by ARN. */
export interface ProcessingRoles {
  readonly authorizer: string;
  readonly apiHandler: string;
  readonly processor: string;
  readonly notifier: string;
}

/** A key of the platform and who deploys it. */
export interface PlatformKey extends InRegion {
  readonly name: string;
  readonly roleArns: ProcessingRoles;
  readonly deployerArns: readonly [string, ...string[]];
}

/**
 * The key of documents, their entries and keys' permissions. The functions use it through S3 and DynamoDB, each for what it touches:
 * the notifier's role for the stream alone, which is encrypted as the table is. Whoever deploys makes the tables with it and
 * manages the keys' permissions; documents they do not see.
 *
 * @example
 * const roleArns: ProcessingRoles = { authorizer: role, apiHandler: role, processor: role, notifier: role };
 * const at: PlatformKey = { ...here, name: 'data', roleArns, deployerArns: [role] };
 * processingDataKeyPolicy({ ...at, bucket: 'docs', documentsTable: 'documents', permissionsTable: 'permissions' }).kind; // => key
 */
export function processingDataKeyPolicy(
  at: PlatformKey & {
    readonly bucket: string;
    readonly documentsTable: string;
    readonly permissionsTable: string;
    /** Roles and users beside the functions that get objects, such as a verifier. */
    readonly readerArns?: readonly string[];
  },
): Policy {
  const { deployerArns, readerArns = [], roleArns } = at;
  const { apiHandler, authorizer, notifier, processor } = roleArns;
  const ofDocuments = [apiHandler, processor, notifier, ...deployerArns] as const;
  return keyPolicy(at, [
    administerKey(at),
    encryptObjects({ ...at, principals: [apiHandler, processor, ...readerArns] }),
    encryptTable({ ...at, table: at.documentsTable, principals: ofDocuments, sid: 'EncryptDocumentsTable' }),
    encryptTable({
      ...at,
      table: at.permissionsTable,
      principals: [authorizer, ...deployerArns],
      sid: 'EncryptPermissionsTable',
    }),
    grantKeyToTable({ ...at, table: at.documentsTable, principals: deployerArns }),
  ]);
}

/**
 * The key of every log group and of the trail. CloudWatch Logs uses it for these groups, readers of the account through CloudWatch
 * Logs alone where an identity policy lets them, CloudTrail for this trail, and its readers through S3. `logGroups` are exact names; see `logsKeyPolicy`.
 *
 * @example
 * processingLogsKeyPolicy({ ...here, name: 'logs', logGroups: ['/aws/lambda/f'], trail: 'audit' }).kind; // => key
 */
export function processingLogsKeyPolicy(
  at: InRegion & {
    readonly name: string;
    readonly logGroups: readonly [string, ...string[]];
    /** Left out where the account has a trail of its own. */
    readonly trail?: string;
  },
): Policy {
  const { trail } = at;
  return keyPolicy(at, [
    administerKey(at),
    encryptLogGroups({ ...at, groups: at.logGroups }),
    decryptLogGroupsFor({ ...at, groups: at.logGroups }),
    ...(trail === undefined
      ? []
      : [encryptTrail({ ...at, trail }), describeKeyForTrail({ ...at, trail }), decryptTrailFor({ ...at, trail })]),
  ]);
}

/**
 * The key of topics, queues and the functions' environments. The notifier publishes with it, every function's role fills its
 * dead-letter queue with it, CloudWatch alarms tell the alarm topic with it, and whoever deploys has Lambda encrypt environments and
 * redrives dead letters.
 *
 * @example
 * const roleArns = { authorizer: role, apiHandler: role, processor: role, notifier: role };
 * const at: PlatformKey = { ...here, name: 'messaging', roleArns, deployerArns: [role] };
 * processingMessagingKeyPolicy({ ...at, topic: 'changes', queues: ['f-dlq'], functionNames: ['f'] }).kind; // => key
 */
export function processingMessagingKeyPolicy(
  at: PlatformKey & {
    readonly topic: string;
    readonly queues: readonly [string, ...string[]];
    readonly functionNames: readonly [string, ...string[]];
  },
): Policy {
  const { deployerArns, functionNames, queues, roleArns, topic } = at;
  const { apiHandler, authorizer, notifier, processor } = roleArns;
  const environment = { ...at, functionName: functionNames, principals: deployerArns };
  return keyPolicy(at, [
    administerKey(at),
    encryptTopics({ ...at, names: [topic], principals: [notifier] }),
    encryptQueues({ ...at, names: queues, principals: [authorizer, apiHandler, processor, notifier, ...deployerArns] }),
    encryptAlarmNotifications(at),
    encryptEnvironment(environment),
    grantKeyToFunction(environment),
  ]);
}
