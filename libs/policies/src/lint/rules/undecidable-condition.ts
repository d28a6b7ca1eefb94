import { compileConditions } from '../../evaluate/conditions/condition.ts';
import type { Rule } from '../rule.ts';

export const undecidableCondition: Rule = {
  code: 'undecidable-condition',
  severity: 'error',
  *check({ Condition: condition = {} }, { document }) {
    for (const { problems } of compileConditions(condition, document.Version === '2012-10-17')) {
      for (const problem of problems) yield `AWS cannot use ${problem}. Correct the operator or the value.`;
    }
  },
};
