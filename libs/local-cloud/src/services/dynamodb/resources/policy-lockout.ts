import type { ModelContext } from '@palisade/local-engine';
import { compilePolicy, decide, type CompiledPolicy } from '@palisade/policies';
import { administratorAccess } from '../../iam/aws-managed/administrator-access.ts';
import { deployerPrincipal } from '../../iam/deployer.ts';

const administrator = compilePolicy(administratorAccess.document, { name: administratorAccess.name, kind: 'identity' });

export type PolicyChange = 'PutResourcePolicy' | 'DeleteResourcePolicy';

/**
 * Whether the deployer may still change (or remove) the policy of a table or stream once that policy is in force. It comes from
 * outside of every VPC, as deployments do.
 */
export function keepsControl(
  policy: CompiledPolicy,
  change: PolicyChange,
  resourceArn: string,
  { partition, accountId, region }: Pick<ModelContext, 'partition' | 'accountId' | 'region'>,
): boolean {
  const { arn: principal } = deployerPrincipal({ accountId, partition });
  const { verdict } = decide(
    {
      principal,
      action: `dynamodb:${change}`,
      resource: { arn: resourceArn, accountId },
      context: {
        'aws:PrincipalArn': principal,
        'aws:PrincipalAccount': accountId,
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': 'User',
        'aws:RequestedRegion': region,
        'aws:ResourceAccount': accountId,
        'aws:SecureTransport': 'true',
      },
    },
    { identity: [administrator], resource: policy },
  );
  return verdict === 'Allowed';
}
