import { expectArn } from '../../arn/expect.ts';
import { lambdaFunctionArn, type InRegion } from '../../arn/index.ts';
import { allow } from '../../build/statement.ts';
import { listOf } from '../../document.ts';
import type { Statement } from '../../statement.ts';
import { thisKey } from './this-key.ts';

/** Lambda functions whose environment is encrypted with a key, and who deploys them. */
export interface EnvironmentEncryption extends InRegion {
  readonly functionName: string | readonly [string, ...string[]];
  /** Roles and users that create or update the function, or read its environment back. Not the function's own role. */
  readonly principals: readonly [string, ...string[]];
}

/**
 * In a key policy: whoever deploys a function has Lambda encrypt and decrypt its environment, and can use the key in no other
 * way. The function's role is not among them: it decrypts by the grant of `grantKeyToFunction`.
 * Source: AWS Lambda Developer Guide, "Securing Lambda environment variables".
 *
 * @example
 * const at: EnvironmentEncryption = { ...here, functionName: 'f', principals: [role] };
 * encryptEnvironment(at).Action; // => ["kms:Decrypt","kms:Encrypt"]
 */
export function encryptEnvironment(at: EnvironmentEncryption): Statement {
  return allow({
    sid: 'EncryptEnvironment',
    principal: { AWS: callers(at) },
    actions: ['kms:Decrypt', 'kms:Encrypt'],
    resources: [thisKey],
    when: { StringEquals: forFunction(at) },
  });
}

/**
 * In a key policy: whoever deploys a function lets Lambda decrypt its environment when it starts, by a grant bound to that
 * function. A statement of its own: only CreateGrant carries kms:GrantIsForAWSResource.
 * Source: as for `encryptEnvironment`; AWS KMS Developer Guide, "kms:GrantIsForAWSResource".
 *
 * @example
 * grantKeyToFunction({ ...here, functionName: 'f', principals: [role] }).Action; // => kms:CreateGrant
 */
export function grantKeyToFunction(at: EnvironmentEncryption): Statement {
  return allow({
    sid: 'GrantKeyToFunction',
    principal: { AWS: callers(at) },
    actions: ['kms:CreateGrant'],
    resources: [thisKey],
    when: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: forFunction(at) },
  });
}

function forFunction(at: EnvironmentEncryption): Readonly<Record<string, string | readonly string[]>> {
  return {
    'kms:ViaService': `lambda.${at.region}.amazonaws.com`,
    'kms:EncryptionContext:aws:lambda:FunctionArn': listOf(at.functionName).map((name) =>
      lambdaFunctionArn({ ...at, name }),
    ),
  };
}

function callers({ principals }: EnvironmentEncryption): readonly string[] {
  for (const principal of principals) expectArn(principal, ['iam:role', 'iam:user'], 'a deployer of functions');
  return principals;
}
