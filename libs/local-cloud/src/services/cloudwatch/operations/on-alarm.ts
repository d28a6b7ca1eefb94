import { alarmArn } from '@palisade/policies';
import type { Permission } from '../../../kernel/operation.ts';
import { anyAlarmArn } from '../arn.ts';
import { invalid } from './input.ts';
import type { CloudwatchState } from '../state.ts';

/** An action on that alarm, or on any where the request names none. */
export function onAlarm(action: string, name: string | undefined, region: string, state: CloudwatchState): Permission {
  const { accountId, partition } = state.host;
  if (name === undefined) {
    return { action: `cloudwatch:${action}`, resource: anyAlarmArn(partition, region, accountId) };
  }
  const arn = arnOf(name, region, state);
  return { action: `cloudwatch:${action}`, resource: arn, context: tagContext(state.alarms.find(arn)?.configuration) };
}

export function arnOf(name: string, region: string, { host }: CloudwatchState): string {
  return alarmArn({ partition: host.partition, region, account: host.accountId, name });
}

/** Names of alarms in a request; throws ValidationException for what can be none. */
export function checkAlarmName(name: string): string {
  if (name === '' || name.length > 255)
    throw invalid('AlarmName', name, 'Member must have length between 1 and 255, inclusive');
  return name;
}

/** `aws:ResourceTag/…` of an alarm. */
export function tagContext(
  alarm: { readonly tags: Readonly<Record<string, string>> } | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(alarm?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}
