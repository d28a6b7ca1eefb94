import type { Properties } from '@palisade/local-engine';
import { blocks, text, texts } from '../../../kernel/properties.ts';
import { dataResourceTypes } from '../events/tables/index.ts';

const OPERATORS = ['equals', 'startsWiths', 'endsWiths', 'notEquals', 'notStartsWiths', 'notEndsWiths'] as const;

/** Fields the local cloud selects by, and the operators CloudTrail takes there. Source: AWS CloudTrail API Reference, AdvancedFieldSelector. */
const fields: Readonly<Record<string, readonly string[]>> = {
  eventCategory: ['equals'],
  readOnly: ['equals'],
  'resources.type': ['equals'],
  eventSource: OPERATORS,
  eventName: OPERATORS,
  eventType: OPERATORS,
  'resources.ARN': OPERATORS,
  'userIdentity.arn': OPERATORS,
};

const problem = (message: string): string => `InvalidEventSelectorsException: ${message}`;

/** What PutEventSelectors would refuse. */
export function selectorProblems(inputs: Properties): string[] {
  const basic = blocks(inputs, 'eventSelectors');
  const advanced = blocks(inputs, 'advancedEventSelectors');
  if (basic.length > 0 && advanced.length > 0)
    return [problem('A trail has either eventSelectors or advancedEventSelectors, not both.')];
  if (basic.length > 5) return [problem('A trail has at most 5 event selectors.')];
  return [...basic.flatMap(basicProblems), ...advanced.flatMap(advancedProblems)];
}

function basicProblems(selector: Properties): string[] {
  const data = blocks(selector, 'dataResources');
  const count = data.reduce((sum, each) => sum + texts(each, 'values').length, 0);
  if (count > 250) return [problem('A trail has at most 250 data resources.')];
  if (selector['includeManagementEvents'] === false && data.length === 0)
    return [problem('An event selector without management events needs dataResources.')];
  return data
    .filter((each) => texts(each, 'values').some((value) => !value.startsWith('arn:')))
    .map((each) =>
      problem(`The values of data resources of the type ${text(each, 'type')} are ARNs or their beginnings.`),
    );
}

function advancedProblems(selector: Properties): string[] {
  const selectors = blocks(selector, 'fieldSelectors');
  const found: string[] = [];
  for (const each of selectors) {
    const field = text(each, 'field') ?? '';
    const allowed = fields[field];
    const used = OPERATORS.filter((operator) => texts(each, operator).length > 0);
    if (allowed === undefined) {
      found.push(
        problem(`The local cloud does not support the field ${field}. Use ${Object.keys(fields).join(', ')}.`),
      );
    } else if (used.length === 0) found.push(problem(`The field selector for ${field} has no operator.`));
    else if (used.some((operator) => !allowed.includes(operator)))
      found.push(problem(`The field ${field} takes ${allowed.join(', ')} only.`));
  }
  const names = selectors.map((each) => text(each, 'field') ?? '');
  if (new Set(names).size < names.length) found.push(problem('A selector names a field twice.'));
  return [...found, ...categoryProblems(selectors)];
}

function categoryProblems(selectors: readonly Properties[]): string[] {
  const valuesOf = (field: string): readonly string[] =>
    selectors.filter((each) => text(each, 'field') === field).flatMap((each) => texts(each, 'equals'));
  const [category, ...more] = valuesOf('eventCategory');
  if (category === undefined || more.length > 0) return [problem('A selector names one eventCategory.')];
  if (category === 'Management') {
    return valuesOf('resources.type').length > 0
      ? [problem('Management events are not selected by resources.type.')]
      : [];
  }
  if (category !== 'Data') {
    return [problem(`The local cloud does not support events of the category ${category}. Use Management or Data.`)];
  }
  const types = valuesOf('resources.type');
  if (types.length !== 1) return [problem('A selector of data events names one resources.type.')];
  return types
    .filter((type) => !dataResourceTypes.includes(type))
    .map((type) =>
      problem(`The local cloud has no data events of the type ${type}. Use one of ${dataResourceTypes.join(', ')}.`),
    );
}
