import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change keys and what is configured on them. Source: AWS KMS API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'CreateAlias' },
  { name: 'CreateKey' },
  { name: 'DeleteAlias' },
  { name: 'DisableKeyRotation' },
  { name: 'EnableKeyRotation' },
  { name: 'PutKeyPolicy' },
  { name: 'TagResource' },
  { name: 'UntagResource' },
  { name: 'UpdateAlias' },
  { name: 'UpdateKeyDescription' },
];
