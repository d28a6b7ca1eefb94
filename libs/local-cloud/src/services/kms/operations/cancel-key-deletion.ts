import { InfrastructureIsDeclaredError } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/wire.ts';
import { KmsInvalidState } from '../errors.ts';
import { keyOperation, nothing } from './key-operation.ts';

/** The key is disabled afterwards. Source: AWS KMS API Reference, CancelKeyDeletion. */
export const cancelKeyDeletion = keyOperation({
  name: 'CancelKeyDeletion',
  parse: nothing,
  async run(_input, key, _call, state) {
    await state.change(key, ({ declared, stored: { deletion, ...stored } }) => {
      if (deletion === undefined) throw new KmsInvalidState(`${key.arn} is not pending deletion.`);
      if (declared === undefined)
        throw new InfrastructureIsDeclaredError('kms:CancelKeyDeletion of a key that its program has dropped');
      return { ...stored, switched: { enabled: false, declared: declared.enabled } };
    });
    return json({ KeyId: key.arn });
  },
});
