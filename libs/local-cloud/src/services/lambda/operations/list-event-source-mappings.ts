import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { parseFunctionName } from '../function-name.ts';
import type { LambdaState } from '../state.ts';
import { eventSourceMappingJson } from './event-source-mapping-json.ts';

interface Wanted {
  readonly source: string | undefined;
  readonly functionName: string | undefined;
}

export const listEventSourceMappings = operation<LambdaState, Wanted>({
  name: 'ListEventSourceMappings',
  route: { method: 'GET', path: '/2015-03-31/event-source-mappings' },
  parse({ query }) {
    const named = query.get('FunctionName');
    return {
      source: query.get('EventSourceArn'),
      functionName: named === undefined ? undefined : (parseFunctionName(named)?.name ?? named),
    };
  },
  permissions: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
  run: ({ source, functionName }, { region }, state) =>
    json({
      EventSourceMappings: state
        .eventSourceMappings(region)
        .filter(
          ({ sourceArn, functionArn }) =>
            (source === undefined || sourceArn === source) &&
            (functionName === undefined || parseFunctionName(functionArn)?.name === functionName),
        )
        .map(eventSourceMappingJson),
    }),
});
