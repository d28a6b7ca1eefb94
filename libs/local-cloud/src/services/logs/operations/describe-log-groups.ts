import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { groupArn } from '../arn.ts';
import { InvalidParameter } from '../errors.ts';
import { inForce } from '../protection/protector.ts';
import type { LogGroup, LogsState } from '../state.ts';
import type { StoredGroup } from '../storage/catalogue.ts';
import { limit, text } from './input.ts';
import { onStream, place } from './permission.ts';

/** Source: CloudWatch Logs API Reference, DescribeLogGroups. */
export const describeLogGroups = operation({
  name: 'DescribeLogGroups',
  parse({ input }) {
    for (const member of ['accountIdentifiers', 'includeLinkedAccounts', 'logGroupIdentifiers', 'logGroupClass']) {
      if (input[member] !== undefined) throw new NotSupportedError(`${member} of DescribeLogGroups`);
    }
    const prefix = text(input, 'logGroupNamePrefix');
    const part = text(input, 'logGroupNamePattern');
    if (prefix !== undefined && part !== undefined) {
      throw new InvalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    return { prefix, part, limit: limit(input, 50, 50), after: text(input, 'nextToken') ?? '' };
  },
  // AWS asks for the groups of the whole region, whatever the prefix.
  permissions: (_input, state: LogsState, region) => onStream('DescribeLogGroups', state, region, ''),
  run({ prefix = '', part = '', limit, after }, { region }, state) {
    const groups = state
      .groups(region)
      .filter(({ stored: { name } }) => name.startsWith(prefix) && name.toLowerCase().includes(part.toLowerCase()))
      .filter(({ stored: { name } }) => name > after)
      .sort((a, b) => (a.stored.name < b.stored.name ? -1 : 1));
    const page = groups.slice(0, limit);
    const last = page[page.length - 1];
    return json({
      logGroups: page.map((group) => describe(group, state)),
      ...(last && groups.length > limit && { nextToken: last.stored.name }),
    });
  },
});

/** `DELETED`: it had a policy once. */
function dataProtection(stored: StoredGroup): JsonObject {
  if (stored.protection.length === 0) return {};
  return { dataProtectionStatus: inForce(stored) === undefined ? 'DELETED' : 'ACTIVATED' };
}

function describe({ stored, declared, logs, metricFilters }: LogGroup, state: LogsState): JsonObject {
  const arn = groupArn(place(state, stored.region), stored.name);
  const retention = declared?.retentionInDays ?? 0;
  return {
    logGroupName: stored.name,
    creationTime: stored.createdAt,
    ...(retention > 0 && { retentionInDays: retention }),
    ...(declared?.kmsKeyId !== undefined && { kmsKeyId: declared.kmsKeyId }),
    ...dataProtection(stored),
    metricFilterCount: metricFilters.length,
    arn: `${arn}:*`,
    logGroupArn: arn,
    logGroupClass: 'STANDARD',
    deletionProtectionEnabled: declared?.deletionProtected ?? false,
    storedBytes: logs.storedBytes(stored),
  };
}
