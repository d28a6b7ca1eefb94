import type { DeclaredOnly } from '../../../kernel/service.ts';

export const declaredOnly: readonly DeclaredOnly[] = [
  'CreateTable',
  'DeleteResourcePolicy',
  'DeleteTable',
  'PutResourcePolicy',
  'TagResource',
  'UntagResource',
  'UpdateContinuousBackups',
  'UpdateTable',
  'UpdateTimeToLive',
].map((name) => ({ name }));
