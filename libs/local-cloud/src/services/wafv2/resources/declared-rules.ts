import { list, type Properties, type ResourceLookup, type Shape } from '@palisade/local-engine';
import { block, blocks, number, text } from '../../../kernel/properties.ts';
import type { JsonObject, JsonValue } from '../../../kernel/wire.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import type { GroupCapacities } from '../rules/capacity.ts';
import type { CustomResponseBody, DefaultAction, Rule, VisibilityConfig } from '../statements/rule.ts';
import type { FieldToMatch } from '../statements/statement.ts';
import { defaultAction, fieldToMatch, ruleShape, visibilityConfig } from '../statements/shape.ts';
import { readRules, type ReadRules } from '../statements/read-rules.ts';
import { apiForm, providerShape } from './provider-form.ts';
import { RULE_GROUP } from './tokens.ts';

/** Logical statements within each other that the provider's `rules` take. */
const DEPTH = 3;
const rule = ruleShape(DEPTH);

export const rulesInput: Shape = list(providerShape(rule));
export const defaultActionInput: Shape = providerShape(defaultAction);
export const visibilityInput: Shape = providerShape(visibilityConfig);

/** Of `rules`, or of the document in `json`, which has them in the form of the API and may nest them deeper. */
export function rulesOf(inputs: Properties, json: 'ruleJson' | 'rulesJson' = 'ruleJson'): readonly Rule[] {
  const document = documentOf(inputs, json);
  if (document !== undefined) return 'rules' in document ? document.rules : [];
  return blocks(inputs, 'rules').map((each) => typed<Rule>(apiForm(rule, each)));
}

export function ruleJsonProblems(inputs: Properties, json: 'ruleJson' | 'rulesJson'): string[] {
  const document = documentOf(inputs, json);
  if (document === undefined) return [];
  if (blocks(inputs, 'rules').length > 0) return [`"${json}": conflicts with rules`];
  return 'problem' in document ? [`${json}: ${document.problem}`] : [];
}

function documentOf(inputs: Properties, json: string): ReadRules | undefined {
  const document = text(inputs, json);
  return document === undefined ? undefined : readRules(JSON.parse(document) as JsonValue);
}

export const defaultActionOf = (inputs: Properties): DefaultAction =>
  typed<DefaultAction>(apiForm(defaultAction, block(inputs, 'defaultAction') ?? {}));

export const visibilityOf = (inputs: Properties): VisibilityConfig =>
  typed<VisibilityConfig>(apiForm(visibilityConfig, block(inputs, 'visibilityConfig') ?? {}));

export const redactedFieldOf = (inputs: Properties): FieldToMatch => typed<FieldToMatch>(apiForm(fieldToMatch, inputs));

/** AWS has a map where the provider has a list with keys. */
export function responseBodiesOf(inputs: Properties): Readonly<Record<string, CustomResponseBody>> {
  const bodies = blocks(inputs, 'customResponseBodies').map((each): [string, CustomResponseBody] => [
    text(each, 'key') ?? '',
    {
      ContentType: (text(each, 'contentType') ?? 'TEXT_PLAIN') as CustomResponseBody['ContentType'],
      Content: text(each, 'content') ?? '',
    },
  ]);
  return Object.fromEntries(bodies);
}

/** Units of the groups that a program's rules refer to. */
export function declaredCapacities(resources: Pick<ResourceLookup, 'ofType'>): GroupCapacities {
  return {
    managed: (vendor, name) => managedRuleGroups.find((group) => group.name === name && group.vendor === vendor),
    ruleGroup(arn) {
      const group = resources.ofType(RULE_GROUP).find(({ outputs }) => outputs['arn'] === arn);
      return group && number(group.inputs, 'capacity');
    },
  };
}

/** The shapes have decided what this is: they and the types say the same. */
const typed = <Form>(form: JsonObject): Form => form as unknown as Form;
