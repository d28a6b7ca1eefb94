import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { streamResource } from '../arn.ts';
import { InvalidParameter } from '../errors.ts';
import type { LogGroup, LogsState } from '../state.ts';
import type { LogStream } from '../storage/catalogue.ts';
import { flag, groupNameOrIdentifier, invalid, limit, text } from './input.ts';
import { onStream, place } from './permission.ts';

type Described = JsonObject & { readonly logStreamName: string; readonly lastEventTimestamp?: number };

/** Source: CloudWatch Logs API Reference, DescribeLogStreams. */
export const describeLogStreams = operation({
  name: 'DescribeLogStreams',
  parse({ input }) {
    const orderBy = text(input, 'orderBy') ?? 'LogStreamName';
    const prefix = text(input, 'logStreamNamePrefix');
    if (orderBy !== 'LogStreamName' && orderBy !== 'LastEventTime') {
      throw invalid('orderBy', orderBy, 'Member must satisfy enum value set: [LogStreamName, LastEventTime]');
    }
    if (orderBy === 'LastEventTime' && prefix !== undefined) {
      throw new InvalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    return {
      group: groupNameOrIdentifier(input),
      prefix: prefix ?? '',
      byTime: orderBy === 'LastEventTime',
      descending: flag(input, 'descending'),
      limit: limit(input, 50, 50),
      skip: skipped(text(input, 'nextToken')),
    };
  },
  permissions: ({ group }, state: LogsState, region) => onStream('DescribeLogStreams', state, region, group),
  run({ group: name, prefix, byTime, descending, limit, skip }, { region }, state) {
    const group = state.group(region, name);
    const sign = descending ? -1 : 1;
    const streams = [...group.stored.streams.values()]
      .filter((stream) => stream.name.startsWith(prefix))
      .map((stream) => describe(stream, group, state))
      .sort((a, b) => sign * (byTime ? (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) : compare(a, b)));
    const page = streams.slice(skip, skip + limit);
    return json({
      logStreams: page,
      ...(streams.length > skip + limit && { nextToken: String(skip + limit) }),
    });
  },
});

const compare = (a: Described, b: Described) => (a.logStreamName < b.logStreamName ? -1 : 1);

function skipped(token: string | undefined): number {
  if (token === undefined) return 0;
  if (!/^\d{1,15}$/.test(token)) throw new InvalidParameter('The specified nextToken is invalid.');
  return Number(token);
}

function describe(stream: LogStream, { stored, logs }: LogGroup, state: LogsState): Described {
  const summary = logs.events.summary(stream.id);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(summary && { firstEventTimestamp: summary.firstTimestamp, lastEventTimestamp: summary.lastTimestamp }),
    ...(stream.lastIngestionTime !== undefined && { lastIngestionTime: stream.lastIngestionTime }),
    uploadSequenceToken: String(stream.sequence).padStart(56, '0'),
    arn: streamResource(place(state, stored.region), stored.name, stream.name),
    // AWS no longer counts bytes per stream.
    storedBytes: 0,
  };
}
