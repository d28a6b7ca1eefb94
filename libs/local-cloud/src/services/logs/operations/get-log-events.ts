import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameter, ResourceNotFound } from '../errors.ts';
import type { LogsState } from '../state.ts';
import { findEvents, type FoundEvent } from '../storage/event-query.ts';
import { formatPosition, parsePosition, type Position } from '../storage/position.ts';
import { flag, groupNameOrIdentifier, limit, streamName, text, timestamp } from './input.ts';
import { fitPage } from './page.ts';
import { onStream, unmasking } from './permission.ts';

interface Token {
  readonly direction: 'forward' | 'backward';
  readonly position: Position;
}

/** Source: CloudWatch Logs API Reference, GetLogEvents. */
export const getLogEvents = operation({
  name: 'GetLogEvents',
  parse({ input }) {
    return {
      group: groupNameOrIdentifier(input),
      stream: streamName(input),
      startTime: timestamp(input, 'startTime') ?? 0,
      endTime: timestamp(input, 'endTime') ?? Infinity,
      limit: limit(input, 10_000, 10_000),
      token: token(input),
      unmask: flag(input, 'unmask'),
      direction: flag(input, 'startFromHead') ? ('forward' as const) : ('backward' as const),
    };
  },
  permissions: ({ group, stream, unmask }, state: LogsState, region) => [
    ...onStream('GetLogEvents', state, region, group, stream),
    ...unmasking(unmask, state, region, group),
  ],
  async run(input, { principal, region }, state) {
    const group = state.group(region, input.group);
    const stream = group.stored.streams.get(input.stream);
    if (stream === undefined) throw new ResourceNotFound('log stream');
    const direction = input.token?.direction ?? input.direction;
    const found = await findEvents(group.logs.events, {
      streams: [stream],
      unwrap: state.unwrapFor(principal, region),
      show: state.view(group, input.unmask),
      from: Math.max(input.startTime, state.horizon(group)),
      to: input.endTime - 1,
      direction,
      limit: input.limit,
      ...(input.token && { beyond: input.token.position }),
    });
    const page = [...fitPage(found)];
    if (direction === 'backward') page.reverse();
    return json({
      events: page.map(({ event: { timestamp, message, ingestionTime } }) => ({ timestamp, message, ingestionTime })),
      ...tokens(page, input.token, stream.id),
    });
  },
});

/** At an end of the stream AWS gives back the token it was given. */
function tokens(page: readonly FoundEvent[], given: Token | undefined, stream: number): JsonObject {
  const first = page[0]?.position;
  const last = page[page.length - 1]?.position;
  if (first !== undefined && last !== undefined) return written(last, first);
  if (given === undefined) {
    const nowhere = { timestamp: 0, stream, sequence: -1 };
    return written(nowhere, nowhere);
  }
  const { direction, position } = given;
  const { sequence } = position;
  return direction === 'forward'
    ? written(position, { ...position, sequence: sequence + 1 })
    : written({ ...position, sequence: Math.max(sequence - 1, -1) }, position);
}

function written(forward: Position, backward: Position): JsonObject {
  return {
    nextForwardToken: `f/${formatPosition(forward)}/s`,
    nextBackwardToken: `b/${formatPosition(backward)}/s`,
  };
}

function token(input: JsonObject): Token | undefined {
  const given = text(input, 'nextToken');
  if (given === undefined) return undefined;
  const [, direction, digits] = /^([fb])\/(\d+)\/s$/.exec(given) ?? [];
  const position = parsePosition(digits ?? '');
  if (position === undefined) throw new InvalidParameter('The specified nextToken is invalid.');
  return { direction: direction === 'f' ? 'forward' : 'backward', position };
}
