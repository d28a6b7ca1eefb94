import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change Security Hub or its standards. Source: AWS Security Hub API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'BatchDisableStandards', route: { method: 'POST', path: '/standards/deregister' } },
  { name: 'BatchEnableStandards', route: { method: 'POST', path: '/standards/register' } },
  { name: 'DisableSecurityHub', route: { method: 'DELETE', path: '/accounts' } },
  { name: 'EnableSecurityHub', route: { method: 'POST', path: '/accounts' } },
  { name: 'TagResource', route: { method: 'POST', path: '/tags/{ResourceArn}' } },
  { name: 'UntagResource', route: { method: 'DELETE', path: '/tags/{ResourceArn}' } },
  { name: 'UpdateSecurityHubConfiguration', route: { method: 'PATCH', path: '/accounts' } },
  { name: 'UpdateStandardsControl', route: { method: 'PATCH', path: '/standards/control/{StandardsControlArn+}' } },
];
