import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidRequest } from '../errors.ts';
import type { XrayState } from '../state.ts';
import { endOf, entryOf, startOf, type Trace } from '../trace-store.ts';

/** Milliseconds; X-Ray answers about six hours at a time. */
const LONGEST = 6 * 3_600_000;
const PAGE = 100;

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly skip: number;
}

/** Source: AWS X-Ray API Reference, GetTraceSummaries. */
export const getTraceSummaries = operation<XrayState, Wanted>({
  name: 'GetTraceSummaries',
  route: { method: 'POST', path: '/TraceSummaries' },
  parse({ input }) {
    const { EndTime: to, FilterExpression: filter, NextToken: token, StartTime: from } = input;
    if (typeof from !== 'number' || typeof to !== 'number')
      throw new InvalidRequest('StartTime and EndTime are required');
    if (filter !== undefined && filter !== null && filter !== '')
      throw new NotSupportedError('filter expressions of X-Ray');
    if (from > to) throw new InvalidRequest('StartTime must be before EndTime');
    if ((to - from) * 1000 > LONGEST) throw new InvalidRequest('The time range cannot be longer than 6 hours');
    const skip = token === undefined || token === null ? 0 : Number(token);
    if (!Number.isSafeInteger(skip) || skip < 0) throw new InvalidRequest('NextToken is invalid');
    return { from: from * 1000, to: to * 1000, skip };
  },
  permissions: () => [{ action: 'xray:GetTraceSummaries', resource: '*' }],
  run({ from, to, skip }, { now, region }, state) {
    const traces = state.traces(region).between(from, to, now);
    return json({
      ApproximateTime: now / 1000,
      TracesProcessedCount: traces.length,
      TraceSummaries: traces.slice(skip, skip + PAGE).map(summary),
      ...(traces.length > skip + PAGE && { NextToken: String(skip + PAGE) }),
    });
  },
});

function summary({ id, segments }: Trace): JsonObject {
  const root = entryOf(segments);
  const [start, end] = [startOf(segments), endOf(segments)];
  const { http } = root ?? {};
  return {
    Id: id,
    StartTime: start / 1000,
    Duration: (end - start) / 1000,
    ResponseTime: root === undefined ? 0 : (root.endTime - root.startTime) / 1000,
    HasFault: segments.some(({ fault }) => fault),
    HasError: segments.some(({ error }) => error),
    HasThrottle: segments.some(({ throttle }) => throttle),
    IsPartial: false,
    ...(http !== undefined && {
      Http: {
        ...(http.url !== undefined && { HttpURL: http.url }),
        ...(http.method !== undefined && { HttpMethod: http.method }),
        ...(http.status !== undefined && { HttpStatus: http.status }),
      },
    }),
    ...(root !== undefined && { EntryPoint: { Name: root.name, Names: [root.name] } }),
  };
}
