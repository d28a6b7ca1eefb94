import { configHistoryBucketPolicy, toJson } from '@palisade/policies';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { deleteAfter } from '../../components/lifecycle-rules.ts';
import { SecureBucket } from '../../components/secure-bucket.ts';
import type { Place } from '../blueprint.ts';
import type { BaselineNames } from './baseline-names.ts';
import { singleton, singletonParts, type Owned } from './singleton.ts';

/** The role that Config itself takes: what Security Hub asks for (Config.1), and nobody can widen it. */
export function createConfigServiceRole({ configRoleArn }: BaselineNames, owned: Owned): pulumi.Resource {
  return new aws.iam.ServiceLinkedRole(
    'config-service-role',
    { awsServiceName: 'config.amazonaws.com' },
    singleton(owned, configRoleArn),
  );
}

export interface RecorderArgs {
  readonly names: BaselineNames;
  readonly place: Place;
  readonly historyDays: number;
  /** The service-linked role, where this stack makes it. */
  readonly after: readonly pulumi.Resource[];
}

/** Config records every type of resource, also the global ones, as it changes; and delivers to a bucket of its own. */
export function createConfigurationRecorder(
  { after, historyDays, names, place }: RecorderArgs,
  owned: Owned,
): pulumi.Resource {
  const bucket = new SecureBucket(
    'config-history',
    {
      bucketName: names.historyBucket,
      policy: toJson(configHistoryBucketPolicy({ ...place, bucket: names.historyBucket })),
      lifecycleRules: deleteAfter(historyDays),
      // History outlives whoever wrote it down.
      forceDestroy: false,
    },
    singletonParts(owned, names.historyBucket),
  );
  const recorder = new aws.cfg.Recorder(
    'config-recorder',
    {
      name: names.recorder,
      roleArn: names.configRoleArn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    },
    singleton(owned, names.recorder, ...after),
  );
  const channel = new aws.cfg.DeliveryChannel(
    'config-channel',
    {
      name: names.channel,
      s3BucketName: bucket.name,
      snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    },
    singleton(owned, names.channel, recorder, bucket),
  );
  return new aws.cfg.RecorderStatus(
    'config-recorder-status',
    { name: recorder.name, isEnabled: true },
    singleton(owned, names.recorder, channel),
  );
}
