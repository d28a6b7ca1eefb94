import type { Domain } from '../domains/domain.ts';
import { NotFound } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';

/** The domain name of `{domain}` in the path. Throws NotFoundException. */
export function knownDomain(
  { domains }: ApiGatewayState,
  region: string,
  params: Readonly<Record<string, string>>,
): Domain {
  const domain = domains.named(params['domain'] ?? '');
  if (domain?.region !== region) throw new NotFound('Invalid domain name identifier specified');
  return domain;
}
