import {
  BAD_BOTS,
  EC2_METADATA,
  LOCAL_FILES,
  REMOTE_FILES,
  RESTRICTED_EXTENSIONS,
} from './common-rule-set-patterns.ts';
import { BODY, COOKIES, QUERY_ARGUMENTS, QUERY_STRING, RAW_BODY, URI_PATH, header } from './fields.ts';
import type { ManagedRuleGroup } from './managed-rule-group.ts';
import { largerThan, matches, rulesOf, xss } from './statements.ts';

const rule = rulesOf('core-rule-set');

/**
 * Core rule set.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html#aws-managed-rule-groups-baseline-crs
 */
export const commonRuleSet: ManagedRuleGroup = {
  vendor: 'AWS',
  name: 'AWSManagedRulesCommonRuleSet',
  capacity: 700,
  rules: [
    rule('NoUserAgent_HEADER', 'NoUserAgent_Header', {
      NotStatement: { Statement: largerThan(header('user-agent'), 0) },
    }),
    rule('UserAgent_BadBots_HEADER', 'BadBots_Header', matches(header('user-agent'), BAD_BOTS)),
    rule('SizeRestrictions_QUERYSTRING', 'SizeRestrictions_QueryString', largerThan(QUERY_STRING, 2_048)),
    rule('SizeRestrictions_Cookie_HEADER', 'SizeRestrictions_Cookie_Header', largerThan(header('cookie'), 10_240)),
    rule('SizeRestrictions_BODY', 'SizeRestrictions_Body', largerThan(RAW_BODY, 8_192)),
    rule('SizeRestrictions_URIPATH', 'SizeRestrictions_URIPath', largerThan(URI_PATH, 1_024)),
    rule('EC2MetaDataSSRF_BODY', 'EC2MetaDataSSRF_Body', matches(BODY, EC2_METADATA)),
    rule('EC2MetaDataSSRF_COOKIE', 'EC2MetaDataSSRF_Cookie', matches(COOKIES, EC2_METADATA)),
    rule('EC2MetaDataSSRF_URIPATH', 'EC2MetaDataSSRF_URIPath', matches(URI_PATH, EC2_METADATA)),
    rule('EC2MetaDataSSRF_QUERYARGUMENTS', 'EC2MetaDataSSRF_QueryArguments', matches(QUERY_ARGUMENTS, EC2_METADATA)),
    rule('GenericLFI_QUERYARGUMENTS', 'GenericLFI_QueryArguments', matches(QUERY_ARGUMENTS, LOCAL_FILES)),
    rule('GenericLFI_URIPATH', 'GenericLFI_URIPath', matches(URI_PATH, LOCAL_FILES)),
    rule('GenericLFI_BODY', 'GenericLFI_Body', matches(BODY, LOCAL_FILES)),
    rule('RestrictedExtensions_URIPATH', 'RestrictedExtensions_URIPath', matches(URI_PATH, RESTRICTED_EXTENSIONS)),
    rule(
      'RestrictedExtensions_QUERYARGUMENTS',
      'RestrictedExtensions_QueryArguments',
      matches(QUERY_ARGUMENTS, RESTRICTED_EXTENSIONS),
    ),
    rule('GenericRFI_QUERYARGUMENTS', 'GenericRFI_QueryArguments', matches(QUERY_ARGUMENTS, REMOTE_FILES)),
    rule('GenericRFI_BODY', 'GenericRFI_Body', matches(BODY, REMOTE_FILES)),
    rule('GenericRFI_URIPATH', 'GenericRFI_URIPath', matches(URI_PATH, REMOTE_FILES)),
    rule('CrossSiteScripting_COOKIE', 'CrossSiteScripting_Cookie', xss(COOKIES)),
    rule('CrossSiteScripting_QUERYARGUMENTS', 'CrossSiteScripting_QueryArguments', xss(QUERY_ARGUMENTS)),
    rule('CrossSiteScripting_BODY', 'CrossSiteScripting_Body', xss(BODY)),
    rule('CrossSiteScripting_URIPATH', 'CrossSiteScripting_URIPath', xss(URI_PATH)),
  ],
};
