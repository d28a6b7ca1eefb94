import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change how traces are sampled, grouped and kept. Source: AWS X-Ray API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'CreateGroup', route: { method: 'POST', path: '/CreateGroup' } },
  { name: 'CreateSamplingRule', route: { method: 'POST', path: '/CreateSamplingRule' } },
  { name: 'DeleteGroup', route: { method: 'POST', path: '/DeleteGroup' } },
  { name: 'DeleteSamplingRule', route: { method: 'POST', path: '/DeleteSamplingRule' } },
  { name: 'PutEncryptionConfig', route: { method: 'POST', path: '/PutEncryptionConfig' } },
  { name: 'UpdateGroup', route: { method: 'POST', path: '/UpdateGroup' } },
  { name: 'UpdateSamplingRule', route: { method: 'POST', path: '/UpdateSamplingRule' } },
];
