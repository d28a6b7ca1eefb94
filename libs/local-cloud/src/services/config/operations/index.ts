import type { Operation } from '../../../kernel/operation.ts';
import type { ConfigState } from '../state.ts';
import {
  describeConfigurationRecorders,
  describeConfigurationRecorderStatus,
} from './describe-configuration-recorders.ts';
import { describeDeliveryChannels, describeDeliveryChannelStatus } from './describe-delivery-channels.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { startConfigurationRecorder, stopConfigurationRecorder } from './switch-recorder.ts';

export const operations: readonly Operation<ConfigState>[] = [
  describeConfigurationRecorders,
  describeConfigurationRecorderStatus,
  describeDeliveryChannels,
  describeDeliveryChannelStatus,
  listTagsForResource,
  startConfigurationRecorder,
  stopConfigurationRecorder,
];
