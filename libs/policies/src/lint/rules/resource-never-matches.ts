import { listOf } from '../../document.ts';
import { catalogOf } from '../../service-authorization/catalog.ts';
import { factsFor, partsOf } from '../actions.ts';
import { fitsType } from '../overlap.ts';
import type { Rule } from '../rule.ts';

export const resourceNeverMatches: Rule = {
  code: 'resource-never-matches',
  severity: 'error',
  *check({ Action: action, Resource: resource }) {
    const resources = listOf(resource);
    if (resources.length === 0) return;
    for (const exact of listOf(action).filter((one) => !/[*?]/.test(one))) {
      const [facts] = factsFor(exact);
      if (facts === undefined || facts.on.length === 0) continue;
      const fits = facts.on.some((type) => resources.some((arn) => fitsType(arn, type, arnsOf(type, exact))));
      if (fits) continue;
      const shapes = facts.on.flatMap((type) => arnsOf(type, exact)).slice(0, 3);
      yield `No Resource is what ${exact} acts on (${facts.on.join(', ')}). Name one, such as ${shapes.join(' or ')}.`;
    }
  },
};

function arnsOf(type: string, action: string): readonly string[] {
  // A type is described by the service of the action, also where it belongs to another (sts:AssumeRole on iam:role).
  return catalogOf(partsOf(action)?.service ?? '')?.resources[type]?.arns ?? [];
}
