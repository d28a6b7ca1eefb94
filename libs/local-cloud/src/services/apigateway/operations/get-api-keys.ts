import { denial } from '../../../gateway/denial.ts';
import type { Call } from '../../../kernel/operation.ts';
import { managementArn } from '../arn.ts';
import type { ApiKey } from '../usage/api-key.ts';
import { page, readOperation } from './read-operation.ts';
import { apiKeyShape } from './usage-shapes.ts';

/** Keys whose name begins with `name`, of that customer. Whoever asks for values must be allowed to read each key. */
export const getApiKeys = readOperation('GetApiKeys', '/apikeys', (input, { state, region, call }) => {
  const { query } = input;
  const name = query.get('name') ?? '';
  const customer = query.get('customerId');
  const withValues = query.get('includeValues') === 'true';
  const keys = state.usage
    .keys(region)
    .filter((key) => (key.name ?? '').startsWith(name) && (customer === undefined || key.customerId === customer));
  return page(keys, input, (key) => {
    if (withValues) mayRead(key, state.host.partition, call);
    return apiKeyShape(key, state.usage, withValues);
  });
});

function mayRead({ id }: ApiKey, partition: string, { authorise, principal, region }: Call): void {
  const permission = { action: 'apigateway:GET', resource: managementArn(partition, region, `/apikeys/${id}`) };
  const decision = authorise(permission);
  if (decision.verdict !== 'Allowed') throw denial('rest-json', principal, permission, decision);
}
