import { object, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { STANDARDS_SUBSCRIPTION } from '../hubs/hubs.ts';
import { standardsOf, subscriptionArn } from '../hubs/standards.ts';

/** Source: AWS Security Hub API Reference, BatchEnableStandards. */
export const standardsSubscription: ResourceModel = {
  token: STANDARDS_SUBSCRIPTION,
  inputs: object({ standardsArn: required(string) }),
  retainable: true,
  replaceOn: ['standardsArn'],
  check(inputs, place) {
    const arn = text(inputs, 'standardsArn') ?? '';
    const known = standardsOf(place).map((standard) => standard.arn);
    return known.includes(arn)
      ? []
      : [
          `InvalidInputException: Invalid parameter: ${arn} is no standard of ${place.region}. ` +
            `Security Hub has: ${known.join(', ')}`,
        ];
  },
  outputs(inputs, { accountId, partition, region }) {
    const arn = subscriptionArn(text(inputs, 'standardsArn') ?? '', { partition, region, account: accountId });
    return { id: arn, outputs: { arn } };
  },
};
