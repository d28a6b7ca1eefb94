import { createHash } from 'node:crypto';
import type { Properties } from '@palisade/local-engine';
import { configurationRecorderArn } from '@palisade/policies';
import { block, blocks, flag, text, texts } from '../../../kernel/properties.ts';
import type { CloudView, StackResource } from '../../../kernel/service.ts';

export const RECORDER = 'aws:cfg/recorder:Recorder';
export const DELIVERY_CHANNEL = 'aws:cfg/deliveryChannel:DeliveryChannel';
export const RECORDER_STATUS = 'aws:cfg/recorderStatus:RecorderStatus';

interface Declared {
  readonly urn: string;
  readonly stack: string;
  readonly region: string;
  readonly name: string;
}

export interface Recorder extends Declared {
  readonly arn: string;
  readonly roleArn: string;
  readonly allSupported: boolean;
  readonly includeGlobalResourceTypes: boolean;
  readonly resourceTypes: readonly string[];
  readonly excludedResourceTypes: readonly string[];
  /** `CONTINUOUS` or `DAILY`. */
  readonly frequency: string;
}

export interface DeliveryChannel extends Declared {
  readonly bucket: string;
  readonly prefix: string | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly frequency: string | undefined;
}

export interface RecorderStatus extends Declared {
  readonly isEnabled: boolean;
}

/** What all stacks declare; a region has one of each at most, which the checks see to. */
export interface Declarations {
  readonly recorders: readonly Recorder[];
  readonly channels: readonly DeliveryChannel[];
  readonly statuses: readonly RecorderStatus[];
}

export interface Place {
  readonly partition: string;
  readonly accountId: string;
}

/** Pure. */
export function readDeclarations(view: CloudView, place: Place): Declarations {
  return {
    recorders: view.ofType(RECORDER).map((each) => recorder(each, place)),
    channels: view.ofType(DELIVERY_CHANNEL).map(channel),
    statuses: view
      .ofType(RECORDER_STATUS)
      .map((each) => ({ ...common(each), isEnabled: flag(each.resource.outputs, 'isEnabled') })),
  };
}

function common({ resource: { outputs, urn }, stack }: StackResource): Declared {
  return { urn, stack, region: text(outputs, 'region') ?? '', name: text(outputs, 'name') ?? '' };
}

function recorder(declared: StackResource, { accountId: account, partition }: Place): Recorder {
  const { outputs } = declared.resource;
  const own = common(declared);
  const group: Properties = block(outputs, 'recordingGroup') ?? {};
  const id = createHash('sha256').update(`${own.region} ${own.name}`).digest('hex').slice(0, 16);
  return {
    ...own,
    arn: configurationRecorderArn({ partition, region: own.region, account, name: own.name, id }),
    roleArn: text(outputs, 'roleArn') ?? '',
    allSupported: flag(group, 'allSupported'),
    includeGlobalResourceTypes: flag(group, 'includeGlobalResourceTypes'),
    resourceTypes: texts(group, 'resourceTypes'),
    excludedResourceTypes: blocks(group, 'exclusionByResourceTypes').flatMap((each) => texts(each, 'resourceTypes')),
    frequency: text(block(outputs, 'recordingMode') ?? {}, 'recordingFrequency') ?? 'CONTINUOUS',
  };
}

function channel(declared: StackResource): DeliveryChannel {
  const { outputs } = declared.resource;
  return {
    ...common(declared),
    bucket: text(outputs, 's3BucketName') ?? '',
    prefix: text(outputs, 's3KeyPrefix'),
    kmsKeyArn: text(outputs, 's3KmsKeyArn'),
    frequency: text(block(outputs, 'snapshotDeliveryProperties') ?? {}, 'deliveryFrequency'),
  };
}
