import type { DeclaredOnly } from '../../../kernel/service.ts';

export const declaredOnly: readonly DeclaredOnly[] = [
  'AddPermission',
  'CreateTopic',
  'DeleteTopic',
  'PutDataProtectionPolicy',
  'RemovePermission',
  'SetSubscriptionAttributes',
  'SetTopicAttributes',
  'Subscribe',
  'TagResource',
  'Unsubscribe',
  'UntagResource',
].map((name) => ({ name }));
