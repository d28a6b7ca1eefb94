import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { InvalidRequest } from '../errors.ts';
import type { XrayState } from '../state.ts';
import { endOf, startOf } from '../trace-store.ts';

/** Source: AWS X-Ray API Reference, BatchGetTraces. */
export const batchGetTraces = operation<XrayState, readonly string[]>({
  name: 'BatchGetTraces',
  route: { method: 'POST', path: '/Traces' },
  parse({ input }) {
    const ids = input['TraceIds'];
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
      throw new InvalidRequest('TraceIds must be a list of trace ids');
    }
    return ids as readonly string[];
  },
  permissions: () => [{ action: 'xray:BatchGetTraces', resource: '*' }],
  run(ids, { now, region }, state) {
    const found = ids.map((id) => state.traces(region).get(id, now));
    return json({
      Traces: found.flatMap((trace) =>
        trace === undefined
          ? []
          : [
              {
                Id: trace.id,
                Duration: (endOf(trace.segments) - startOf(trace.segments)) / 1000,
                LimitExceeded: false,
                Segments: trace.segments.map(({ id, document }) => ({ Id: id, Document: document })),
              },
            ],
      ),
      UnprocessedTraceIds: ids.filter((_, at) => found[at] === undefined),
    });
  },
});
