import type { EventTable } from '../event-table.ts';
import { pick } from '../pick.ts';

/** Source: AWS WAF Developer Guide, "Logging AWS WAF API calls with AWS CloudTrail": everything is a management event. */
export const wafv2: EventTable = {
  source: 'wafv2.amazonaws.com',
  management: {
    read: [
      'CheckCapacity',
      'DescribeManagedRuleGroup',
      'GetIPSet',
      'GetLoggingConfiguration',
      'GetRateBasedStatementManagedKeys',
      'GetRegexPatternSet',
      'GetRuleGroup',
      'GetSampledRequests',
      'GetWebACL',
      'GetWebACLForResource',
      'ListAvailableManagedRuleGroups',
      'ListIPSets',
      'ListLoggingConfigurations',
      'ListRegexPatternSets',
      'ListResourcesForWebACL',
      'ListRuleGroups',
      'ListTagsForResource',
      'ListWebACLs',
    ],
    write: [],
  },
  parameters: ({ exchange: { wire } }) =>
    pick(wire.input, [
      'Name',
      'Id',
      'Scope',
      'ARN',
      'ResourceArn',
      'ResourceARN',
      'WebACLArn',
      'VendorName',
      'WebAclArn',
    ]),
};
