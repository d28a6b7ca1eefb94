import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';

// CloudWatch takes seconds to show a line, so each is waited for.
export const soon = { timeout: 60_000 };

/** Lines of a log group about one request. */
export async function linesAbout(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  requestId: string,
): Promise<string[]> {
  const command = new FilterLogEventsCommand({ logGroupName, filterPattern: `"${requestId}"` });
  const { events = [] } = await logs.send(command);
  return events.map(({ message }) => message ?? '');
}
