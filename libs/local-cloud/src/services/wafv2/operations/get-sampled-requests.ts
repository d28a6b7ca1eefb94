import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject, type JsonValue } from '../../../kernel/wire.ts';
import { ValidationException } from '../errors.ts';
import { SAMPLED_FOR, type Sample } from '../samples.ts';
import type { Wafv2State } from '../state.ts';
import { checkArn, find, onEntity } from './entity.ts';
import { checkScope, requiredText, wholeNumber } from './input.ts';

/** Source: AWS WAFV2 API Reference, GetSampledRequests: of the last three hours, however early the window begins. */
export const getSampledRequests = operation({
  name: 'GetSampledRequests',
  parse({ input }) {
    checkScope(input);
    const most = wholeNumber(input, 'MaxItems', 1, 500);
    if (most === undefined) throw new ValidationException('maxItems', 'Member must not be null');
    return {
      arn: checkArn(requiredText(input, 'WebAclArn'), 'webAclArn', 'webacl'),
      metric: requiredText(input, 'RuleMetricName'),
      window: windowOf(input['TimeWindow']),
      most,
    };
  },
  permissions: ({ arn }, { declared }: Wafv2State) => onEntity('GetSampledRequests', arn, declared.webAcls),
  run({ arn, metric, most, window }, { now, region }, state) {
    find(state.declared.webAcls, arn, region);
    const start = Math.max(window.start, now - SAMPLED_FOR);
    const found = state.samples.of(arn, metric).filter(({ at }) => at >= start && at < window.end);
    return json({
      SampledRequests: found.slice(-most).map(shown),
      PopulationSize: found.length,
      TimeWindow: { StartTime: start / 1000, EndTime: window.end / 1000 },
    });
  },
});

/** Milliseconds since the epoch; the wire has seconds. */
function windowOf(value: JsonValue | undefined): { readonly start: number; readonly end: number } {
  const { EndTime, StartTime } = (value ?? {}) as JsonObject;
  if (typeof StartTime !== 'number' || typeof EndTime !== 'number')
    throw new ValidationException('timeWindow', 'Member must have a start and an end time');
  return { start: StartTime * 1000, end: EndTime * 1000 };
}

function shown({ action, at, inner, request, verdict }: Sample): JsonObject {
  const { rawHeaders } = request;
  const Headers: JsonObject[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    Headers.push({ Name: rawHeaders[index], Value: rawHeaders[index + 1] });
  return {
    Request: {
      ClientIP: request.sourceIp,
      Country: '-',
      URI: request.rawQuery === '' ? request.rawPath : `${request.rawPath}?${request.rawQuery}`,
      Method: request.method,
      HTTPVersion: 'HTTP/1.1',
      Headers,
    },
    Weight: 1,
    Timestamp: at / 1000,
    Action: action,
    ...(inner !== undefined && { RuleNameWithinRuleGroup: inner }),
    RequestHeadersInserted: verdict.insertHeaders.map(({ Name, Value }) => ({ Name, Value })),
    ...(verdict.response && { ResponseCodeSent: verdict.response.status }),
    Labels: verdict.labels.map((Name) => ({ Name })),
  };
}
