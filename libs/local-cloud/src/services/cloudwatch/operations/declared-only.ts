import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change alarms and dashboards. Source: Amazon CloudWatch API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  'DeleteAlarms',
  'DeleteDashboards',
  'PutCompositeAlarm',
  'PutDashboard',
  'PutMetricAlarm',
  'TagResource',
  'UntagResource',
].map((name) => ({ name }));
