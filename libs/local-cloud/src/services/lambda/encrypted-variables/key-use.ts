import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { CloudView } from '../../../kernel/service.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';
import { grantConditionKeys, keyProblem, type ServiceGrant, type UseOfKey } from '../../kms/index.ts';
import type { FunctionConfiguration } from '../function-configuration.ts';

/** A function whose variables a customer managed key encrypts. Without variables Lambda has no use for the key. */
export type EncryptedFunction = FunctionConfiguration & { readonly kmsKeyArn: string };

export function isEncrypted(found: FunctionConfiguration): found is EncryptedFunction {
  return found.kmsKeyArn !== undefined && Object.keys(found.environment).length > 0;
}

/** Lambda uses the key with the permissions of `principal`, always for this one function. */
export function useOfKey({ arn, kmsKeyArn, region }: EncryptedFunction, principal: Principal): UseOfKey {
  return {
    region,
    keyId: kmsKeyArn,
    context: { 'aws:lambda:FunctionArn': arn },
    principal,
    viaService: `lambda.${region}.amazonaws.com`,
  };
}

/** What lets the execution role open the variables, and nothing else that the key encrypted. */
export function grantFor({ arn, role }: EncryptedFunction): ServiceGrant {
  return {
    name: arn,
    grantee: role,
    operations: ['Decrypt', 'RetireGrant'],
    constraints: { encryptionContextEquals: { 'aws:lambda:FunctionArn': arn } },
  };
}

/**
 * Why Lambda could not encrypt the variables of a function once `view` is in force: it does so with the deployer's permissions.
 * Source: Lambda Developer Guide, "Securing Lambda environment variables".
 */
export function variableKeyProblem(view: CloudView, host: Host, found: EncryptedFunction): string | undefined {
  const use = useOfKey(found, deployerPrincipal(host));
  const asked = [
    { action: 'kms:Encrypt', context: {} },
    { action: 'kms:CreateGrant', context: grantConditionKeys(grantFor(found), true) },
  ];
  for (const action of asked) {
    const problem = keyProblem(view, host, use, [action]);
    if (problem === undefined) continue;
    const [code = '', ...message] = problem.split(': ');
    return (
      'InvalidParameterValueException: Lambda was unable to configure access to your environment variables because the KMS key is ' +
      `invalid for ${action.action.slice('kms:'.length)}. Please check your KMS key settings. KMS Exception: ${code} ` +
      `KMS Message: ${message.join(': ')}`
    );
  }
  return undefined;
}
