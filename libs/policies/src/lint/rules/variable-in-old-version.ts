import { listOf } from '../../document.ts';
import { conditionsIn } from '../conditions.ts';
import type { Rule } from '../rule.ts';

export const variableInOldVersion: Rule = {
  code: 'variable-in-old-version',
  severity: 'error',
  *check(statement, { document }) {
    if (document.Version === '2012-10-17') return;
    const texts = [
      ...listOf(statement.Resource),
      ...listOf(statement.NotResource),
      ...conditionsIn(statement).flatMap(({ values }) => values.map(String)),
    ];
    const found = texts.find((text) => text.includes('${'));
    if (found !== undefined)
      yield `"${found}" is literal text in this policy language version. Write "Version": "2012-10-17".`;
  },
};
