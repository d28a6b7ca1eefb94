import { json, list, map, object, oneOf, refused, required, string, type ResourceModel } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { LIMITS_EXCEEDED } from '../errors.ts';
import { INCLUDED_CAPACITY, MOST_CAPACITY } from '../rules/capacity.ts';
import { actionProblems, metricNameProblems, ruleProblems } from '../rules/rule-problems.ts';
import { asInvalid } from './as-invalid.ts';
import {
  defaultActionInput,
  defaultActionOf,
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
import { WEB_ACL } from './tokens.ts';
import { webAclCapacity } from './web-acl-capacity.ts';

const noBrowser = refused('there is no browser challenge in the local cloud');

/** Source: AWS WAFV2 API Reference, CreateWebACL. CAPTCHA, challenges, tokens and data protection are not modelled. */
export const webAcl: ResourceModel = {
  token: WEB_ACL,
  inputs: object({
    ...entityInputs,
    name: string,
    associationConfig: object({
      requestBodies: list(
        object({
          apiGateway: object({ defaultSizeInspectionLimit: required(oneOf('KB_16', 'KB_32', 'KB_48', 'KB_64')) }),
        }),
      ),
    }),
    captchaConfig: noBrowser,
    challengeConfig: noBrowser,
    customResponseBodies: responseBodiesInput,
    dataProtectionConfig: refused('redact fields of the log in the logging configuration'),
    defaultAction: required(defaultActionInput),
    description: string,
    ruleJson: json,
    rules: rulesInput,
    tags: map(string),
    tokenDomains: noBrowser,
    visibilityConfig: required(visibilityInput),
  }),
  name: entityName,
  replaceOn: ['name', 'scope'],
  check(inputs, { resources }) {
    const name = text(inputs, 'name') ?? '';
    const bodies = responseBodiesOf(inputs);
    const problems = [
      ...ruleProblems(rulesOf(inputs), 'web-acl', bodies),
      ...actionProblems(defaultActionOf(inputs), name, bodies),
      ...metricNameProblems(visibilityOf(inputs).MetricName),
      ...responseBodyProblems(inputs),
    ].map(asInvalid);
    const units = webAclCapacity(inputs, resources);
    if (units > MOST_CAPACITY) {
      problems.push(`${LIMITS_EXCEEDED} The rules use ${units} web ACL capacity units (WCUs) of ${MOST_CAPACITY}.`);
    }
    return [...problems, ...ruleJsonProblems(inputs, 'ruleJson'), ...descriptionProblems(inputs)];
  },
  outputs(inputs, context) {
    const { id, outputs } = entityOutputs(inputs, context, 'webacl');
    return {
      id,
      outputs: { ...outputs, capacity: webAclCapacity(inputs, context.resources), applicationIntegrationUrl: '' },
    };
  },
  warnings({ capacity, name }) {
    if (Number(capacity) <= INCLUDED_CAPACITY) return [];
    return [
      `The rules of the web ACL ${String(name)} use ${String(capacity)} web ACL capacity units (WCUs): each request costs more beyond ${INCLUDED_CAPACITY}.`,
    ];
  },
  checkInGraph: (resource, _graph, lookup) => referenceProblems(rulesOf(resource.inputs), resource, lookup),
};
