import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { ResourceNotFound } from '../errors.ts';
import type { SecurityHubState } from '../state.ts';
import { onHub } from './input.ts';

/** Source: AWS Security Hub API Reference, DescribeHub. */
export const describeHub = operation<SecurityHubState, string | undefined>({
  name: 'DescribeHub',
  route: { method: 'GET', path: '/accounts' },
  parse: ({ query }) => query.get('HubArn'),
  permissions: (_arn, state, region) => [onHub('DescribeHub', state, region)],
  run(arn, { region }, state) {
    const hub = state.hub(region);
    if (arn !== undefined && arn !== hub.arn) throw new ResourceNotFound(`No hub found with ARN ${arn}`);
    return json({
      HubArn: hub.arn,
      SubscribedAt: new Date(state.dates.of(region)).toISOString(),
      AutoEnableControls: hub.autoEnableControls,
      ControlFindingGenerator: hub.controlFindingGenerator,
    });
  },
});
