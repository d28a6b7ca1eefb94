export const WEB_ACL = 'aws:wafv2/webAcl:WebAcl';
export const WEB_ACL_ASSOCIATION = 'aws:wafv2/webAclAssociation:WebAclAssociation';
export const WEB_ACL_LOGGING_CONFIGURATION = 'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration';
export const IP_SET = 'aws:wafv2/ipSet:IpSet';
export const REGEX_PATTERN_SET = 'aws:wafv2/regexPatternSet:RegexPatternSet';
export const RULE_GROUP = 'aws:wafv2/ruleGroup:RuleGroup';
