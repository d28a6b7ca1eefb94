import type { Service } from '../../kernel/service.ts';
import { functions } from './functions/index.ts';
import { declaredOnly } from './operations/declared-only.ts';
import { operations } from './operations/index.ts';
import { resources } from './resources/index.ts';
import { KmsState } from './state.ts';

/** AWS Key Management Service. */
export const kms: Service<KmsState> = {
  name: 'kms',
  protocol: 'json-1.1',
  targetPrefix: 'TrentService',
  resources,
  functions,
  operations,
  declaredOnly,
  createState: (host) => new KmsState(host),
};

export { keyIdentity, keyProblem, type AskedAction } from './key-problem.ts';
export { grantConditionKeys } from './grant-conditions.ts';
export { createServiceGrant, endServiceGrant, type ServiceGrant } from './service-grants.ts';
export type { KmsState } from './state.ts';
export type { GeneratedDataKey, UseOfKey } from './use-of-key.ts';
