import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject, type JsonValue } from '../../../kernel/wire.ts';
import { InvalidParameter, ResourceNotFound, ServiceUnavailable } from '../errors.ts';
import type { LogsState } from '../state.ts';
import type { InputLogEvent } from '../storage/log-event.ts';
import { groupName, invalid, streamName } from './input.ts';
import { onStream } from './permission.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** Bytes a batch may have, each event counting 26 more than its message; also the most one event may have. */
const BATCH_BYTES = 1_048_576;
const EVENT_OVERHEAD = 26;

/** Source: CloudWatch Logs API Reference, PutLogEvents. */
export const putLogEvents = operation({
  name: 'PutLogEvents',
  parse: ({ input }) => ({ group: groupName(input), stream: streamName(input), events: logEvents(input) }),
  permissions: ({ group, stream }, state: LogsState, region) => onStream('PutLogEvents', state, region, group, stream),
  async run({ group: name, stream: streamName, events }, { region, now }, state) {
    const group = state.group(region, name);
    const stream = group.stored.streams.get(streamName);
    if (stream === undefined) throw new ResourceNotFound('log stream');
    const { accepted, rejected } = sort(events, now, state.horizon(group));
    const key = state.dataKey(group);
    try {
      if (accepted.length > 0) await group.logs.put(stream, state.arrivalTime(group), accepted, key);
    } catch (error) {
      throw new ServiceUnavailable(error);
    }
    state.measure(group, accepted);
    return json({
      nextSequenceToken: String(stream.sequence).padStart(56, '0'),
      ...(rejected && { rejectedLogEventsInfo: rejected }),
    });
  },
});

function logEvents(input: JsonObject): InputLogEvent[] {
  const list = input['logEvents'];
  if (!Array.isArray(list)) throw invalid('logEvents', list ?? null, 'Member must not be null');
  if (list.length < 1) throw invalid('logEvents', list, 'Member must have length greater than or equal to 1');
  if (list.length > 10_000) {
    throw new InvalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length less than or equal to 10000`,
    );
  }
  const events = (list as JsonValue[]).map(logEvent);
  checkBatch(events);
  return events;
}

function logEvent(value: JsonValue, index: number): InputLogEvent {
  const { timestamp, message } = (typeof value === 'object' && value !== null ? value : {}) as JsonObject;
  const at = `logEvents.${index + 1}.member`;
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp < 0) {
    throw invalid(`${at}.timestamp`, timestamp ?? null, 'Member must have value greater than or equal to 0');
  }
  if (typeof message !== 'string' || message === '') {
    throw invalid(`${at}.message`, message === '' ? '' : null, 'Member must have length greater than or equal to 1');
  }
  return { timestamp, message };
}

function checkBatch(events: readonly InputLogEvent[]): void {
  let total = 0;
  let previous = -Infinity;
  for (const { timestamp, message } of events) {
    const bytes = Buffer.byteLength(message) + EVENT_OVERHEAD;
    if (bytes > BATCH_BYTES) {
      throw new InvalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${BATCH_BYTES}`);
    }
    total += bytes;
    if (timestamp < previous) {
      throw new InvalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    }
    previous = timestamp;
  }
  if (total > BATCH_BYTES) {
    throw new InvalidParameter(`Upload too large: ${total} bytes exceeds limit of ${BATCH_BYTES}`);
  }
  const span = previous - (events[0]?.timestamp ?? previous);
  if (span > DAY) {
    throw new InvalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

/** Events too old (14 days, or the retention of the group) or too new (2 hours ahead) are left out and reported by index. */
function sort(
  events: readonly InputLogEvent[],
  now: number,
  horizon: number,
): { accepted: InputLogEvent[]; rejected?: JsonObject } {
  const expired = events.filter(({ timestamp }) => timestamp < horizon).length;
  const old = events.filter(({ timestamp }) => timestamp < now - 14 * DAY).length;
  const firstNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * HOUR);
  const accepted = events.slice(Math.max(expired, old), firstNew === -1 ? undefined : firstNew);
  if (accepted.length === events.length) return { accepted };
  return {
    accepted,
    rejected: {
      ...(firstNew !== -1 && { tooNewLogEventStartIndex: firstNew }),
      ...(old > 0 && { tooOldLogEventEndIndex: old }),
      ...(expired > 0 && { expiredLogEventEndIndex: expired }),
    },
  };
}
