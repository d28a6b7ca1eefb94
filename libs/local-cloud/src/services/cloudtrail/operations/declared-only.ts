import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change trails. Source: AWS CloudTrail API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  'AddTags',
  'CreateTrail',
  'DeleteTrail',
  'PutEventSelectors',
  'PutInsightSelectors',
  'RemoveTags',
  'UpdateTrail',
].map((name) => ({ name }));
