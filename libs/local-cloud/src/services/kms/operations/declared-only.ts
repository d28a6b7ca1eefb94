import type { DeclaredOnly } from '../../../kernel/service.ts';
import type { KmsState } from '../state.ts';
import { onKey } from './permission.ts';

/** What would change keys and what is configured on them. Source: AWS KMS API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly<KmsState>[] = [
  { name: 'CreateAlias' },
  { name: 'CreateKey' },
  { name: 'DeleteAlias' },
  changeOfKey('DisableKeyRotation'),
  changeOfKey('EnableKeyRotation'),
  changeOfKey('PutKeyPolicy'),
  changeOfKey('TagResource'),
  changeOfKey('UntagResource'),
  { name: 'UpdateAlias' },
  changeOfKey('UpdateKeyDescription'),
];

/** Takes the action of its name on the key, named by its id or ARN. */
function changeOfKey(name: string): DeclaredOnly<KmsState> {
  return {
    name,
    permissions({ input }, state, region) {
      const { KeyId } = input;
      return typeof KeyId === 'string' ? [onKey(name, state, { key: state.findKey(region, KeyId) })] : [];
    },
  };
}
