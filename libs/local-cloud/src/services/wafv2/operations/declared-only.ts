import type { DeclaredOnly } from '../../../kernel/service.ts';

/** What would change web ACLs and what belongs to them. Source: AWS WAFV2 API Reference, "Actions". */
export const declaredOnly: readonly DeclaredOnly[] = [
  { name: 'AssociateWebACL' },
  { name: 'CreateIPSet' },
  { name: 'CreateRegexPatternSet' },
  { name: 'CreateRuleGroup' },
  { name: 'CreateWebACL' },
  { name: 'DeleteIPSet' },
  { name: 'DeleteLoggingConfiguration' },
  { name: 'DeletePermissionPolicy' },
  { name: 'DeleteRegexPatternSet' },
  { name: 'DeleteRuleGroup' },
  { name: 'DeleteWebACL' },
  { name: 'DisassociateWebACL' },
  { name: 'PutLoggingConfiguration' },
  { name: 'PutPermissionPolicy' },
  { name: 'TagResource' },
  { name: 'UntagResource' },
  { name: 'UpdateIPSet' },
  { name: 'UpdateRegexPatternSet' },
  { name: 'UpdateRuleGroup' },
  { name: 'UpdateWebACL' },
];
