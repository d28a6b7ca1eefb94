import { listOf } from '../../document.ts';
import { factsFor } from '../actions.ts';
import type { Rule } from '../rule.ts';

export const needsEveryResource: Rule = {
  code: 'needs-every-resource',
  severity: 'error',
  *check({ Action: action, Resource: resource }) {
    const resources = listOf(resource);
    if (resources.length === 0 || resources.some((arn) => /^\*+$/.test(arn))) return;
    for (const exact of listOf(action).filter((one) => !/[*?]/.test(one))) {
      if (factsFor(exact)[0]?.on.length !== 0) continue;
      yield `${exact} has no resource-level permissions and matches only Resource "*". Give it a statement of its own.`;
    }
  },
};
