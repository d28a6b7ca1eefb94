import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change recorders, channels or rules. Source: AWS Config API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  'DeleteConfigRule',
  'DeleteConfigurationRecorder',
  'DeleteDeliveryChannel',
  'DeleteRetentionConfiguration',
  'PutConfigRule',
  'PutConfigurationRecorder',
  'PutConformancePack',
  'PutDeliveryChannel',
  'PutRetentionConfiguration',
  'TagResource',
  'UntagResource',
].map((name) => ({ name }));
