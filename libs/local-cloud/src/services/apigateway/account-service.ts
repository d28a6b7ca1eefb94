import type { ServicePrincipal } from '../../kernel/principal.ts';
import { managementArn } from './arn.ts';

/** API Gateway on behalf of a region's account settings: who assumes their CloudWatch role. */
export function accountService(place: {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}): ServicePrincipal {
  return {
    kind: 'service',
    name: 'apigateway.amazonaws.com',
    sourceArn: managementArn(place.partition, place.region, '/account'),
    sourceAccount: place.accountId,
  };
}
