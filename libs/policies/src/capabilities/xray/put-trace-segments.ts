import { allow, everyResource } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';

/**
 * What Lambda does with a function's role when its tracing is active; CreateFunction checks it.
 * Source: Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray".
 *
 * @example
 * putTraceSegments().Action; // => ["xray:PutTelemetryRecords","xray:PutTraceSegments"]
 */
export function putTraceSegments(at: { readonly sid?: string } = {}): Statement {
  return allow({
    sid: at.sid ?? 'PutTraceSegments',
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: [everyResource('neither action has a resource')],
  });
}
