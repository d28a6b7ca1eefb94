import { EventProblem, type EventScope, type Outcome } from '@palisade/lambda-kit';
import { apiKeyHash, isApiKey, type ApiPermission } from '@palisade/shared-types';
import type { APIGatewayRequestAuthorizerEvent, PolicyDocument } from 'aws-lambda';
import { accessPolicy, mayCall } from './access-policy.ts';
import { keyFault } from './key-verdict.ts';
import type { Permissions } from './permissions.ts';

export interface Ports {
  permissions: Permissions;
  now(): Date;
}

/** What API Gateway is told of a caller. */
export interface Authorization {
  principalId: string;
  policyDocument: PolicyDocument;
  /** Scalars only: the handler finds them in `requestContext.authorizer`. */
  context: { level: string; clientId: string };
  /** Under `apiKeySource: AUTHORIZER`, the key whose usage plan meters the request. */
  usageIdentifierKey: string;
}

type Attempt = Record<'source_ip' | 'http_method' | 'resource', string>;

/**
 * A REQUEST authorizer on `x-api-key`. A key that is known and good gets the policy of its level, by which API Gateway
 * answers 403 to what the level may not call; no key, or one that is not (or no longer) good, is 401. When the table fails
 * the request fails with 500: nobody is let in because something is broken.
 */
export function authorize({ permissions, now }: Ports) {
  return async (event: APIGatewayRequestAuthorizerEvent, scope: EventScope): Promise<Outcome<Authorization>> => {
    const attempt = attemptOf(event);
    const key = header(event, 'x-api-key');
    if (!key) throw unauthorized('missing-key', attempt);
    if (!isApiKey(key)) throw unauthorized('malformed-key', attempt);

    const keyHash = apiKeyHash(key);
    const known = { ...attempt, key_hash: keyHash.slice(0, 8) };
    const permission = await find(permissions, keyHash, scope, known);
    const who = { ...known, ...(permission && { client_id: permission.clientId, key_level: permission.level }) };
    const fault = keyFault(permission, now());
    if (fault !== undefined || !permission) throw unauthorized(fault ?? 'unknown-key', who);

    const { clientId, level } = permission;
    const outcome = mayCall(level, attempt.http_method, attempt.resource) ? 'allowed' : 'denied';
    const result: Authorization = {
      principalId: clientId,
      policyDocument: accessPolicy(level, event.methodArn),
      context: { level, clientId },
      usageIdentifierKey: key,
    };
    return { result, log: { outcome, ...who } };
  };
}

async function find(
  permissions: Permissions,
  keyHash: string,
  scope: EventScope,
  log: Attempt & { key_hash: string },
): Promise<ApiPermission | undefined> {
  try {
    return await permissions.find(keyHash, { remainingMillis: scope.remainingMillis() });
  } catch (error) {
    if (!(error instanceof EventProblem)) throw error;
    const { code, message, cause } = error;
    throw new EventProblem(code, message, { cause, log: { outcome: 'error', ...log } });
  }
}

/** API Gateway answers 401 to this very message, and 500 to any other. */
function unauthorized(outcome: string, attempt: Attempt): EventProblem {
  return new EventProblem(outcome, 'Unauthorized', { level: 'warn', log: { outcome, ...attempt } });
}

function attemptOf({ httpMethod, resource, requestContext }: Partial<APIGatewayRequestAuthorizerEvent>): Attempt {
  const source_ip = requestContext?.identity?.sourceIp ?? '';
  return { source_ip, http_method: httpMethod ?? '', resource: resource ?? '' };
}

/** API Gateway keeps header names as the caller wrote them. */
function header({ headers }: Partial<APIGatewayRequestAuthorizerEvent>, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}
