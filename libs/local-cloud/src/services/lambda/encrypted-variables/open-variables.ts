import { AwsError } from '../../../kernel/errors.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { kms } from '../../kms/index.ts';
import { KmsFailure } from '../errors.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';
import { functionSession } from '../function-session.ts';
import { useOfKey, type EncryptedFunction } from './key-use.ts';

type Variables = Readonly<Record<string, string>>;

/** The variables of a function, for an environment that starts: opened with the execution role. Throws KmsFailure. */
export function openVariables(host: Host, found: FunctionConfiguration): Variables {
  if (found.sealedVariables === undefined) return found.environment;
  const session = functionSession(host, found);
  try {
    if (session === undefined) throw new AwsError('AccessDeniedException', `The role ${found.role} does not exist.`);
    return opened(host, found, session);
  } catch (error) {
    throw error instanceof AwsError ? new KmsFailure(error) : error;
  }
}

/** The variables of a function as its configuration shows them to a caller: those who may not decrypt them see why. */
export function shownVariables(
  host: Host,
  found: FunctionConfiguration,
  caller: Principal,
): { readonly variables: Variables } | { readonly error: AwsError } {
  try {
    return { variables: found.sealedVariables === undefined ? found.environment : opened(host, found, caller) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error };
  }
}

function opened(host: Host, found: FunctionConfiguration, principal: Principal): Variables {
  const { sealedVariables = Buffer.alloc(0) } = found;
  const plaintext = host.state(kms).decrypt(useOfKey(found as EncryptedFunction, principal), sealedVariables);
  return JSON.parse(plaintext.toString('utf8')) as Variables;
}
