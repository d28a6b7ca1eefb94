import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { BaselineNames } from './baseline-names.ts';
import { singleton, type Owned } from './singleton.ts';

/**
 * Security Hub with these standards and no others: the ones it would bring by itself are named here, so that a new default of AWS's changes
 * nothing. Findings are by control, not by standard.
 */
export function createSecurityHub(
  { standards }: BaselineNames,
  account: string,
  owned: Owned,
  /** Most controls ask AWS Config: without its recorder on they find nothing. */
  recorder: readonly pulumi.Resource[],
): void {
  const hub = new aws.securityhub.Account(
    'security-hub',
    { enableDefaultStandards: false, controlFindingGenerator: 'SECURITY_CONTROL', autoEnableControls: true },
    {
      ...singleton(owned, account, ...recorder),
      // AWS does not tell how it was once switched on, and for the provider a hub of another beginning is another hub: it would switch
      // this one off, findings and all.
      ...(owned.ownership === 'adopt' && { ignoreChanges: ['enableDefaultStandards'] }),
    },
  );
  for (const { arn, logical, subscriptionArn } of standards) {
    new aws.securityhub.StandardsSubscription(logical, { standardsArn: arn }, singleton(owned, subscriptionArn, hub));
  }
}
