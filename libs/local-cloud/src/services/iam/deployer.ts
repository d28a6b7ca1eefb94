import { iamUserArn } from '@palisade/policies';
import type { Host } from '../../kernel/host.ts';
import type { IdentityPrincipal } from '../../kernel/principal.ts';
import { uniqueId } from '../../kernel/unique-id.ts';

/** The user who deploys, for what services do for a deployment with the deployer's permissions (forward access sessions). */
export function deployerPrincipal({ accountId, partition }: Pick<Host, 'accountId' | 'partition'>): IdentityPrincipal {
  const arn = iamUserArn({ partition, account: accountId, name: 'deployer' });
  return { kind: 'user', accountId, arn, principalArn: arn, userId: uniqueId('AIDA', arn), accessKeyId: '' };
}
