import type { Properties } from '@palisade/local-engine';
import { operation } from '../../../kernel/operation.ts';
import { blocks, text, texts } from '../../../kernel/properties.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import type { CloudtrailState } from '../state.ts';
import { requiredText } from './input.ts';
import { findTrail, onTrail, trailName } from './named-trail.ts';

/** Source: AWS CloudTrail API Reference, GetEventSelectors. */
export const getEventSelectors = operation({
  name: 'GetEventSelectors',
  parse: ({ input }) => trailName(requiredText(input, 'TrailName')),
  permissions: (name, state: CloudtrailState, region) => [onTrail('GetEventSelectors', name, region, state)],
  run(name, { region }, state) {
    const { arn, selection } = findTrail(name, region, state).declared;
    return json({
      TrailARN: arn,
      ...(selection.kind === 'advanced'
        ? { AdvancedEventSelectors: selection.selectors.map(advancedJson) }
        : { EventSelectors: selection.selectors.map(basicJson) }),
    });
  },
});

function basicJson(selector: Properties): JsonObject {
  return {
    ReadWriteType: text(selector, 'readWriteType') ?? 'All',
    IncludeManagementEvents: selector['includeManagementEvents'] !== false,
    DataResources: blocks(selector, 'dataResources').map((each) => ({
      Type: text(each, 'type'),
      Values: texts(each, 'values'),
    })),
    ExcludeManagementEventSources: texts(selector, 'excludeManagementEventSources'),
  };
}

const operators = {
  equals: 'Equals',
  startsWiths: 'StartsWith',
  endsWiths: 'EndsWith',
  notEquals: 'NotEquals',
  notStartsWiths: 'NotStartsWith',
  notEndsWiths: 'NotEndsWith',
} as const;

function advancedJson(selector: Properties): JsonObject {
  const name = text(selector, 'name');
  return {
    ...(name !== undefined && { Name: name }),
    FieldSelectors: blocks(selector, 'fieldSelectors').map((each) => ({
      Field: text(each, 'field'),
      ...Object.fromEntries(
        Object.entries(operators)
          .map(([property, member]) => [member, texts(each, property)] as const)
          .filter(([, values]) => values.length > 0),
      ),
    })),
  };
}
