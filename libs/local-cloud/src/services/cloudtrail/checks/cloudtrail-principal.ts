import type { ServicePrincipal } from '../../../kernel/principal.ts';

/** CloudTrail as it acts for a trail. */
export function cloudtrailFor(trailArn: string, accountId: string): ServicePrincipal {
  return { kind: 'service', name: 'cloudtrail.amazonaws.com', sourceArn: trailArn, sourceAccount: accountId };
}
