import { executeApiArn, type InRegion } from '../arn/index.ts';
import { coversResource } from '../build/cover.ts';
import { buildPolicy, type Policy } from '../build/policy.ts';
import { sizeBudgets } from '../build/size-budget.ts';
import { listOf } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { Statement } from '../statement.ts';
import { includesEveryone, narrowsCallers } from './callers.ts';
import { checkAll, isAbout, noConfusedDeputy, type Check } from './checks.ts';
import { excludesNetworks } from './networks.ts';

/**
 * The resource policy of one REST API, named by default after its id. Throws a PolicyError for a statement about anything
 * else, an action other than execute-api:Invoke, a policy that lets nobody in (with one, API Gateway wants an Allow), and
 * an Allow to everyone that neither its own condition nor a Deny by network narrows.
 * A new policy counts from the next deployment of the API on.
 * Source: API Gateway Developer Guide, "Control access to a REST API with API Gateway resource policies".
 *
 * @example
 * const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
 * apiPolicy(method, [invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' })]).kind; // => api
 */
export function apiPolicy(
  at: InRegion & { readonly api: string; readonly name?: string },
  statements: readonly Statement[],
): Policy {
  const name = at.name ?? at.api;
  const everything: string = executeApiArn({ ...at, stage: '*', method: '*', path: '*' });
  const prefix = everything.slice(0, everything.indexOf('*'));
  checkAll(name, statements, [
    isAbout('a method of this API', (arn) => arn.startsWith(prefix), `Name methods below ${prefix}.`),
    onlyInvoke,
    noConfusedDeputy,
    openOnlyBehindNetwork(statements),
  ]);
  if (!statements.some(({ Effect: effect }) => effect === 'Allow')) {
    throw new PolicyError(name, undefined, 'nobody may invoke the API', 'Add an Allow: without one all is denied.');
  }
  return buildPolicy(name, 'api', statements, sizeBudgets.api);
}

const onlyInvoke: Check = (name, { Sid: sid, Action: action, NotAction: notAction }) => {
  const other = listOf(action).find((one) => one !== 'execute-api:Invoke') ?? listOf(notAction)[0];
  if (other === undefined) return;
  throw new PolicyError(
    name,
    sid,
    `"${other}" is not decided by the policy of an API`,
    'Name execute-api:Invoke; who manages the API is for identity policies.',
  );
};

/** AWS's own form for private APIs: everyone is allowed, and a Deny takes it back unless the request comes through. */
function openOnlyBehindNetwork(statements: readonly Statement[]): Check {
  const closing = statements.filter(
    ({ Effect: effect, Principal: principal, Condition: condition }) =>
      effect === 'Deny' && includesEveryone(principal) && excludesNetworks(condition),
  );
  return (name, { Sid: sid, Effect: effect, Principal: principal, Condition: condition, Resource: resource }) => {
    if (effect !== 'Allow' || !includesEveryone(principal) || narrowsCallers(condition)) return;
    const closed = listOf(resource).every((arn) =>
      closing.some((deny) => listOf(deny.Resource).some((pattern) => coversResource(pattern, arn))),
    );
    if (closed) return;
    throw new PolicyError(
      name,
      sid,
      'anyone may invoke the API',
      'Name principals, ask for aws:SourceVpce or aws:SourceIp, or deny what comes another way.',
    );
  };
}
