import type * as aws from '@pulumi/aws';
import type { Part } from './part.ts';

type Rule = aws.types.input.wafv2.WebAclRule;

/** What a rule says beside its name, priority and metric. */
type Body = Pick<Rule, 'action' | 'overrideAction' | 'statement'>;

/**
 * By priority: cheap rules first, then AWS's groups. What of the OWASP Top 10 (2021) each is against stands beside it. A firewall does
 * nothing about A02, A04, A08 and A09: those are for TLS and keys, request validation, signed logs and alarms.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export function firewallRules({ physical, settings }: Part): Rule[] {
  const { allowedCountries, paymentsPerAddress, requestsPerAddress } = settings;
  const rule = (name: string, priority: number, body: Body): Rule => ({
    name,
    priority,
    ...body,
    visibilityConfig: visible(`${physical.webAcl}-${name}`),
  });
  return [
    // A01, A05: from where nobody should call.
    ...(allowedCountries.length === 0 ? [] : [rule('countries', 0, otherCountries(allowedCountries))]),
    // A04, A05: no payment is as large, and what is larger than WAF looks into must not pass.
    rule('body-size', 1, largerThan(32 * 1024)),
    // A04, A07: one address at a time, to everything and to what costs.
    rule('rate', 2, moreOftenThan(requestsPerAddress)),
    rule('payment-rate', 3, moreOftenThan(paymentsPerAddress, 'POST')),
    // A07: addresses known for attacks; those that hide where they come from.
    rule('ip-reputation', 10, managed('AWSManagedRulesAmazonIpReputationList')),
    // Clients are servers, and servers are where hosting providers are.
    rule('anonymous-ip', 15, managed('AWSManagedRulesAnonymousIpList', ['HostingProviderIPList'])),
    // A01 (traversal, inclusion), A03 (scripting), A05, A10. Its limit of 8 KB for bodies only counts: the size rule is ours.
    rule('common', 20, managed('AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY'])),
    // A05, A06, A08: Log4Shell, deserialisation.
    rule('known-bad-inputs', 30, managed('AWSManagedRulesKnownBadInputsRuleSet')),
    // A03: SQL.
    rule('sqli', 40, managed('AWSManagedRulesSQLiRuleSet')),
    // A01, A03: inclusion of files of the operating system.
    rule('linux', 50, managed('AWSManagedRulesLinuxRuleSet')),
    // A03: commands for its shell.
    rule('unix', 60, managed('AWSManagedRulesUnixRuleSet')),
  ];
}

function otherCountries(countryCodes: readonly string[]): Body {
  return {
    action: { block: {} },
    statement: { notStatement: { statement: { geoMatchStatement: { countryCodes: [...countryCodes] } } } },
  };
}

function largerThan(bytes: number): Body {
  return {
    action: { block: {} },
    statement: {
      sizeConstraintStatement: {
        fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
        comparisonOperator: 'GT',
        size: bytes,
        textTransformations: asIs,
      },
    },
  };
}

/**
 * In any five minutes, of one address; `method`: of that method alone. By a path payments could not be told, for it may be written in
 * many ways (`/process%2Dpayment/`), and nothing else is posted.
 */
function moreOftenThan(limit: number, method?: string): Body {
  return {
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        evaluationWindowSec: 300,
        limit,
        ...(method !== undefined && {
          scopeDownStatement: {
            byteMatchStatement: {
              fieldToMatch: { method: {} },
              positionalConstraint: 'EXACTLY',
              searchString: method,
              textTransformations: asIs,
            },
          },
        }),
      },
    },
  };
}

/** A group of AWS's, of which `counted` rules do no more than count. */
function managed(name: string, counted: readonly string[] = []): Body {
  return {
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(counted.length > 0 && {
          ruleActionOverrides: counted.map((each) => ({ name: each, actionToUse: { count: {} } })),
        }),
      },
    },
  };
}

const asIs = [{ priority: 0, type: 'NONE' }];

/** Counted in CloudWatch, and not sampled: samples show what the log redacts. */
export function visible(metricName: string): aws.types.input.wafv2.WebAclVisibilityConfig {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName };
}
