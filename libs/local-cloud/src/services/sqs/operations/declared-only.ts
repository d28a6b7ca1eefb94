import type { DeclaredOnly } from '../../../kernel/service.ts';

export const declaredOnly: readonly DeclaredOnly[] = [
  'AddPermission',
  'CreateQueue',
  'DeleteQueue',
  'RemovePermission',
  'SetQueueAttributes',
  'TagQueue',
  'UntagQueue',
].map((name) => ({ name }));
