import { integer, json, map, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { number, text } from '../../../kernel/properties.ts';
import { invalidParameter, LIMITS_EXCEEDED } from '../errors.ts';
import { capacityOf, MOST_CAPACITY } from '../rules/capacity.ts';
import { metricNameProblems, ruleProblems } from '../rules/rule-problems.ts';
import {
  declaredCapacities,
  responseBodiesOf,
  ruleJsonProblems,
  rulesInput,
  rulesOf,
  visibilityInput,
  visibilityOf,
} from './declared-rules.ts';
import { descriptionProblems, entityInputs, entityName, entityOutputs } from './entity.ts';
import { referenceProblems } from './references.ts';
import { responseBodiesInput, responseBodyProblems } from './response-bodies.ts';
import { RULE_GROUP } from './tokens.ts';
import { asInvalid } from './as-invalid.ts';

/** Rules that several web ACLs refer to. Source: AWS WAFV2 API Reference, CreateRuleGroup. */
export const ruleGroup: ResourceModel = {
  token: RULE_GROUP,
  inputs: object({
    ...entityInputs,
    name: string,
    capacity: required(integer),
    customResponseBodies: responseBodiesInput,
    description: string,
    rules: rulesInput,
    rulesJson: json,
    tags: map(string),
    visibilityConfig: required(visibilityInput),
  }),
  name: entityName,
  replaceOn: ['name', 'scope', 'capacity'],
  check(inputs, { resources }) {
    const capacity = number(inputs, 'capacity') ?? 0;
    const rules = rulesOf(inputs, 'rulesJson');
    const units = capacityOf(rules, declaredCapacities(resources));
    const problems = [
      ...ruleProblems(rules, 'rule-group', responseBodiesOf(inputs)),
      ...metricNameProblems(visibilityOf(inputs).MetricName),
      ...responseBodyProblems(inputs),
    ].map(asInvalid);
    if (capacity < 1)
      problems.push(asInvalid(invalidParameter('The field value is not valid.', 'CAPACITY', `${capacity}`)));
    if (capacity > MOST_CAPACITY || units > capacity)
      problems.push(
        `${LIMITS_EXCEEDED} The rules of ${text(inputs, 'name')} use ${units} web ACL capacity units (WCUs) of the ` +
          `${capacity} the group has; a group has at most ${MOST_CAPACITY}.`,
      );
    return [...problems, ...ruleJsonProblems(inputs, 'rulesJson'), ...descriptionProblems(inputs)];
  },
  outputs: (inputs, context) => entityOutputs(inputs, context, 'rulegroup'),
  checkInGraph: (resource, _graph, lookup) =>
    referenceProblems(rulesOf(resource.inputs, 'rulesJson'), resource, lookup),
};
