import { list, object, oneOf, required, string, type Properties, type ResourceModel } from '@palisade/local-engine';
import { block, blocks, text, texts } from '../../../kernel/properties.ts';
import { LOG_GROUP } from '../../logs/resources/log-group.ts';
import { groupNameOf } from '../../logs/arn.ts';
import { exactlyOne } from '../rules/statement-problems.ts';
import { invalidParameter } from '../errors.ts';
import { asInvalid } from './as-invalid.ts';
import { WEB_ACL, WEB_ACL_LOGGING_CONFIGURATION } from './tokens.ts';

const PREFIX = 'aws-waf-logs-';
const behavior = required(oneOf('KEEP', 'DROP'));
/** CAPTCHA and CHALLENGE cannot come about here. */
const action = oneOf('ALLOW', 'BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT');

/** Source: AWS WAFV2 API Reference, PutLoggingConfiguration. The local cloud delivers to log groups only. */
export const webAclLoggingConfiguration: ResourceModel = {
  token: WEB_ACL_LOGGING_CONFIGURATION,
  inputs: object({
    logDestinationConfigs: required(list(string)),
    loggingFilter: object({
      defaultBehavior: behavior,
      filters: required(
        list(
          object({
            behavior,
            requirement: required(oneOf('MEETS_ALL', 'MEETS_ANY')),
            conditions: required(
              list(
                object({
                  actionCondition: object({ action: required(action) }),
                  labelNameCondition: object({ labelName: required(string) }),
                }),
              ),
            ),
          }),
        ),
      ),
    }),
    redactedFields: list(
      object({
        method: object({}),
        queryString: object({}),
        singleHeader: object({ name: required(string) }),
        uriPath: object({}),
      }),
    ),
    resourceArn: required(string),
  }),
  replaceOn: ['resourceArn'],
  check(inputs, { region }) {
    const destinations = texts(inputs, 'logDestinationConfigs');
    const problems = [...destinationProblems(destinations, region), ...filterProblems(block(inputs, 'loggingFilter'))];
    for (const field of blocks(inputs, 'redactedFields'))
      if (Object.keys(field).length !== 1)
        problems.push(exactlyOne('REDACTED_FIELD', text(inputs, 'resourceArn') ?? ''));
    return problems.map(asInvalid);
  },
  outputs: ({ resourceArn }) => ({ id: String(resourceArn), outputs: {} }),
  checkInGraph(resource, graph, lookup) {
    const { resourceArn, region } = resource.outputs;
    const problems: string[] = [];
    if (!lookup.ofType(WEB_ACL).some(({ outputs }) => outputs['arn'] === resourceArn && outputs['region'] === region))
      problems.push(
        'WAFNonexistentItemException: AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
      );
    const group = groupNameOf(texts(resource.inputs, 'logDestinationConfigs')[0] ?? '');
    if (!lookup.ofType(LOG_GROUP).some(({ outputs }) => outputs['name'] === group && outputs['region'] === region))
      problems.push(`WAFInvalidOperationException: The log group ${group} does not exist in ${String(region)}.`);
    const others = graph.resources.filter(
      ({ outputs, type }) => type === WEB_ACL_LOGGING_CONFIGURATION && outputs['resourceArn'] === resourceArn,
    );
    if (others.length > 1)
      problems.push(
        asInvalid(
          invalidParameter(
            'A web ACL has one logging configuration: two undo each other.',
            'RESOURCE_ARN',
            String(resourceArn),
          ),
        ),
      );
    return problems;
  },
};

function destinationProblems(destinations: readonly string[], region: string): string[] {
  const [arn = '', more] = destinations;
  if (destinations.length !== 1 || more !== undefined)
    return [
      invalidParameter('A logging configuration has one destination.', 'LOG_DESTINATION', destinations.join(', ')),
    ];
  const service = /^arn:[^:]+:(firehose|s3):/.exec(arn)?.[1];
  if (service !== undefined)
    return [`The local cloud does not deliver WAF logs to ${service}. Use a log group named ${PREFIX}….`];
  const [, place, name = ''] = /^arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:]+)(:\*)?$/.exec(arn) ?? [];
  return place === region && name.startsWith(PREFIX)
    ? []
    : [
        invalidParameter(
          "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.",
          'LOG_DESTINATION',
          arn,
        ),
      ];
}

function filterProblems(filter: Properties | undefined): string[] {
  if (filter === undefined) return [];
  const filters = blocks(filter, 'filters');
  if (filters.length < 1) return [invalidParameter('A required field is missing.', 'LOGGING_FILTER', 'Filters')];
  return filters.flatMap((each) => {
    const conditions = blocks(each, 'conditions');
    if (conditions.length < 1)
      return [invalidParameter('A required field is missing.', 'LOGGING_FILTER', 'Conditions')];
    return conditions
      .filter((condition) => Object.keys(condition).length !== 1)
      .map(() => exactlyOne('LOGGING_FILTER', 'Condition'));
  });
}
