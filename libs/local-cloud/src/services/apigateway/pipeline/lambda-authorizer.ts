import { decide, type Verdict } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import type { Host } from '../../../kernel/host.ts';
import { authorizedCaller, invocationArn } from '../arn.ts';
import type { CompiledAuthorizer } from '../compiled/authorizer.ts';
import { askResourcePolicy, refuseAnonymous } from './authorise.ts';
import type { AuthorizerAnswer } from './authorizer-answer.ts';
import { authorizerAnswer, type AuthorizerOptions } from './authorizer-identity.ts';
import { accessDenied } from './gateway-error.ts';
import { mask } from './mask.ts';
import type { Transaction } from './transaction.ts';

/**
 * Lets the caller in or throws GatewayError: the resource policy may refuse beforehand; then the authorizer's policy and the resource
 * policy decide together. Returns the authorizer's answer.
 * Sources: API Gateway Developer Guide, "Use API Gateway Lambda authorizers", "How API Gateway resource policies affect authorization
 * workflow" (table A).
 */
export async function authoriseByFunction(
  transaction: Transaction,
  authorizer: CompiledAuthorizer,
  path: string,
  options: AuthorizerOptions,
): Promise<AuthorizerAnswer> {
  const { request, stage, execution } = transaction;
  const resource = invocationArn(stage.place, stage.api.id, stage.name, request.wire.method, path);
  const byResource = askResourcePolicy(transaction, { kind: 'anonymous' }, resource, options.host)?.verdict;
  if (byResource === 'ExplicitlyDenied') throw refuseAnonymous(resource, byResource);
  const { definition } = authorizer;
  execution.info(`Starting authorizer: ${definition.id} for request: ${request.requestId}`);
  const { facts, ...asked } = await authorizerAnswer(transaction, authorizer, resource, options);
  if ('failure' in asked) {
    transaction.authorizer = { ...facts, context: {}, status: asked.failure.status };
    throw asked.failure;
  }
  const { answer } = asked;
  const verdict = together(decideByAnswer(transaction, answer, resource, options.host), byResource);
  const { principalId, context } = answer;
  transaction.authorizer = { ...facts, principalId, context, status: verdict === 'Allowed' ? 200 : 403 };
  execution.info(`Using valid authorizer policy for principal: ${mask(principalId)}`);
  execution.info('Successfully completed authorizer execution');
  if (verdict === 'Allowed') return answer;
  const how = verdict === 'ExplicitlyDenied' ? ' with an explicit deny' : '';
  execution.info('The client is not authorized to perform this operation.');
  throw accessDenied(`User is not authorized to access this resource${how}`);
}

function decideByAnswer(transaction: Transaction, { policy }: AuthorizerAnswer, arn: string, host: Host): Verdict {
  const { request, stage } = transaction;
  const { region, accountId } = stage.place;
  const context = globalContext({
    principal: { kind: 'anonymous' },
    region,
    accountId,
    now: host.clock.now(),
    connection: request.connection,
    userAgent: request.wire.headers['user-agent'],
    referer: request.wire.headers['referer'],
  });
  const principal = authorizedCaller(stage.place);
  return decide(
    { principal, action: 'execute-api:Invoke', resource: { arn, accountId }, context },
    { identity: [policy] },
  ).verdict;
}

/** Table A: a Deny of either, else an Allow of either. */
function together(first: Verdict, second: Verdict | undefined): Verdict {
  if (first === 'ExplicitlyDenied' || second === 'ExplicitlyDenied') return 'ExplicitlyDenied';
  return first === 'Allowed' || second === 'Allowed' ? 'Allowed' : 'ImplicitlyDenied';
}
