import { deny } from '../../build/statement.ts';
import type { Statement } from '../../statement.ts';
import { withoutMfa, type MfaExemption } from '../without-mfa.ts';

/**
 * In a key policy: what destroys a key, stops its rotation or gives it to others is denied without a second factor, whoever asks, but
 * for `except`. Without the key everything it encrypts is gone; `kms:CancelKeyDeletion` stays open to whoever manages the key.
 *
 * @example
 * const at: MfaExemption = { except: [role] };
 * denyKeyDestructionWithoutMfa(at).Resource; // => *
 */
export function denyKeyDestructionWithoutMfa(at: MfaExemption): Statement {
  return deny({
    sid: 'DenyDestructionWithoutMfa',
    principal: '*',
    actions: ['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
    resources: ['*'],
    when: withoutMfa(at.except),
  });
}
