import { toJson, trailBucketPolicy, trailLogsPolicy, trailTrustPolicy } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { AuditTrail } from '../../components/audit-trail.ts';
import { deleteAfter } from '../../components/lifecycle-rules.ts';
import type { LogKeeping } from '../../components/log-group.ts';
import type { PrivateFunction } from '../../components/private-function.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import { ServiceRole } from '../../components/service-role.ts';
import type { Keys } from './keys.ts';
import type { Part } from './part.ts';
import type { Buckets, Tables } from './storage.ts';

export interface AuditArgs {
  readonly buckets: Buckets;
  readonly tables: Tables;
  readonly handler: PrivateFunction;
  readonly keys: Keys;
  readonly keeping: LogKeeping;
}

export interface Audit {
  readonly trail: AuditTrail;
  readonly bucket: SecureBucket;
}

/**
 * The trail, in a bucket of its own. Every use of a key is among its management events, since none is left out. The bucket has no key
 * by default, for the trail brings its key along, and digests are to be encrypted by S3.
 */
export function createAudit(part: Part, args: AuditArgs, opts: pulumi.ComponentResourceOptions): Audit | undefined {
  const { physical, settings, stack } = part;
  if (settings.trail === 'existing') return undefined;
  const { buckets, handler, keeping, keys, tables } = args;
  const bucket = new SecureBucket(
    'trail-bucket',
    {
      bucketName: physical.trailBucket,
      lifecycleRules: deleteAfter(settings.trailDays),
      forceDestroy: stack.config.protection === 'none',
      policy: toJson(trailBucketPolicy({ ...stack.place, trail: physical.trail, bucket: physical.trailBucket })),
      // Who looked at the trail.
      accessLog: {
        bucketName: buckets.accessLogs.name,
        prefix: physical.accessLogPrefixes.trail,
        ready: buckets.accessLogs,
      },
    },
    opts,
  );
  const logsRole = new ServiceRole(
    'trail-role',
    {
      names: stack.names,
      type: 'trail-role',
      description: 'CloudTrail writes the log of the trail',
      trustPolicy: toJson(trailTrustPolicy()),
      permissionPolicy: toJson(trailLogsPolicy({ ...stack.place, logGroup: physical.trailLogGroup })),
    },
    opts,
  );
  const trail = new AuditTrail(
    'audit-trail',
    {
      trailName: physical.trail,
      bucket,
      kmsKeyArn: keys.operations.arn,
      logGroupName: physical.trailLogGroup,
      keeping,
      logsRole,
      dataOf: {
        bucketArns: settings.trailObjects === 'all' ? 'all' : [buckets.documents.arn, buckets.truststore.arn],
        tableArns: [tables.transactions.arn, tables.revokedCertificates.arn],
        functionArns: [handler.arn],
      },
    },
    opts,
  );
  return { trail, bucket };
}
