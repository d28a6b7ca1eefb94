import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameter, ResourceNotFound } from '../errors.ts';
import { compileFilterPattern, FilterPatternError } from '../filter/filter-pattern.ts';
import type { LogsState } from '../state.ts';
import type { LogStream, StoredGroup } from '../storage/catalogue.ts';
import { findEvents } from '../storage/event-query.ts';
import { formatPosition, parsePosition } from '../storage/position.ts';
import { flag, groupNameOrIdentifier, invalid, limit, text, timestamp } from './input.ts';
import { fitPage } from './page.ts';
import { onStream, unmasking } from './permission.ts';

/** Source: CloudWatch Logs API Reference, FilterLogEvents. */
export const filterLogEvents = operation({
  name: 'FilterLogEvents',
  parse({ input }) {
    const streamNames = names(input);
    const prefix = text(input, 'logStreamNamePrefix');
    if (streamNames !== undefined && prefix !== undefined) {
      throw new InvalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
    }
    return {
      group: groupNameOrIdentifier(input),
      streamNames,
      prefix,
      startTime: timestamp(input, 'startTime') ?? 0,
      endTime: timestamp(input, 'endTime') ?? Infinity,
      limit: limit(input, 10_000, 10_000),
      matches: pattern(text(input, 'filterPattern') ?? ''),
      beyond: token(input),
      unmask: flag(input, 'unmask'),
    };
  },
  permissions: ({ group, unmask }, state: LogsState, region) => [
    ...onStream('FilterLogEvents', state, region, group),
    ...unmasking(unmask, state, region, group),
  ],
  async run(input, { principal, region }, state) {
    const group = state.group(region, input.group);
    const found = await findEvents(group.logs.events, {
      streams: streamsOf(group.stored, input),
      unwrap: state.unwrapFor(principal, region),
      show: state.view(group, input.unmask),
      from: Math.max(input.startTime, state.horizon(group)),
      to: input.endTime,
      direction: 'forward',
      limit: input.limit + 1,
      matches: input.matches,
      ...(input.beyond && { beyond: input.beyond }),
    });
    const page = fitPage(found.slice(0, input.limit));
    const last = page[page.length - 1];
    return json({
      events: page.map(({ stream, event: { timestamp, message, ingestionTime }, position }) => ({
        eventId: formatPosition(position),
        logStreamName: stream.name,
        timestamp,
        message,
        ingestionTime,
      })),
      searchedLogStreams: [],
      ...(last && page.length < found.length && { nextToken: formatPosition(last.position) }),
    });
  },
});

function names(input: JsonObject): readonly string[] | undefined {
  const value = input['logStreamNames'];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length < 1 || value.length > 100) {
    throw invalid('logStreamNames', value, 'Member must have length between 1 and 100');
  }
  return value.map(String);
}

function pattern(text: string): (message: string) => boolean {
  try {
    return compileFilterPattern(text);
  } catch (error) {
    if (error instanceof FilterPatternError) throw new InvalidParameter(`Invalid filter pattern: ${error.message}`);
    throw error;
  }
}

function token(input: JsonObject) {
  const given = text(input, 'nextToken');
  if (given === undefined) return undefined;
  const position = parsePosition(given);
  if (position === undefined) throw new InvalidParameter('The specified nextToken is invalid.');
  return position;
}

function streamsOf(
  group: StoredGroup,
  { streamNames, prefix = '' }: { streamNames: readonly string[] | undefined; prefix: string | undefined },
): LogStream[] {
  if (streamNames === undefined) return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix));
  return streamNames.map((name) => {
    const stream = group.streams.get(name);
    if (stream === undefined) throw new ResourceNotFound('log stream');
    return stream;
  });
}
