import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change log groups and what is configured on them. Source: CloudWatch Logs API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'AssociateKmsKey' },
  { name: 'CreateLogGroup' },
  { name: 'DeleteAccountPolicy' },
  { name: 'DeleteDataProtectionPolicy' },
  { name: 'DeleteLogGroup' },
  { name: 'DeleteMetricFilter' },
  { name: 'DeleteResourcePolicy' },
  { name: 'DeleteRetentionPolicy' },
  { name: 'DeleteSubscriptionFilter' },
  { name: 'DisassociateKmsKey' },
  { name: 'PutAccountPolicy' },
  { name: 'PutDataProtectionPolicy' },
  { name: 'PutLogGroupDeletionProtection' },
  { name: 'PutMetricFilter' },
  { name: 'PutResourcePolicy' },
  { name: 'PutRetentionPolicy' },
  { name: 'PutSubscriptionFilter' },
  { name: 'TagLogGroup' },
  { name: 'TagResource' },
  { name: 'UntagLogGroup' },
  { name: 'UntagResource' },
];
