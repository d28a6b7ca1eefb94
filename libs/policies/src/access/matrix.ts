import { decide } from '../evaluate/decide.ts';
import type { Decision } from '../evaluate/decision.ts';
import { explain, type Explanation } from '../evaluate/explain.ts';
import { asking, leadsTo, named } from './ask.ts';
import type { AccessModel } from './model.ts';
import type { AccessQuestion, AccessScope } from './scope.ts';

/** A question with the decision of the model's policies. */
export interface AccessAnswer<
  Who extends string = string,
  On extends string = string,
  By extends string = string,
> extends AccessQuestion<Who, On, By> {
  readonly decision: Decision;
}

/**
 * Every principal × action × resource × path of the scope with its decision: allowed or denied, by which statement. A path
 * through an endpoint is asked about for actions of the endpoint's service only. One answer at a time: a matrix is long.
 *
 * @example
 * const answers: readonly AccessAnswer[] = [...accessMatrix(model, scope)];
 * answers.filter(({ decision }) => decision.verdict === 'Allowed').map(({ who, action }) => `${who} ${action}`); // => ["handler s3:PutObject"]
 */
export function* accessMatrix<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  scope: AccessScope<On, By>,
): Generator<AccessAnswer<Who, On, By>> {
  const allPaths = Object.keys(scope.paths) as By[];
  for (const on of Object.keys(model.resources) as On[]) {
    for (const who of Object.keys(model.principals) as Who[]) {
      for (const by of scope.by?.(on) ?? allPaths) {
        const { endpoint, policies, request } = asking(model, who, on, named('path', scope.paths, by));
        for (const action of scope.actions(on, by)) {
          if (leadsTo(endpoint, action))
            yield { who, action, on, by, decision: decide(request(action), policies(action)) };
        }
      }
    }
  }
}

/**
 * The reasoning behind one answer. Throws a ModelError for a name the model or the scope does not know.
 *
 * @example
 * const question: AccessQuestion<'handler', 'document', 'tls'> = { who: 'handler', action: 's3:PutObject', on: 'document', by: 'tls' };
 * explainAccess(model, scope, question).decision.verdict; // => Allowed
 */
export function explainAccess<Who extends string, On extends string, By extends string>(
  model: AccessModel<Who, On>,
  scope: Pick<AccessScope<On, By>, 'paths'>,
  { who, action, on, by }: AccessQuestion<Who, On, By>,
): Explanation {
  const { policies, request } = asking(model, who, on, named('path', scope.paths, by));
  return explain(request(action), policies(action));
}
