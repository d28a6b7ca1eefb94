import { decide, parseArn, s3ObjectArn } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import type { Host } from '../../../kernel/host.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { readDirectory, type Directory } from '../../iam/directory.ts';
import { keyProblem } from '../../kms/index.ts';
import { declaredGroups, type DeclaredGroup } from '../../logs/declared-groups.ts';
import { readBuckets } from '../../s3/configuration/read-graph.ts';
import type { BucketConfiguration } from '../../s3/configuration/bucket-configuration.ts';
import { digestKey, logFileKey } from '../delivery/object-key.ts';
import type { DeclaredTrail } from '../trails/declared-trails.ts';
import { may } from '../../lambda/execution-role.ts';
import { cloudtrailFor } from './cloudtrail-principal.ts';
import { LOGS_ACTIONS, streamOf, trustsCloudtrail } from './logs-role.ts';

/** What CreateTrail and UpdateTrail look at before they take a trail. Read out of a graph once for all trails. */
export class TrailChecks {
  readonly #view: CloudView;
  readonly #host: Host;
  #buckets: ReadonlyMap<string, BucketConfiguration> | undefined;
  #groups: ReadonlyMap<string, DeclaredGroup> | undefined;
  #directory: Directory | undefined;

  constructor(view: CloudView, host: Host) {
    this.#view = view;
    this.#host = host;
  }

  problems(trail: DeclaredTrail): readonly string[] {
    return [this.#bucketProblem(trail), this.#keyProblem(trail), this.#logsProblem(trail)].filter(
      (each) => each !== undefined,
    );
  }

  /** Source: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail" and "Troubleshooting". */
  #bucketProblem(trail: DeclaredTrail): string | undefined {
    const { accountId, clock, partition } = this.#host;
    this.#buckets ??= readBuckets(this.#view, { accountId, now: clock.now() }).buckets;
    const bucket = this.#buckets.get(trail.bucket);
    if (bucket === undefined) return `S3BucketDoesNotExistException: S3 bucket ${trail.bucket} does not exist!`;
    const at = { prefix: trail.prefix, accountId, region: trail.homeRegion, at: clock.now() };
    const keys = [logFileKey(at), ...(trail.validation ? [digestKey(at, trail)] : [])];
    const mayUse =
      this.#allowed(bucket, trail, 's3:GetBucketAcl', bucket.arn, {}) &&
      keys.every((key) =>
        this.#allowed(bucket, trail, 's3:PutObject', s3ObjectArn({ partition, bucket: bucket.name, key }), {
          's3:x-amz-acl': 'bucket-owner-full-control',
        }),
      );
    return mayUse
      ? undefined
      : `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${trail.bucket}`;
  }

  #allowed(
    { policy, region }: BucketConfiguration,
    trail: DeclaredTrail,
    action: string,
    arn: string,
    own: Readonly<Record<string, string>>,
  ): boolean {
    if (policy === undefined) return false;
    const { accountId, clock } = this.#host;
    const principal = cloudtrailFor(trail.arn, accountId);
    const context = { ...globalContext({ principal, region, accountId, now: clock.now() }), ...own };
    const request = { principal: principal.name, action, resource: { arn, accountId }, context };
    return decide(request, { identity: [], resource: policy.compiled }).verdict === 'Allowed';
  }

  /** Source: AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail". */
  #keyProblem({ arn, bucket, kmsKeyId }: DeclaredTrail): string | undefined {
    if (kmsKeyId === undefined) return undefined;
    const host = this.#host;
    const use = {
      region: parseArn(kmsKeyId)?.region ?? '',
      keyId: kmsKeyId,
      principal: cloudtrailFor(arn, host.accountId),
    };
    const problem =
      keyProblem(this.#view, host, { ...use, context: {} }, ['kms:DescribeKey']) ??
      keyProblem(this.#view, host, { ...use, context: { 'aws:cloudtrail:arn': arn } }, ['kms:GenerateDataKey']);
    if (problem === undefined) return undefined;
    if (problem.startsWith('NotFoundException')) return `KmsKeyNotFoundException: KMS key ${kmsKeyId} is not found.`;
    if (/^(?:Disabled|KMSInvalidState)Exception/.test(problem)) return `KmsException: ${problem}`;
    return (
      'InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket ' +
      `${bucket} or KMS key ${kmsKeyId}. (${problem})`
    );
  }

  /** Source: AWS CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring". */
  #logsProblem({ arn, logs }: DeclaredTrail): string | undefined {
    if (logs === undefined) return undefined;
    const host = this.#host;
    const { group, region, arn: stream } = streamOf(logs.groupArn, host);
    this.#groups ??= declaredGroups(this.#view);
    if (!this.#groups.has(`${region}:${group}`)) {
      return (
        'InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN: ' +
        `the log group ${group} does not exist in ${region}.`
      );
    }
    this.#directory ??= readDirectory(this.#view);
    const role = this.#directory.roles.get(logs.roleArn);
    if (role === undefined || !trustsCloudtrail(role, arn, region, host)) {
      return 'InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.';
    }
    const { accountId, clock, partition } = host;
    const place = { partition, accountId, region, now: clock.now() };
    return LOGS_ACTIONS.every((action) => may(role, place, action, stream))
      ? undefined
      : 'InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role.';
  }
}
