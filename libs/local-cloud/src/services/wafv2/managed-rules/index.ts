import { adminProtection } from './admin-protection.ts';
import { commonRuleSet } from './common-rule-set.ts';
import { amazonIpReputationList, anonymousIpList } from './ip-reputation.ts';
import { knownBadInputs } from './known-bad-inputs.ts';
import { linux } from './linux.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { sqlDatabase } from './sqli.ts';
import { unix } from './unix.ts';

/** The managed rule groups the local cloud has; others are refused by name. */
export const managedRuleGroups: readonly ManagedRuleGroup[] = [
  commonRuleSet,
  adminProtection,
  knownBadInputs,
  sqlDatabase,
  linux,
  unix,
  amazonIpReputationList,
  anonymousIpList,
];

export { MANAGED_IP_LISTS, ManagedIpListError, managedIpSetArn, readManagedIpSets } from './ip-lists.ts';
