import type { Host } from '../../../kernel/host.ts';
import { iam } from '../../iam/index.ts';
import { logs } from '../../logs/index.ts';
import { LOGS_ACTIONS, logsSession, streamOf, trustsCloudtrail } from '../checks/logs-role.ts';
import type { DeclaredTrail } from '../trails/declared-trails.ts';
import type { PendingEvent } from '../trails/pending-events.ts';

/** What CloudWatch Logs takes of one event at most. Source: CloudWatch Logs User Guide, quotas. */
const LARGEST = 1024 * 1024;

/** Writes events to the trail's log group as its role. The answer is AWS's error code, or undefined once they are there. */
export function deliverToLogGroup(
  host: Host,
  { arn, logs: target }: DeclaredTrail,
  events: readonly PendingEvent[],
): string | undefined {
  if (target === undefined) return undefined;
  const { group, region, stream, arn: resource } = streamOf(target.groupArn, host);
  const role = host.state(iam).role(target.roleArn);
  if (role === undefined || !trustsCloudtrail(role, arn, region, host)) return 'AccessDenied';
  const principal = logsSession(role, host);
  const may = (action: string): boolean =>
    host.authorise({ principal, region, permission: { action, resource } }).verdict === 'Allowed';
  if (!LOGS_ACTIONS.every(may)) return 'AccessDenied';
  const lines = events
    .filter(({ bytes }) => bytes <= LARGEST)
    .map(({ at, text }) => ({ timestamp: at, message: text }));
  return host.state(logs).write(region, group, stream, lines) ? undefined : 'ResourceNotFoundException';
}
