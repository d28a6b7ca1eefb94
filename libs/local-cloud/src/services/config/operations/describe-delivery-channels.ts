import { operation, type Operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { NoSuchDeliveryChannel } from '../errors.ts';
import type { DeliveryChannel } from '../recording/declared.ts';
import type { ConfigState } from '../state.ts';
import { names } from './input.ts';

/** Source: AWS Config API Reference, DescribeDeliveryChannels. */
export const describeDeliveryChannels = describing('DescribeDeliveryChannels', (channels) => ({
  DeliveryChannels: channels.map(({ bucket, frequency, kmsKeyArn, name, prefix }) => ({
    name,
    s3BucketName: bucket,
    ...(prefix !== undefined && { s3KeyPrefix: prefix }),
    ...(kmsKeyArn !== undefined && { s3KmsKeyArn: kmsKeyArn }),
    ...(frequency !== undefined && { configSnapshotDeliveryProperties: { deliveryFrequency: frequency } }),
  })),
}));

/** Nothing has been delivered, and the answer says so. Source: AWS Config API Reference, DescribeDeliveryChannelStatus. */
export const describeDeliveryChannelStatus = describing('DescribeDeliveryChannelStatus', (channels) => ({
  DeliveryChannelsStatus: channels.map(({ name }) => ({
    name,
    configHistoryDeliveryInfo: {},
    configSnapshotDeliveryInfo: {},
    configStreamDeliveryInfo: { lastStatus: 'Not_Applicable' },
  })),
}));

function describing(
  name: string,
  answer: (channels: readonly DeliveryChannel[]) => JsonObject,
): Operation<ConfigState> {
  return operation<ConfigState, readonly string[] | undefined>({
    name,
    parse: ({ input }) => names(input, 'DeliveryChannelNames'),
    permissions: () => [{ action: `config:${name}`, resource: '*' }],
    run(asked, { region }, state) {
      const channel = state.channel(region);
      const missing = asked?.find((each) => each !== channel?.name);
      if (missing !== undefined) throw new NoSuchDeliveryChannel(missing);
      return json(answer(channel === undefined ? [] : [channel]));
    },
  });
}
