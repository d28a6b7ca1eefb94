import { logGroupArn } from '@palisade/policies';

export interface LogsPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The resource that actions on streams are checked against. An action on a whole group is checked against the group with an empty
 * stream name, which is why a policy needs `log-group:NAME:*`: `log-group:NAME` alone does not match it.
 * Source: CloudWatch Logs User Guide, "Overview of managing access permissions" (resource ARN formats).
 */
export function streamResource(place: LogsPlace, group: string, stream = ''): string {
  return `${groupArn(place, group)}:log-stream:${stream}`;
}

/** `arn:…:log-group:NAME`, as `ListTagsForResource` and `logGroupArn` fields have it. An empty name is written as it is. */
export function groupArn({ partition, region, accountId }: LogsPlace, group: string): string {
  if (group !== '') return logGroupArn({ partition, region, account: accountId, group });
  return `arn:${partition}:logs:${region}:${accountId}:log-group:`;
}

/** Name of the group an API caller means by a name or by an ARN, with or without `:*`. */
export function groupNameOf(identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  return identifier.split(':')[6] ?? '';
}
