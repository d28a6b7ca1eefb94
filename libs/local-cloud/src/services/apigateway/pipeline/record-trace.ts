import { restApiStageArn } from '@palisade/policies';
import type { Host } from '../../../kernel/host.ts';
import { domainNameOf, fullPathOf, type Transaction } from './transaction.ts';

/** The segment of a stage with tracing. Source: API Gateway Developer Guide, "Trace user requests to REST APIs using X-Ray". */
export function recordTrace(transaction: Transaction, { clock, traces }: Pick<Host, 'clock' | 'traces'>): void {
  const { callingSegment, request, stage, startedAt, status, trace } = transaction;
  if (stage.sampler === undefined || trace.sampled !== true || trace.parent === undefined) return;
  const { partition, region } = stage.place;
  const { api, name } = stage;
  traces.record({
    region,
    traceId: trace.root,
    id: trace.parent,
    ...(callingSegment !== undefined && { parentId: callingSegment }),
    name: `${api.snapshot.name}/${name}`,
    origin: 'AWS::ApiGateway::Stage',
    resourceArn: restApiStageArn({ partition, region, api: api.id, stage: name }),
    startTime: startedAt,
    endTime: clock.now(),
    http: {
      method: request.wire.method,
      url: `https://${domainNameOf(transaction)}${fullPathOf(transaction)}`,
      status,
    },
    ...(status >= 500 && { fault: true }),
    ...(status >= 400 && status < 500 && { error: true }),
    ...(status === 429 && { throttle: true }),
  });
}
