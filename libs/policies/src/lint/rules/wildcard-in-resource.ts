import { listOf } from '../../document.ts';
import { catalogOf } from '../../service-authorization/catalog.ts';
import { factsFor, partsOf } from '../actions.ts';
import { fitsType, splitFields } from '../overlap.ts';
import type { Rule } from '../rule.ts';
import { wideParts } from '../wide.ts';

export const wildcardInResource: Rule = {
  code: 'wildcard-in-resource',
  severity: 'warning',
  *check({ Effect: effect, Action: action, Resource: resource }, { kind }) {
    // A service control policy, a boundary and an endpoint start from everything and take away.
    if (effect !== 'Allow' || ['scp', 'rcp', 'boundary', 'endpoint'].includes(kind)) return;
    for (const arn of listOf(resource)) {
      if (/^\*+$/.test(arn) || splitFields(arn).length !== 6) continue;
      const wide = listOf(action).flatMap((one) => readings(arn, one));
      const [first] = wide;
      if (first === undefined || first.length === 0 || wide.some((parts) => parts.length === 0)) continue;
      yield `"${arn}" leaves the ${first.join(' and the ')} open. Name what is meant; a wildcard after the name is fine.`;
    }
  },
};

/** What is left open in an ARN, for each resource type of the action that it can be of. */
function readings(arn: string, action: string): readonly (readonly string[])[] {
  const catalog = catalogOf(partsOf(action)?.service ?? '');
  return factsFor(action).flatMap(({ on }) =>
    on.flatMap((type) =>
      (catalog?.resources[type]?.arns ?? [])
        .filter((pattern) => fitsType(arn, type, [pattern]))
        .map((pattern) => wideParts(arn, pattern)),
    ),
  );
}
