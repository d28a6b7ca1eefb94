import { accessLogBucketPolicy, processingBucketPolicy, toJson } from '@palisade/policies';
import { documentIndexes, summaryAttributes } from '@palisade/shared-types';
import type * as pulumi from '@pulumi/pulumi';
import type { CustomerKey } from '../../components/customer-key.ts';
import { EncryptedTable } from '../../components/encrypted-table.ts';
import { deleteAfter, tierAndKeepReplacedVersionsFor } from '../../components/lifecycle-rules.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import { policyJson } from '../../policy-json.ts';
import type { Network } from './network.ts';
import { administratorsOf, type Part } from './part.ts';
import type { FunctionRoles } from './roles.ts';

export interface Buckets {
  readonly documents: SecureBucket;
  readonly accessLogs: SecureBucket;
}

export interface BucketsArgs {
  readonly key: CustomerKey;
  readonly roles: FunctionRoles;
  readonly network: Network;
  readonly verifierRoleArn: pulumi.Input<string> | undefined;
}

/** The bucket for documents, and the one for access logs, which S3 can deliver only with its own encryption. */
export function createBuckets(part: Part, args: BucketsArgs, opts: pulumi.ComponentResourceOptions): Buckets {
  const { physical, settings, stack } = part;
  const { key, network, roles, verifierRoleArn } = args;
  const forceDestroy = stack.config.protection === 'none';
  const accessLogs = new SecureBucket(
    'access-log-bucket',
    {
      bucketName: physical.accessLogBucket,
      lifecycleRules: deleteAfter(settings.accessLogDays),
      forceDestroy,
      policy: toJson(
        accessLogBucketPolicy({
          ...stack.place,
          logBucket: physical.accessLogBucket,
          // Both below prefixes of their own.
          prefix: '',
          sourceBuckets: [physical.bucket, ...(settings.trail === 'managed' ? [physical.trailBucket] : [])],
        }),
      ),
    },
    opts,
  );
  const documents = new SecureBucket(
    'documents-bucket',
    {
      bucketName: physical.bucket,
      kmsKeyArn: key.arn,
      lifecycleRules: tierAndKeepReplacedVersionsFor(settings.documentVersionDays),
      forceDestroy,
      policy: policyJson(processingBucketPolicy, {
        ...stack.place,
        bucket: physical.bucket,
        keyArn: key.arn,
        endpointId: network.s3.endpointId,
        apiHandlerRoleArn: roles.apiHandler.arn,
        processorRoleArn: roles.processor.arn,
        deployerArns: administratorsOf(part),
        presignedSeconds: settings.presignedSeconds,
        ...(verifierRoleArn !== undefined && { verifierRoleArn }),
      }),
      accessLog: { bucketName: accessLogs.name, prefix: physical.accessLogPrefixes.documents, ready: accessLogs },
    },
    opts,
  );
  return { documents, accessLogs };
}

export interface Tables {
  readonly documents: EncryptedTable;
  readonly permissions: EncryptedTable;
}

/** The table of documents, whose stream tells of every change, and that of API keys' permissions. */
export function createTables(
  { physical, stack }: Part,
  key: CustomerKey,
  opts: pulumi.ComponentResourceOptions,
): Tables {
  const common = {
    kmsKeyArn: key.arn,
    deletionProtected: stack.config.protection === 'prod',
    timeToLive: 'expiresAt',
  };
  const documents = new EncryptedTable(
    'documents-table',
    {
      ...common,
      tableName: physical.documentsTable,
      partitionKey: 'documentId',
      stream: true,
      indexes: Object.values(documentIndexes).map((index) => ({ ...index, attributes: summaryAttributes })),
    },
    opts,
  );
  const permissions = new EncryptedTable(
    'permissions-table',
    { ...common, tableName: physical.permissionsTable, partitionKey: 'keyHash' },
    opts,
  );
  return { documents, permissions };
}
