import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { DryRunOperation, InvalidGrantToken, Validation } from '../errors.ts';
import { constraintKeys } from '../grant-conditions.ts';
import { GRANT_ID } from '../grant.ts';
import { readGrantToken } from '../grant-token.ts';
import type { KmsState } from '../state.ts';
import { checkGrantId, endGrant } from './grant-json.ts';
import { flag, text } from './input.ts';
import { onKey } from './permission.ts';

interface RetireGrant {
  readonly keyId: string;
  readonly grantId: string;
  readonly dryRun: boolean;
}

/**
 * For the retiring principal of a grant, its grantee if the grant says so, and whoever the key policy lets.
 * Source: AWS KMS API Reference, RetireGrant.
 */
export const retireGrant = operation<KmsState, RetireGrant>({
  name: 'RetireGrant',
  parse({ input }) {
    const dryRun = flag(input, 'DryRun');
    const token = text(input, 'GrantToken');
    const [keyId, grantId] = [text(input, 'KeyId'), text(input, 'GrantId')];
    if (token !== undefined) {
      const named = readGrantToken(token);
      if (named === undefined) throw new InvalidGrantToken();
      return { ...named, dryRun };
    }
    if (keyId === undefined || grantId === undefined)
      throw new Validation('Specify either a grant token, or a key ARN and a grant ID.');
    return { keyId, grantId: checkGrantId(grantId), dryRun };
  },
  permissions({ grantId, keyId }, state, region) {
    const key = state.findKey(region, keyId);
    const constraints = key.stored.grants.find(({ id }) => id === grantId)?.constraints;
    const context = { ...constraintKeys(constraints), [GRANT_ID]: grantId };
    return [onKey('RetireGrant', state, { key }, context)];
  },
  async run({ dryRun, grantId, keyId }, { region }, state) {
    if (dryRun) throw new DryRunOperation();
    await endGrant(state, state.findKey(region, keyId), grantId);
    return json({});
  },
});
