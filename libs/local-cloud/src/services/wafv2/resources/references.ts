import { type Resource, type ResourceLookup } from '@palisade/local-engine';
import { text } from '../../../kernel/properties.ts';
import { invalidParameter } from '../errors.ts';
import type { Rule } from '../statements/rule.ts';
import { walk } from '../statements/walk.ts';
import { IP_SET, REGEX_PATTERN_SET, RULE_GROUP } from './tokens.ts';

/** What rules refer to must be declared by the same program, in the same region. */
export function referenceProblems(rules: readonly Rule[], { outputs }: Resource, lookup: ResourceLookup): string[] {
  const region = text(outputs, 'region');
  const missing = (token: string, arn: string | undefined): boolean =>
    arn !== undefined &&
    !lookup.ofType(token).some((each) => each.outputs['arn'] === arn && each.outputs['region'] === region);
  return rules.flatMap(({ Name, Statement }) =>
    [...walk(Statement)]
      .filter(
        (each) =>
          missing(IP_SET, each.IPSetReferenceStatement?.ARN) ||
          missing(REGEX_PATTERN_SET, each.RegexPatternSetReferenceStatement?.ARN) ||
          missing(RULE_GROUP, each.RuleGroupReferenceStatement?.ARN),
      )
      .map(
        () =>
          `WAFInvalidParameterException: ${invalidParameter('A reference in your rule statement is not valid.', 'RULE', Name)}`,
      ),
  );
}
