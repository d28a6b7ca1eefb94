import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { credentialsXml } from '../credentials-xml.ts';
import { AccessDenied } from '../errors.ts';
import { readDuration } from '../input.ts';
import type { StsState } from '../state.ts';

/** Source: AWS STS API Reference, GetSessionToken. */
export const getSessionToken = operation<StsState, { readonly duration: number }>({
  name: 'GetSessionToken',
  parse({ input }) {
    if (input['SerialNumber'] !== undefined || input['TokenCode'] !== undefined)
      throw new NotSupportedError('MFA devices');
    return { duration: readDuration(input, { default: 43_200, least: 900, most: 129_600 }) };
  },
  permissions: () => [],
  run({ duration }, { principal }, { host }) {
    if (principal.kind !== 'user' || principal.session !== undefined) {
      throw new AccessDenied('Cannot call GetSessionToken with session credentials');
    }
    return result({ Credentials: credentialsXml(host.userCredentials({ principal, duration })) });
  },
});
