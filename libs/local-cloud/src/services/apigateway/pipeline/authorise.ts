import type { Decision, Verdict } from '@palisade/policies';
import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { denial } from '../../../gateway/denial.ts';
import { invocationArn, maskAccount } from '../arn.ts';
import type { CompiledMethod } from '../compiled/compiled-api.ts';
import { accessDenied, GatewayError, missingAuthenticationToken, type GatewayResponseType } from './gateway-error.ts';
import type { Transaction } from './transaction.ts';

/**
 * Lets the caller in or throws GatewayError. With AWS_IAM the identity and the resource policy decide together, as for any AWS
 * action; without, the resource policy alone, if the API has one.
 * Source: API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".
 */
export function authorise(transaction: Transaction, method: CompiledMethod, path: string, host: Host): void {
  const { request, stage } = transaction;
  const signed = method.definition.authorization === 'AWS_IAM';
  if (!signed && stage.api.policy === undefined) return;
  const principal: Principal = signed ? authenticate(transaction) : { kind: 'anonymous' };
  const resource = invocationArn(stage.place, stage.api.id, stage.name, request.wire.method, path);
  const decision = ask(transaction, principal, resource, host);
  if (decision.verdict === 'Allowed') return;
  if (principal.kind === 'anonymous') throw refuseAnonymous(resource, decision.verdict);
  const { message } = denial('rest-json', principal, { action: INVOKE, resource }, decision);
  throw accessDenied(maskAccount(message));
}

const INVOKE = 'execute-api:Invoke';

/** What the API's resource policy says; undefined if it has none. */
export function askResourcePolicy(
  transaction: Transaction,
  principal: Principal,
  resource: string,
  host: Host,
): Decision | undefined {
  return transaction.stage.api.policy === undefined ? undefined : ask(transaction, principal, resource, host);
}

export function refuseAnonymous(resource: string, verdict: Verdict): GatewayError {
  const how = verdict === 'ExplicitlyDenied' ? ' with an explicit deny' : '';
  return accessDenied(
    maskAccount(`User: anonymous is not authorized to perform: ${INVOKE} on resource: ${resource}${how}`),
  );
}

function ask({ request, stage }: Transaction, principal: Principal, resource: string, host: Host): Decision {
  return host.authorise({
    principal,
    region: stage.place.region,
    permission: { action: INVOKE, resource },
    connection: request.connection,
    userAgent: request.wire.headers['user-agent'],
    referer: request.wire.headers['referer'],
    requestId: request.requestId,
  });
}

function authenticate(transaction: Transaction): Principal {
  let principal: Principal;
  try {
    principal = transaction.request.authenticate(transaction.stage.place.region);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new GatewayError(responseTypes[error.code] ?? 'INVALID_SIGNATURE', 403, error.message, {
      errorType: error.code,
    });
  }
  if (principal.kind === 'anonymous') throw missingAuthenticationToken();
  if (principal.kind !== 'service') transaction.caller = principal;
  return principal;
}

const responseTypes: Readonly<Record<string, GatewayResponseType>> = {
  ExpiredTokenException: 'EXPIRED_TOKEN',
  MissingAuthenticationTokenException: 'MISSING_AUTHENTICATION_TOKEN',
  UnrecognizedClientException: 'ACCESS_DENIED',
};
