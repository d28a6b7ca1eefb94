import type { Policy } from '../build/policy.ts';
import { compiled } from '../access/ask.ts';
import { appliesTo, usualRules } from '../evaluate/match-statement.ts';
import { factsOf, type AccessRequest } from '../evaluate/request.ts';
import { servicesNamed } from '../kinds/callers.ts';

/** The Allow statements to a service that none of the requests it makes needs. */
export function unusedAllows(policy: Policy, service: string, requests: readonly AccessRequest[]): readonly string[] {
  const facts = requests.map(factsOf);
  return compiled(policy)
    .allows.filter(({ source }) => servicesNamed(source.Principal).includes(service))
    .filter((statement) => !facts.some((one) => appliesTo(statement, one, usualRules) !== 'none'))
    .map(({ name }) => name);
}
