import type { Operation } from '../../../kernel/operation.ts';
import type { Wafv2State } from '../state.ts';
import { checkCapacity } from './check-capacity.ts';
import { describeManagedRuleGroup } from './describe-managed-rule-group.ts';
import { getIpSet } from './get-ip-set.ts';
import { getLoggingConfiguration } from './get-logging-configuration.ts';
import { getRateBasedStatementManagedKeys } from './get-rate-based-statement-managed-keys.ts';
import { getRegexPatternSet } from './get-regex-pattern-set.ts';
import { getRuleGroup } from './get-rule-group.ts';
import { getSampledRequests } from './get-sampled-requests.ts';
import { getWebAcl } from './get-web-acl.ts';
import { getWebAclForResource } from './get-web-acl-for-resource.ts';
import { listAvailableManagedRuleGroups } from './list-available-managed-rule-groups.ts';
import { listIpSets } from './list-ip-sets.ts';
import { listLoggingConfigurations } from './list-logging-configurations.ts';
import { listRegexPatternSets } from './list-regex-pattern-sets.ts';
import { listResourcesForWebAcl } from './list-resources-for-web-acl.ts';
import { listRuleGroups } from './list-rule-groups.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { listWebAcls } from './list-web-acls.ts';

export const operations: readonly Operation<Wafv2State>[] = [
  checkCapacity,
  describeManagedRuleGroup,
  getIpSet,
  getLoggingConfiguration,
  getRateBasedStatementManagedKeys,
  getRegexPatternSet,
  getRuleGroup,
  getSampledRequests,
  getWebAcl,
  getWebAclForResource,
  listAvailableManagedRuleGroups,
  listIpSets,
  listLoggingConfigurations,
  listRegexPatternSets,
  listResourcesForWebAcl,
  listRuleGroups,
  listTagsForResource,
  listWebAcls,
];
