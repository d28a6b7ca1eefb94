import type { Operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { checkNotPendingDeletion } from '../key.ts';
import type { KmsState } from '../state.ts';
import { keyOperation, nothing } from './key-operation.ts';

/** Source: AWS KMS API Reference, EnableKey and DisableKey. */
function switchKey(name: string, enabled: boolean): Operation<KmsState> {
  return keyOperation({
    name,
    parse: nothing,
    async run(_input, key, _call, state) {
      await state.change(key, (current) => {
        checkNotPendingDeletion(current);
        return { ...current.stored, switched: { enabled, declared: current.declared?.enabled ?? false } };
      });
      return json({});
    },
  });
}

export const enableKey = switchKey('EnableKey', true);
export const disableKey = switchKey('DisableKey', false);
