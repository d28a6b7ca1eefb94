import { describe, expect, test } from '@jest/globals';
import { compileRegex } from '../regex/regex.ts';
import type { Statement } from '../statements/statement.ts';
import { walk } from '../statements/walk.ts';
import { managedRuleGroups } from './index.ts';

/** Rules and labels as AWS lists them in "AWS Managed Rules rule groups list", and units. */
const DOCUMENTED: Readonly<
  Record<string, { readonly capacity: number; readonly namespace: string; readonly rules: string }>
> = {
  AWSManagedRulesCommonRuleSet: {
    capacity: 700,
    namespace: 'core-rule-set',
    rules: `NoUserAgent_HEADER=NoUserAgent_Header UserAgent_BadBots_HEADER=BadBots_Header
      SizeRestrictions_QUERYSTRING=SizeRestrictions_QueryString SizeRestrictions_Cookie_HEADER=SizeRestrictions_Cookie_Header
      SizeRestrictions_BODY=SizeRestrictions_Body SizeRestrictions_URIPATH=SizeRestrictions_URIPath
      EC2MetaDataSSRF_BODY=EC2MetaDataSSRF_Body EC2MetaDataSSRF_COOKIE=EC2MetaDataSSRF_Cookie
      EC2MetaDataSSRF_URIPATH=EC2MetaDataSSRF_URIPath EC2MetaDataSSRF_QUERYARGUMENTS=EC2MetaDataSSRF_QueryArguments
      GenericLFI_QUERYARGUMENTS=GenericLFI_QueryArguments GenericLFI_URIPATH=GenericLFI_URIPath GenericLFI_BODY=GenericLFI_Body
      RestrictedExtensions_URIPATH=RestrictedExtensions_URIPath
      RestrictedExtensions_QUERYARGUMENTS=RestrictedExtensions_QueryArguments
      GenericRFI_QUERYARGUMENTS=GenericRFI_QueryArguments GenericRFI_BODY=GenericRFI_Body GenericRFI_URIPATH=GenericRFI_URIPath
      CrossSiteScripting_COOKIE=CrossSiteScripting_Cookie CrossSiteScripting_QUERYARGUMENTS=CrossSiteScripting_QueryArguments
      CrossSiteScripting_BODY=CrossSiteScripting_Body CrossSiteScripting_URIPATH=CrossSiteScripting_URIPath`,
  },
  AWSManagedRulesAdminProtectionRuleSet: {
    capacity: 100,
    namespace: 'admin-protection',
    rules: 'AdminProtection_URIPATH=AdminProtection_URIPath',
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    capacity: 200,
    namespace: 'known-bad-inputs',
    rules: `JavaDeserializationRCE_HEADER=JavaDeserializationRCE_Header JavaDeserializationRCE_BODY=JavaDeserializationRCE_Body
      JavaDeserializationRCE_URIPATH=JavaDeserializationRCE_URIPath
      JavaDeserializationRCE_QUERYSTRING=JavaDeserializationRCE_QueryString Host_localhost_HEADER=Host_Localhost_Header
      PROPFIND_METHOD=Propfind_Method ExploitablePaths_URIPATH=ExploitablePaths_URIPath Log4JRCE_HEADER=Log4JRCE_Header
      Log4JRCE_QUERYSTRING=Log4JRCE_QueryString Log4JRCE_BODY=Log4JRCE_Body Log4JRCE_URIPATH=Log4JRCE_URIPath
      ReactJSRCE_BODY=ReactJSRCE_Body`,
  },
  AWSManagedRulesSQLiRuleSet: {
    capacity: 200,
    namespace: 'sql-database',
    rules: `SQLi_QUERYARGUMENTS=SQLi_QueryArguments SQLiExtendedPatterns_QUERYARGUMENTS=SQLiExtendedPatterns_QueryArguments
      SQLi_BODY=SQLi_Body SQLiExtendedPatterns_BODY=SQLiExtendedPatterns_Body
      SQLiExtendedPatterns_HEADER=SQLiExtendedPatterns_Header SQLiExtendedPatterns_URIPATH=SQLiExtendedPatterns_UriPath
      SQLi_COOKIE=SQLi_Cookie SQLi_URIPATH=SQLi_URIPath`,
  },
  AWSManagedRulesLinuxRuleSet: {
    capacity: 200,
    namespace: 'linux-os',
    rules: 'LFI_URIPATH=LFI_URIPath LFI_QUERYSTRING=LFI_QueryString LFI_HEADER=LFI_Header',
  },
  AWSManagedRulesUnixRuleSet: {
    capacity: 100,
    namespace: 'posix-os',
    rules: `UNIXShellCommandsVariables_QUERYSTRING=UNIXShellCommandsVariables_QueryString
      UNIXShellCommandsVariables_BODY=UNIXShellCommandsVariables_Body
      UNIXShellCommandsVariables_HEADER=UNIXShellCommandsVariables_Header`,
  },
  AWSManagedRulesAmazonIpReputationList: {
    capacity: 25,
    namespace: 'amazon-ip-list',
    rules: `AWSManagedIPReputationList=AWSManagedIPReputationList AWSManagedReconnaissanceList=AWSManagedReconnaissanceList
      AWSManagedIPDDoSList=AWSManagedIPDDoSList`,
  },
  AWSManagedRulesAnonymousIpList: {
    capacity: 50,
    namespace: 'anonymous-ip-list',
    rules: 'AnonymousIPList=AnonymousIPList HostingProviderIPList=HostingProviderIPList',
  },
};

const expressions = (statement: Statement): string[] =>
  [...walk(statement)].flatMap(({ RegexMatchStatement }) =>
    RegexMatchStatement ? [RegexMatchStatement.RegexString] : [],
  );

test('the groups are those that are documented, each once', () => {
  expect(managedRuleGroups.map(({ name }) => name)).toEqual(Object.keys(DOCUMENTED));
});

describe.each(managedRuleGroups)('$name', ({ capacity, name, rules }) => {
  const documented = DOCUMENTED[name];

  test('has the documented units, rules and labels', () => {
    expect(capacity).toBe(documented?.capacity);
    const labelled = rules.map(({ Name, RuleLabels }) => [Name, RuleLabels?.map((label) => label.Name)]);
    expect(labelled).toEqual(
      (documented?.rules ?? '').split(/\s+/).map((entry) => {
        const [rule, label] = entry.split('=');
        return [rule, [`awswaf:managed:aws:${documented?.namespace}:${label}`]];
      }),
    );
  });

  test('blocks, but for the list that AWS only counts', () => {
    const counting = rules.filter(({ Action }) => Action.Block === undefined).map(({ Name }) => Name);
    expect(counting).toEqual(name === 'AWSManagedRulesAmazonIpReputationList' ? ['AWSManagedIPDDoSList'] : []);
  });

  test('has only expressions that AWS WAF would take', () => {
    for (const expression of rules.flatMap(({ Statement }) => expressions(Statement))) {
      expect(expression.length).toBeLessThanOrEqual(512);
      expect(() => compileRegex(expression)).not.toThrow();
    }
  });
});
