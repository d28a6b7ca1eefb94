import { json } from '../../../kernel/wire.ts';
import { checkNotPendingDeletion } from '../key.ts';
import { wholeNumber } from './input.ts';
import { keyOperation } from './key-operation.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Source: AWS KMS API Reference, ScheduleKeyDeletion. */
export const scheduleKeyDeletion = keyOperation({
  name: 'ScheduleKeyDeletion',
  parse: (input) => wholeNumber(input, 'PendingWindowInDays', 7, 30) ?? 30,
  context: (windowInDays) => ({ 'kms:ScheduleKeyDeletionPendingWindowInDays': windowInDays }),
  async run(windowInDays, key, { now }, state) {
    const at = now + windowInDays * DAY;
    await state.change(key, (current) => {
      checkNotPendingDeletion(current);
      return { ...current.stored, deletion: { at, windowInDays } };
    });
    return json({
      DeletionDate: at / 1000,
      KeyId: key.arn,
      KeyState: 'PendingDeletion',
      PendingWindowInDays: windowInDays,
    });
  },
});
