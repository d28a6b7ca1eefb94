import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { InvalidParameter } from '../errors.ts';
import { compileExtraction } from '../filter/fields.ts';
import { FilterPatternError } from '../filter/filter-pattern.ts';
import type { LogsState } from '../state.ts';
import { invalid, requiredText } from './input.ts';

/** Source: CloudWatch Logs API Reference, TestMetricFilter. */
export const testMetricFilter = operation({
  name: 'TestMetricFilter',
  parse: ({ input }) => ({ extract: extraction(requiredText(input, 'filterPattern')), messages: messages(input) }),
  permissions: (_input, _state: LogsState) => [{ action: 'logs:TestMetricFilter', resource: '*' }],
  run: ({ extract, messages: tested }) =>
    json({
      matches: tested.flatMap((eventMessage, at) => {
        const extractedValues = extract(eventMessage);
        return extractedValues === undefined ? [] : [{ eventNumber: at + 1, eventMessage, extractedValues }];
      }),
    }),
});

function extraction(pattern: string): ReturnType<typeof compileExtraction> {
  try {
    return compileExtraction(pattern);
  } catch (error) {
    if (error instanceof FilterPatternError)
      throw new InvalidParameter(`Invalid metric filter pattern: ${error.message}`);
    throw error;
  }
}

function messages(input: JsonObject): readonly string[] {
  const list = input['logEventMessages'];
  if (!Array.isArray(list) || list.length < 1 || list.length > 50) {
    throw invalid('logEventMessages', list ?? null, 'Member must have length between 1 and 50');
  }
  return list.map((message, at) => {
    if (typeof message === 'string' && message !== '') return message;
    throw invalid(`logEventMessages.${at + 1}.member`, null, 'Member must have length greater than or equal to 1');
  });
}
