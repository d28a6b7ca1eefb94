import { didYouMean } from '../lint/spelling.ts';
import { fitsType } from '../lint/overlap.ts';
import { catalogOf, services } from './catalog.ts';

/**
 * What is wrong with an exact action, and with the ARN it is asked about, by AWS's Service Authorization Reference: no such
 * service or action, or an ARN of a type the action does not act on. Undefined if nothing is. For whoever decides requests
 * by hand-written action names, such as an emulator's operations: a misspelt one would never be granted.
 *
 * @example
 * actionProblem('s3:PutObjekt'); // => "s3:PutObjekt" is no action of s3. Did you mean PutObject?
 * actionProblem('s3:PutObject', s3ObjectArn({ bucket: 'docs', key: 'a' })); // => undefined
 */
export function actionProblem(action: string, resource?: string): string | undefined {
  const [service = '', name = ''] = action.split(':');
  const catalog = catalogOf(service);
  if (catalog === undefined) return `There is no service "${service}" in the slice.${didYouMean(service, services)}`;
  const facts = catalog.actions.get(name.toLowerCase());
  if (facts?.name !== name) {
    const known = [...catalog.actions.values()].map((one) => one.name);
    return `"${action}" is no action of ${service}.${didYouMean(name, known)}`;
  }
  if (resource === undefined || resource === '*') return undefined;
  if (facts.on.length === 0) return `${action} has no resource-level permissions: ask about "*", not ${resource}.`;
  if (facts.on.some((type) => fitsType(resource, type, catalog.resources[type]?.arns ?? []))) return undefined;
  return `${action} does not act on ${resource}, but on ${facts.on.join(' or ')}.`;
}
