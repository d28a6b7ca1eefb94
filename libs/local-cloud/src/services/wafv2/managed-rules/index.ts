import type { ManagedRuleGroup } from './managed-rule-group.ts';

/** The managed rule groups the local cloud has; others are refused by name. */
export const managedRuleGroups: readonly ManagedRuleGroup[] = [];
