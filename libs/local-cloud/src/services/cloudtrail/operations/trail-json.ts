import type { JsonObject } from '../../../kernel/wire.ts';
import type { DeclaredTrail } from '../trails/declared-trails.ts';

/** Source: AWS CloudTrail API Reference, Trail. */
export function trailJson(trail: DeclaredTrail): JsonObject {
  return {
    Name: trail.name,
    S3BucketName: trail.bucket,
    ...(trail.prefix !== '' && { S3KeyPrefix: trail.prefix }),
    IncludeGlobalServiceEvents: trail.globalEvents,
    IsMultiRegionTrail: trail.multiRegion,
    HomeRegion: trail.homeRegion,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.validation,
    ...(trail.logs && {
      CloudWatchLogsLogGroupArn: trail.logs.groupArn,
      CloudWatchLogsRoleArn: trail.logs.roleArn,
    }),
    ...(trail.kmsKeyId !== undefined && { KmsKeyId: trail.kmsKeyId }),
    HasCustomEventSelectors: trail.selection.customised,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
  };
}
