import { asking, leadsTo, named, ModelError } from './ask.ts';
import { applicable } from '../evaluate/applicable.ts';
import { decide } from '../evaluate/decide.ts';
import { explain } from '../evaluate/explain.ts';
import { appliesTo } from '../evaluate/match-statement.ts';
import type { PolicySet } from '../evaluate/policy-set.ts';
import { factsOf, type AccessRequest } from '../evaluate/request.ts';
import type { StatementRef } from './counterfactuals.ts';
import type { AccessModel } from './model.ts';
import type { AccessQuestion, AccessScope } from './scope.ts';

/** Somebody who must get in: the deployer, the auditor, an AWS service that delivers. */
export interface MustGetIn<Who extends string = string, On extends string = string, By extends string = string> {
  readonly who: Who;
  readonly may: readonly [string, ...string[]];
  readonly on: readonly [On, ...On[]];
  readonly by: By;
  /** For the report: what breaks otherwise, such as `the next deployment`. */
  readonly or: string;
}

/** A call that must be possible and is not. */
export interface Lockout extends AccessQuestion {
  /** What breaks. */
  readonly or: string;
  /** Every Deny that hits the call; empty if no policy allows it. */
  readonly deniedBy: readonly StatementRef[];
  /** Why the call is refused, in words. */
  readonly sentence: string;
}

/**
 * Asks every Deny of the model's policies whether it hits somebody who must get in. All that hit a call are named, not only
 * the first, because lifting one lockout must not reveal the next; a call nothing denies but nothing allows either is
 * reported too. Empty: nobody is locked out. Throws a ModelError for a name the model does not know and for an empty list.
 *
 * @example
 * const must: MustGetIn<'handler', 'document', 'tls'> = {
 *   who: 'handler',
 *   may: ['s3:PutObject', 's3:DeleteObject'],
 *   on: ['document'],
 *   by: 'tls',
 *   or: 'documents are lost',
 * };
 * const [lockout]: readonly Lockout[] = lockouts(model, scope, [must]);
 * lockout?.action; // => s3:DeleteObject
 */
export function lockouts<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  { paths }: Pick<AccessScope<On, By>, 'paths'>,
  mustGetIn: readonly MustGetIn<Who, On, By>[],
): readonly Lockout[] {
  if (mustGetIn.length === 0)
    throw new ModelError('Nobody must get in, so nothing is checked. Name the deployer and the services that deliver.');
  return mustGetIn.flatMap(({ who, may, on: resources, by, or }) =>
    resources.flatMap((on) => {
      const { endpoint, policies, request } = asking(model, who, on, named('path', paths, by));
      return may.flatMap((action) => {
        if (!leadsTo(endpoint, action))
          throw new ModelError(
            `${action} does not come by "${by}", an endpoint for ${endpoint?.service}. Name another path.`,
          );
        const [ready, set] = [request(action), policies(action)];
        if (decide(ready, set).verdict === 'Allowed') return [];
        const { sentence } = explain(ready, set);
        return { who, action, on, by, or, sentence, deniedBy: deniesHitting(ready, set) };
      });
    }),
  );
}

function deniesHitting(request: AccessRequest, policies: PolicySet): readonly StatementRef[] {
  const facts = factsOf(request);
  return applicable(policies).flatMap(({ policy, rules }) =>
    policy.denies
      .filter((statement) => appliesTo(statement, facts, rules) !== 'none')
      .map((statement) => ({ policy: policy.name, kind: policy.kind, statement: statement.name })),
  );
}
