import {
  accessLogBucketPolicy,
  paymentBucketPolicy,
  paymentTablePolicy,
  toJson,
  truststoreBucketPolicy,
} from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { EncryptedTable } from '../../components/encrypted-table.ts';
import {
  deleteAfter,
  keepReplacedVersionsFor,
  tierAndKeepReplacedVersionsFor,
} from '../../components/lifecycle-rules.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import { policyJson } from '../../policy-json.ts';
import type { Keys } from './keys.ts';
import type { Ways } from './network.ts';
import { administratorsOf, type Part } from './part.ts';
import type { Roles } from './roles.ts';

export interface StorageArgs {
  readonly keys: Keys;
  readonly roles: Roles;
  readonly ways: Ways;
}

export interface Buckets {
  /** Payment documents: receipts. */
  readonly documents: SecureBucket;
  /** The authorities whose clients get in. */
  readonly truststore: SecureBucket;
  readonly accessLogs: SecureBucket;
}

/**
 * Payment documents under their own key; the truststore, which is read for whoever deploys, and access logs, which S3 delivers, under
 * S3's.
 */
export function createBuckets(part: Part, args: StorageArgs, opts: pulumi.ComponentResourceOptions): Buckets {
  const { physical, settings, stack } = part;
  const { place } = stack;
  const forceDestroy = stack.config.protection === 'none';
  const accessLogs = createAccessLogBucket(part, opts);
  const logTo = (prefix: string) => ({ bucketName: accessLogs.name, prefix, ready: accessLogs });
  const documents = new SecureBucket(
    'documents-bucket',
    {
      bucketName: physical.bucket,
      namespace: 'global',
      kmsKeyArn: args.keys.s3.arn,
      lifecycleRules: tierAndKeepReplacedVersionsFor(settings.documentVersionDays),
      objectLock: {
        retention:
          settings.documentLockDays === 0 ? undefined : { mode: 'GOVERNANCE', days: settings.documentLockDays },
      },
      forceDestroy,
      policy: policyJson(paymentBucketPolicy, {
        ...place,
        bucket: physical.bucket,
        keyArn: args.keys.s3.arn,
        endpointId: args.ways.s3.endpointId,
        functionRoleArn: args.roles.handler.arn,
        operatorRoleArn: args.roles.operator.arn,
        deployerArns: administratorsOf(part),
      }),
      accessLog: logTo(physical.accessLogPrefixes.documents),
    },
    opts,
  );
  const truststore = new SecureBucket(
    'truststore-bucket',
    {
      bucketName: physical.truststoreBucket,
      lifecycleRules: keepReplacedVersionsFor(settings.documentVersionDays),
      forceDestroy,
      policy: toJson(
        truststoreBucketPolicy({ ...place, bucket: physical.truststoreBucket, deployerArns: administratorsOf(part) }),
      ),
      accessLog: logTo(physical.accessLogPrefixes.truststore),
    },
    opts,
  );
  return { documents, truststore, accessLogs };
}

function createAccessLogBucket(
  { physical, settings, stack }: Part,
  opts: pulumi.ComponentResourceOptions,
): SecureBucket {
  const trail = settings.trail === 'managed' ? [physical.trailBucket] : [];
  return new SecureBucket(
    'access-log-bucket',
    {
      bucketName: physical.accessLogBucket,
      lifecycleRules: deleteAfter(settings.accessLogDays),
      forceDestroy: stack.config.protection === 'none',
      policy: toJson(
        accessLogBucketPolicy({
          ...stack.place,
          logBucket: physical.accessLogBucket,
          // Each below a prefix of its own.
          prefix: '',
          sourceBuckets: [physical.bucket, physical.truststoreBucket, ...trail],
        }),
      ),
    },
    opts,
  );
}

export interface Tables {
  readonly transactions: EncryptedTable;
  /** Client certificates that get in no more, by serial number. */
  readonly revokedCertificates: EncryptedTable;
}

/** On demand, as payments come; their policies name who reads and writes items, and by which way. */
export function createTables(part: Part, args: StorageArgs, opts: pulumi.ComponentResourceOptions): Tables {
  const { physical, stack } = part;
  const table = (logical: string, tableName: string, partitionKey: string): EncryptedTable =>
    new EncryptedTable(
      logical,
      {
        tableName,
        partitionKey,
        kmsKeyArn: args.keys.dynamodb.arn,
        deletionProtected: stack.config.protection === 'prod',
        policy: policyJson(paymentTablePolicy, {
          ...stack.place,
          table: tableName,
          endpointId: args.ways.dynamodb.endpointId,
          functionRoleArn: args.roles.handler.arn,
          operatorRoleArn: args.roles.operator.arn,
          deployerArns: administratorsOf(part),
        }),
      },
      opts,
    );
  return {
    transactions: table('transactions-table', physical.transactionsTable, 'transactionId'),
    revokedCertificates: table('revoked-certificates-table', physical.revokedCertificatesTable, 'serialNumber'),
  };
}
