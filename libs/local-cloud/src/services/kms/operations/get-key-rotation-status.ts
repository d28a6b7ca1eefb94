import { json } from '../../../kernel/wire.ts';
import { nextRotation } from '../rotation.ts';
import { keyOperation, nothing } from './key-operation.ts';

/** A key that is pending deletion rotates no more. Source: AWS KMS API Reference, GetKeyRotationStatus. */
export const getKeyRotationStatus = keyOperation({
  name: 'GetKeyRotationStatus',
  parse: nothing,
  run(_input, { id, stored }) {
    const { deletion, rotating } = stored;
    if (rotating === undefined || deletion !== undefined) return json({ KeyId: id, KeyRotationEnabled: false });
    return json({
      KeyId: id,
      KeyRotationEnabled: true,
      NextRotationDate: (nextRotation(stored) ?? 0) / 1000,
      RotationPeriodInDays: rotating.periodInDays,
    });
  },
});
