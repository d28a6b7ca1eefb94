import type { ServicePrincipal } from '../../../kernel/principal.ts';

export const CONFIG = 'config.amazonaws.com';

/** Config as it acts for a recorder. */
export function configFor(recorderArn: string, accountId: string): ServicePrincipal {
  return { kind: 'service', name: CONFIG, sourceArn: recorderArn, sourceAccount: accountId };
}
