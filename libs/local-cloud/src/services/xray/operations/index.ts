import type { Operation } from '../../../kernel/operation.ts';
import type { XrayState } from '../state.ts';
import { batchGetTraces } from './batch-get-traces.ts';
import { getTraceSummaries } from './get-trace-summaries.ts';
import { putTraceSegments } from './put-trace-segments.ts';

export const operations: readonly Operation<XrayState>[] = [batchGetTraces, getTraceSummaries, putTraceSegments];
