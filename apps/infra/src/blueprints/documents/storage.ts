import { accessLogBucketPolicy, documentBucketPolicy, toJson } from '@palisade/policies';
import type * as pulumi from '@pulumi/pulumi';
import { deleteAfter, keepReplacedVersionsFor } from '../../components/lifecycle-rules.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { DocumentsNames } from './documents-names.ts';
import type { DocumentsSettings } from './settings.ts';

export interface StorageArgs {
  readonly physical: DocumentsNames;
  readonly settings: DocumentsSettings;
  readonly handlerRoleArn: pulumi.Input<string>;
  readonly endpointId: pulumi.Input<string>;
  readonly verifierRoleArn: pulumi.Input<string> | undefined;
}

/** The bucket for documents, and the bucket for its access log. */
export function createStorage(
  stack: Stack,
  args: StorageArgs,
  opts: pulumi.ComponentResourceOptions,
): { readonly documents: SecureBucket; readonly logs: SecureBucket } {
  const { physical, settings } = args;
  const forceDestroy = stack.config.protection === 'none';
  const logs = new SecureBucket(
    'access-log-bucket',
    {
      bucketName: physical.logBucket,
      lifecycleRules: deleteAfter(settings.accessLogDays),
      forceDestroy,
      policy: toJson(
        accessLogBucketPolicy({
          ...stack.place,
          logBucket: physical.logBucket,
          prefix: physical.accessLogPrefix,
          sourceBuckets: [physical.bucket],
        }),
      ),
    },
    opts,
  );
  const documents = new SecureBucket(
    'documents-bucket',
    {
      bucketName: physical.bucket,
      lifecycleRules: keepReplacedVersionsFor(settings.documentVersionDays),
      forceDestroy,
      policy: policyJson(documentBucketPolicy, {
        ...stack.place,
        bucket: physical.bucket,
        functionRoleArn: args.handlerRoleArn,
        endpointId: args.endpointId,
        deployerArns: [stack.deployerArn, ...settings.administratorArns],
        breakGlassArns: settings.breakGlassArns,
        ...(args.verifierRoleArn !== undefined && { verifierRoleArn: args.verifierRoleArn }),
      }),
      accessLog: { bucketName: logs.name, prefix: physical.accessLogPrefix, ready: logs },
    },
    opts,
  );
  return { documents, logs };
}
