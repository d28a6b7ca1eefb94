import type { Properties, Resource } from '@palisade/local-engine';
import { block, blocks, number, text, textMap, texts } from '../../../kernel/properties.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { groupNameOf } from '../../logs/arn.ts';
import {
  defaultActionOf,
  redactedFieldOf,
  responseBodiesOf,
  rulesOf,
  visibilityOf,
} from '../resources/declared-rules.ts';
import {
  IP_SET,
  REGEX_PATTERN_SET,
  RULE_GROUP,
  WEB_ACL,
  WEB_ACL_ASSOCIATION,
  WEB_ACL_LOGGING_CONFIGURATION,
} from '../resources/tokens.ts';
import type { Behavior, Declared, DeclaredLogging, Entity, LoggingFilter } from './declared.ts';

export function readDeclared(view: CloudView): Declared {
  const of = (token: string): readonly Resource[] =>
    view.ofType(token).flatMap(({ resource }) => (resource.external ? [] : [resource]));
  const entities = <More>(token: string, more: (inputs: Properties, resource: Resource) => More) =>
    new Map(
      of(token).map((resource) => {
        const entity = entityOf(resource);
        return [entity.arn, { ...entity, ...more(resource.inputs, resource) }];
      }),
    );
  const rules = (inputs: Properties, json: 'ruleJson' | 'rulesJson') => ({
    rules: rulesOf(inputs, json),
    visibility: visibilityOf(inputs),
    bodies: responseBodiesOf(inputs),
  });
  return {
    webAcls: entities(WEB_ACL, (inputs, { outputs }) => ({
      ...rules(inputs, 'ruleJson'),
      defaultAction: defaultActionOf(inputs),
      bodyLimit: bodyLimitOf(inputs),
      capacity: number(outputs, 'capacity') ?? 0,
    })),
    ruleGroups: entities(RULE_GROUP, (inputs) => ({
      ...rules(inputs, 'rulesJson'),
      capacity: number(inputs, 'capacity') ?? 0,
    })),
    ipSets: entities(IP_SET, (inputs) => ({
      version: text(inputs, 'ipAddressVersion') === 'IPV6' ? ('IPV6' as const) : ('IPV4' as const),
      addresses: texts(inputs, 'addresses'),
    })),
    regexPatternSets: entities(REGEX_PATTERN_SET, (inputs) => ({
      patterns: blocks(inputs, 'regularExpressions').map((each) => text(each, 'regexString') ?? ''),
    })),
    associations: new Map(
      of(WEB_ACL_ASSOCIATION).map(({ inputs }) => [text(inputs, 'resourceArn') ?? '', text(inputs, 'webAclArn') ?? '']),
    ),
    logging: new Map(
      of(WEB_ACL_LOGGING_CONFIGURATION)
        .map(loggingOf)
        .map((each) => [each.webAclArn, each]),
    ),
  };
}

function entityOf({ id, inputs, outputs }: Resource): Entity {
  return {
    arn: text(outputs, 'arn') ?? '',
    id,
    name: text(outputs, 'name') ?? '',
    region: text(outputs, 'region') ?? '',
    description: text(inputs, 'description'),
    lockToken: text(outputs, 'lockToken') ?? '',
    tags: textMap(outputs, 'tagsAll'),
  };
}

function bodyLimitOf(inputs: Properties): string | undefined {
  const [body] = blocks(block(inputs, 'associationConfig') ?? {}, 'requestBodies');
  return text(block(body ?? {}, 'apiGateway') ?? {}, 'defaultSizeInspectionLimit');
}

function loggingOf({ inputs, outputs }: Resource): DeclaredLogging {
  const [destination = ''] = texts(inputs, 'logDestinationConfigs');
  const filter = block(inputs, 'loggingFilter');
  return {
    webAclArn: text(inputs, 'resourceArn') ?? '',
    region: text(outputs, 'region') ?? '',
    destination,
    group: groupNameOf(destination),
    redacted: blocks(inputs, 'redactedFields').map(redactedFieldOf),
    filter: filter && filterOf(filter),
  };
}

function filterOf(filter: Properties): LoggingFilter {
  const behavior = (of: Properties, name: string): Behavior => (text(of, name) === 'DROP' ? 'DROP' : 'KEEP');
  return {
    defaultBehavior: behavior(filter, 'defaultBehavior'),
    filters: blocks(filter, 'filters').map((each) => ({
      behavior: behavior(each, 'behavior'),
      requirement: text(each, 'requirement') === 'MEETS_ALL' ? 'MEETS_ALL' : 'MEETS_ANY',
      conditions: blocks(each, 'conditions').map((condition) => {
        const action = text(block(condition, 'actionCondition') ?? {}, 'action');
        const label = text(block(condition, 'labelNameCondition') ?? {}, 'labelName');
        return { ...(action !== undefined && { action }), ...(label !== undefined && { label }) };
      }),
    })),
  };
}
