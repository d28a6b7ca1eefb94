import { securityHubArn } from '@palisade/policies';
import type { Permission } from '../../../kernel/operation.ts';
import type { JsonValue } from '../../../kernel/wire.ts';
import { InvalidInput } from '../errors.ts';
import type { SecurityHubState } from '../state.ts';

/** A permission for the hub of a region. */
export function onHub(action: string, { host }: SecurityHubState, region: string): Permission {
  const { accountId: account, partition } = host;
  return { action: `securityhub:${action}`, resource: securityHubArn({ partition, region, account }) };
}

export interface Page {
  readonly limit: number;
  readonly from: number;
}

const MOST = 100;

export function readPage(limit: JsonValue | undefined, token: JsonValue | undefined): Page {
  const most = limit === undefined || limit === null || limit === '' ? MOST : Number(limit);
  if (!Number.isInteger(most) || most < 1 || most > MOST)
    throw new InvalidInput(`Invalid parameter: MaxResults must be a whole number from 1 to ${MOST}`);
  const from = token === undefined || token === null || token === '' ? 0 : Number(token);
  if (!Number.isSafeInteger(from) || from < 0) throw new InvalidInput('Invalid parameter: NextToken');
  return { limit: most, from };
}

export function pageOf<Item>(items: readonly Item[], { from, limit }: Page): { items: readonly Item[]; next?: string } {
  const end = from + limit;
  return { items: items.slice(from, end), ...(end < items.length && { next: String(end) }) };
}
