import type * as pulumi from '@pulumi/pulumi';
import { deleteAfter, keepReplacedVersionsFor } from '../../components/lifecycle-rules.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import { policyJson } from '../../policy-json.ts';
import type { Stack } from '../blueprint.ts';
import type { DocumentsNames } from './documents-names.ts';
import { documentsBucketPolicy, logBucketPolicy } from './policies.ts';
import type { DocumentsSettings } from './settings.ts';

export interface StorageArgs {
  readonly physical: DocumentsNames;
  readonly settings: DocumentsSettings;
  readonly handlerRoleArn: pulumi.Input<string>;
  readonly endpointId: pulumi.Input<string>;
  readonly readerArns: pulumi.Input<string>[];
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
      policy: policyJson(logBucketPolicy, {
        ...stack.place,
        bucket: physical.logBucket,
        prefix: physical.accessLogPrefix,
        sourceBucket: physical.bucket,
      }),
    },
    opts,
  );
  const documents = new SecureBucket(
    'documents-bucket',
    {
      bucketName: physical.bucket,
      lifecycleRules: keepReplacedVersionsFor(settings.documentVersionDays),
      forceDestroy,
      policy: policyJson(documentsBucketPolicy, {
        ...stack.place,
        bucket: physical.bucket,
        handlerRoleArn: args.handlerRoleArn,
        endpointId: args.endpointId,
        readerArns: args.readerArns,
        administratorArns: [stack.deployerArn, ...settings.administratorArns],
      }),
      accessLog: { bucketName: logs.name, prefix: physical.accessLogPrefix, ready: logs },
    },
    opts,
  );
  return { documents, logs };
}
