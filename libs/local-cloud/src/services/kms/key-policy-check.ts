import { compilePolicy, decide, iamUserArn, kmsKeyArn, type CompiledPolicy } from '@palisade/policies';
import type { ModelContext } from '@palisade/local-engine';
import type { Host } from '../../kernel/host.ts';
import { checkDocument } from '../../kernel/policy-document.ts';
import type { CloudView } from '../../kernel/service.ts';
import { administratorAccess } from '../iam/aws-managed/administrator-access.ts';
import { deployerPrincipal } from '../iam/deployer.ts';
import { readDirectory } from '../iam/directory.ts';
import { missingPrincipals } from '../iam/trust-principals.ts';
import { declaredKeys, type DeclaredKey } from './declared-keys.ts';

/** Source: AWS KMS Developer Guide, "Resource quotas". */
const KEY_POLICY_BYTES = 32_768;

const administrator = compilePolicy(administratorAccess.document, { name: administratorAccess.name, kind: 'identity' });

type Place = Pick<ModelContext, 'partition' | 'accountId' | 'region'>;

/** Messages for a key policy AWS would refuse; none if it is fine. `text` is the JSON document. */
export function checkKeyPolicy(text: string, place: Place, bypassLockoutCheck: boolean): readonly string[] {
  const { compiled, problems } = checkDocument(text, { name: 'key policy', kind: 'key' });
  if (compiled === undefined) return problems.map(({ message }) => `MalformedPolicyDocumentException: ${message}`);
  const size = Buffer.byteLength(text);
  if (size > KEY_POLICY_BYTES) {
    return [`LimitExceededException: A key policy takes ${KEY_POLICY_BYTES} bytes, this one has ${size}.`];
  }
  if (bypassLockoutCheck || keepsControl(compiled, place)) return [];
  return [
    'MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.',
  ];
}

/**
 * The lockout safety check: whoever sets the policy may set the next one too.
 * Source: AWS KMS API Reference, PutKeyPolicy (BypassPolicyLockoutSafetyCheck).
 */
function keepsControl(policy: CompiledPolicy, { partition, accountId, region }: Place): boolean {
  const principal = iamUserArn({ partition, account: accountId, name: 'deployer' });
  const arn = kmsKeyArn({ partition, account: accountId, region, id: '00000000-0000-0000-0000-000000000000' });
  const { verdict } = decide(
    {
      principal,
      action: 'kms:PutKeyPolicy',
      resource: { arn, accountId },
      context: {
        'aws:PrincipalArn': principal,
        'aws:PrincipalAccount': accountId,
        'aws:PrincipalType': 'User',
        'aws:RequestedRegion': region,
        'aws:SecureTransport': 'true',
        'kms:BypassPolicyLockoutSafetyCheck': 'false',
        'kms:CallerAccount': accountId,
      },
    },
    { identity: [administrator], resource: policy },
  );
  return verdict === 'Allowed';
}

/**
 * Keys whose new policy names somebody who does not exist, which AWS refuses when a policy is set. `isSet`: whether this deployment
 * sets the policy of a key; whom others name may have gone since. Source: AWS KMS API Reference, PutKeyPolicy.
 */
export function strangerProblems(
  view: CloudView,
  { accountId, partition }: Pick<Host, 'accountId' | 'partition'>,
  isSet: (key: DeclaredKey) => boolean,
): readonly { readonly urn: string; readonly message: string }[] {
  const keys = [...declaredKeys(view).keys.values()].filter(isSet);
  if (keys.length === 0) return [];
  const directory = readDirectory(view);
  const known = { accountId, userArns: new Set([deployerPrincipal({ accountId, partition }).arn]) };
  return keys.flatMap(({ compiled, urn }) => {
    const names = missingPrincipals(compiled.document, directory, known).map(({ name }) => name);
    if (names.length === 0) return [];
    const sentence = 'Policy contains a statement with one or more invalid principals.';
    return [{ urn, message: `MalformedPolicyDocumentException: ${sentence} (${[...new Set(names)].join(', ')})` }];
  });
}
