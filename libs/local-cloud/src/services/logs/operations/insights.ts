import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import type { LogsState } from '../state.ts';

/** Logs Insights has a query language of its own, which the local cloud does not speak. */
const insights = (name: string) =>
  operation({
    name,
    parse() {
      throw new NotSupportedError(`${name} (CloudWatch Logs Insights)`, 'Use FilterLogEvents.');
    },
    permissions: (_input, _state: LogsState) => [{ action: `logs:${name}`, resource: '*' }],
    run() {
      throw new NotSupportedError(name);
    },
  });

export const insightsOperations = ['StartQuery', 'StopQuery', 'GetQueryResults', 'DescribeQueries'].map(insights);
