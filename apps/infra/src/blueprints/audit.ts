import { toJson, trailBucketPolicy, trailLogsPolicy, trailTrustPolicy } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { AuditTrail, type AuditTrailArgs } from '../components/audit-trail.ts';
import type { CustomerKey } from '../components/customer-key.ts';
import { deleteAfter } from '../components/lifecycle-rules.ts';
import type { LogKeeping } from '../components/log-group.ts';
import { SecureBucket } from '../components/secure-bucket.ts';
import { ServiceRole } from '../components/service-role.ts';
import type { Stack } from './blueprint.ts';

/** What a stack's part says of its trail. */
export interface AuditedPart {
  readonly stack: Stack;
  readonly physical: {
    readonly trail: string;
    readonly trailBucket: string;
    readonly trailLogGroup: string;
    readonly accessLogPrefixes: { readonly trail: string };
  };
  readonly settings: { readonly trail: 'managed' | 'existing'; readonly trailDays: number };
}

export interface AuditArgs {
  /** What the trail and its log group are encrypted with. */
  readonly key: CustomerKey;
  /** Who looked at the trail goes here. */
  readonly accessLogs: SecureBucket;
  readonly keeping: LogKeeping;
  readonly dataOf: AuditTrailArgs['dataOf'];
}

export interface Audit {
  readonly trail: AuditTrail;
  readonly bucket: SecureBucket;
}

/**
 * The trail, in a bucket of its own; nothing, where the account has a trail. Every use of a key is among its management events, since none
 * is left out. The bucket has no key by default, for the trail brings its key along, and digests are to be encrypted by S3.
 */
export function createAudit(
  { physical, settings, stack }: AuditedPart,
  { accessLogs, dataOf, keeping, key }: AuditArgs,
  opts: pulumi.ComponentResourceOptions,
): Audit | undefined {
  if (settings.trail === 'existing') return undefined;
  const bucket = new SecureBucket(
    'trail-bucket',
    {
      bucketName: physical.trailBucket,
      lifecycleRules: deleteAfter(settings.trailDays),
      forceDestroy: stack.config.protection === 'none',
      policy: toJson(trailBucketPolicy({ ...stack.place, trail: physical.trail, bucket: physical.trailBucket })),
      accessLog: { bucketName: accessLogs.name, prefix: physical.accessLogPrefixes.trail, ready: accessLogs },
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
      kmsKeyArn: key.arn,
      logGroupName: physical.trailLogGroup,
      keeping,
      logsRole,
      dataOf,
    },
    opts,
  );
  return { trail, bucket };
}
