import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidParameterValue, ResourceNotFoundException } from '../errors.ts';
import type { CloudwatchState } from '../state.ts';
import { requiredText } from './input.ts';
import { tagContext } from './on-alarm.ts';

/** Source: Amazon CloudWatch API Reference, ListTagsForResource. */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  parse({ input }) {
    const arn = requiredText(input, 'ResourceARN', 1024);
    if (arn.split(':')[2] !== 'cloudwatch') throw new InvalidParameterValue(`${arn} is no ARN of CloudWatch.`);
    return arn;
  },
  permissions: (arn, state: CloudwatchState) => [
    {
      action: 'cloudwatch:ListTagsForResource',
      resource: arn,
      context: tagContext(state.alarms.find(arn)?.configuration),
    },
  ],
  run(arn, { region }, state) {
    const alarm = state.alarms.find(arn)?.configuration;
    const dashboard = state.dashboards().some((each) => each.arn === arn);
    if (!dashboard && alarm?.metric.region !== region) throw new ResourceNotFoundException(arn);
    return json({ Tags: Object.entries(alarm?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) });
  },
});
