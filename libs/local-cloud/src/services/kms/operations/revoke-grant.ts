import { json } from '../../../kernel/wire.ts';
import { DryRunOperation } from '../errors.ts';
import { checkGrantId, endGrant } from './grant-json.ts';
import { flag, requiredText } from './input.ts';
import { keyOperation } from './key-operation.ts';

/** Source: AWS KMS API Reference, RevokeGrant. */
export const revokeGrant = keyOperation({
  name: 'RevokeGrant',
  parse: (input) => ({ dryRun: flag(input, 'DryRun'), grantId: checkGrantId(requiredText(input, 'GrantId')) }),
  context: () => ({ 'kms:GrantIsForAWSResource': 'false' }),
  async run({ dryRun, grantId }, key, _call, state) {
    if (dryRun) throw new DryRunOperation();
    await endGrant(state, key, grantId);
    return json({});
  },
});
