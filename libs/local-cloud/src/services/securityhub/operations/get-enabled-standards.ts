import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidInput } from '../errors.ts';
import type { SecurityHubState } from '../state.ts';
import { onHub, pageOf, readPage, type Page } from './input.ts';

interface Wanted extends Page {
  readonly arns: readonly string[] | undefined;
}

/** Source: AWS Security Hub API Reference, GetEnabledStandards. */
export const getEnabledStandards = operation<SecurityHubState, Wanted>({
  name: 'GetEnabledStandards',
  route: { method: 'POST', path: '/standards/get' },
  parse({ input }) {
    const arns = input['StandardsSubscriptionArns'] ?? undefined;
    if (arns !== undefined && !(Array.isArray(arns) && arns.every((arn) => typeof arn === 'string')))
      throw new InvalidInput('Invalid parameter: StandardsSubscriptionArns must be a list of ARNs');
    return { ...readPage(input['MaxResults'], input['NextToken']), arns: arns as readonly string[] | undefined };
  },
  permissions: (_wanted, state, region) => [onHub('GetEnabledStandards', state, region)],
  run({ arns, ...page }, { region }, state) {
    const enabled = state.hub(region).subscriptions.filter(({ arn }) => arns?.includes(arn) ?? true);
    const { items, next } = pageOf(enabled, page);
    return json({
      StandardsSubscriptions: items.map(({ arn, standardsArn }) => ({
        StandardsSubscriptionArn: arn,
        StandardsArn: standardsArn,
        StandardsInput: {},
        StandardsStatus: 'READY',
        StandardsControlsUpdatable: 'NOT_READY_FOR_UPDATES',
      })),
      ...(next !== undefined && { NextToken: next }),
    });
  },
});
