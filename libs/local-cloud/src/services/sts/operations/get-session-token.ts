import { operation } from '../../../kernel/operation.ts';
import { result } from '../../../kernel/wire.ts';
import { credentialsXml } from '../credentials-xml.ts';
import { AccessDenied } from '../errors.ts';
import { readDuration } from '../input.ts';
import { proveMfa, readMfa, type Mfa } from '../mfa.ts';
import type { StsState } from '../state.ts';

/** Source: AWS STS API Reference, GetSessionToken. */
export const getSessionToken = operation<StsState, { readonly duration: number; readonly mfa: Mfa | undefined }>({
  name: 'GetSessionToken',
  parse: ({ input }) => ({
    duration: readDuration(input, { default: 43_200, least: 900, most: 129_600 }),
    mfa: readMfa(input),
  }),
  prove: ({ mfa }, caller, state) => proveMfa(mfa, caller, state),
  permissions: () => [],
  run({ duration, mfa }, { principal }, { host }) {
    if (principal.kind !== 'user' || principal.session !== undefined) {
      throw new AccessDenied('Cannot call GetSessionToken with session credentials');
    }
    return result({
      Credentials: credentialsXml(host.userCredentials({ principal, duration, mfaAuthenticated: mfa !== undefined })),
    });
  },
});
