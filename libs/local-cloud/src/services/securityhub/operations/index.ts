import type { Operation } from '../../../kernel/operation.ts';
import type { SecurityHubState } from '../state.ts';
import { describeHub } from './describe-hub.ts';
import { describeStandards } from './describe-standards.ts';
import { getEnabledStandards } from './get-enabled-standards.ts';
import { getFindings } from './get-findings.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';

export const operations: readonly Operation<SecurityHubState>[] = [
  describeHub,
  describeStandards,
  getEnabledStandards,
  getFindings,
  listTagsForResource,
];
