import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RangeSet } from '../addresses/range-set.ts';
import type { DeclaredWebAcl } from '../declared/declared.ts';
import type { WebRequest } from '../evaluation/web-request.ts';
import { RateCounter } from '../rates/rate-counter.ts';
import type { Rule } from '../statements/rule.ts';
import type { Statement } from '../statements/statement.ts';
import { compileWebAcl } from '../web-acl/compile-web-acl.ts';
import { evaluate } from '../web-acl/evaluate.ts';
import { managedIpSetArn, managedRuleGroups } from './index.ts';

interface Sample {
  readonly name: string;
  readonly request: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string | undefined>>;
    readonly body?: unknown;
  };
}

type Attack = Sample & { readonly blockedBy: string };

interface Corpus {
  readonly attackClasses: Readonly<Record<string, readonly Attack[]>>;
  readonly lookalikes: readonly Sample[];
}

// What the end-to-end tests send over the wire is judged here first. No library depends on them, so that they are found at run time.
const corpusFile = join(import.meta.dirname, '../../../../../../apps/e2e/src/waf-corpus/index.ts');
const { attackClasses, lookalikes } = (await import(corpusFile)) as Corpus;

const VISIBILITY = { CloudWatchMetricsEnabled: false, MetricName: 'm', SampledRequestsEnabled: false };

const managed = (Priority: number, group: string, counted: readonly string[] = []): Rule => ({
  Name: group,
  Priority,
  Statement: {
    ManagedRuleGroupStatement: {
      VendorName: 'AWS',
      Name: group,
      RuleActionOverrides: counted.map((Name) => ({ Name, ActionToUse: { Count: {} } })),
    },
  },
  OverrideAction: { None: {} },
  VisibilityConfig: VISIBILITY,
});

const larger: Statement = {
  SizeConstraintStatement: {
    FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    ComparisonOperator: 'GT',
    Size: 32 * 1024,
  },
};

/** The web ACL of the payments API, but for its rates. */
const PAYMENTS: readonly Rule[] = [
  { Name: 'body-size', Priority: 1, Statement: larger, Action: { Block: {} }, VisibilityConfig: VISIBILITY },
  managed(10, 'AWSManagedRulesAmazonIpReputationList'),
  managed(15, 'AWSManagedRulesAnonymousIpList', ['HostingProviderIPList']),
  managed(20, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
  managed(30, 'AWSManagedRulesKnownBadInputsRuleSet'),
  managed(40, 'AWSManagedRulesSQLiRuleSet'),
  managed(50, 'AWSManagedRulesLinuxRuleSet'),
  managed(60, 'AWSManagedRulesUnixRuleSet'),
];

const lists = new Map([
  [managedIpSetArn('AnonymousIPList'), ['198.51.100.0/24']],
  [managedIpSetArn('AWSManagedIPDDoSList'), ['192.0.2.7/32']],
]);

const webAcl = (rules: readonly Rule[]) =>
  compileWebAcl(
    {
      arn: 'acl',
      id: 'id',
      name: 'acl',
      region: 'us-east-1',
      description: undefined,
      lockToken: 'token',
      tags: {},
      rules,
      defaultAction: { Allow: {} },
      visibility: VISIBILITY,
      bodies: {},
      bodyLimit: 'KB_64',
      capacity: 0,
    } satisfies DeclaredWebAcl,
    {
      accountId: '123456789012',
      locations: { locationOf: () => undefined },
      ipSet: (arn) => new RangeSet(lists.get(arn) ?? []),
      regexPatternSet: () => undefined,
      ruleGroup: () => undefined,
      managed: (vendor, name) => managedRuleGroups.find((group) => group.vendor === vendor && group.name === name),
      rateCounter: (_, limit, window) => new RateCounter(limit, window),
    },
  );

const onTheWire = ({ body, headers = {}, method, path }: Sample['request'], sourceIp = '127.0.0.1'): WebRequest => {
  const bytes = Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  const all: Readonly<Record<string, string | undefined>> = {
    host: 'payments.palisade.test',
    'user-agent': 'palisade-e2e/1.0',
    ...(bytes.length > 0 && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...headers,
  };
  const [rawPath = '', ...query] = path.split('?');
  return {
    requestId: 'request',
    method: method ?? (bytes.length > 0 ? 'POST' : 'GET'),
    rawPath,
    rawQuery: query.join('?'),
    rawHeaders: Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
    body: bytes,
    sourceIp,
    host: 'payments.palisade.test',
  };
};

const judge = (acl: ReturnType<typeof webAcl>, request: Sample['request'], sourceIp?: string) => {
  const { groups, labels, terminating } = evaluate(acl, onTheWire(request, sourceIp), 0);
  const inner = groups.find((group) => group.terminating !== undefined)?.terminating;
  return { rule: inner?.name ?? terminating?.name ?? 'none', labels };
};

const payments = webAcl(PAYMENTS);
const withoutUnix = webAcl(PAYMENTS.filter(({ Name }) => Name !== 'AWSManagedRulesUnixRuleSet'));

describe.each(Object.entries(attackClasses))('%s', (_, attacks) => {
  test.each(attacks)('$name is blocked by $blockedBy', ({ blockedBy, request }) => {
    expect(judge(payments, request).rule).toBe(blockedBy);
  });
});

test('commands of a shell need the group for POSIX systems', () => {
  const commands = (attackClasses['injection of commands'] ?? []).filter(({ blockedBy }) =>
    blockedBy.startsWith('UNIX'),
  );
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.map(({ request }) => judge(withoutUnix, request).rule)).toEqual(commands.map(() => 'none'));
});

describe('look-alikes', () => {
  test.each(lookalikes)('$name passes', ({ request }) => {
    expect(judge(payments, request).rule).toBe('none');
  });
});

describe('what the corpus cannot send', () => {
  const path = '/payments/1';

  test.each(['localhost', 'LOCALHOST:443', '127.0.0.1', '[::1]:4566'])('host %s is blocked', (host) => {
    expect(judge(payments, { path, headers: { host } }).rule).toBe('Host_localhost_HEADER');
  });

  test.each(['payments.example.com', 'abc.execute-api.localhost:4566', 'localhost.example.com'])(
    'host %s passes',
    (host) => {
      expect(judge(payments, { path, headers: { host } }).rule).toBe('none');
    },
  );

  test('cookies of 10,241 bytes are blocked, those of 10,240 pass', () => {
    const cookies = (bytes: number) => ({ path, headers: { cookie: `a=${'x'.repeat(bytes - 2)}` } });
    expect(judge(payments, cookies(10_241)).rule).toBe('SizeRestrictions_Cookie_HEADER');
    expect(judge(payments, cookies(10_240)).rule).toBe('none');
  });

  test('a body of 9 KB is labelled where its rule only counts, and blocked where it does not', () => {
    const request = { path, body: 'x'.repeat(9_000) };
    const label = 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body';
    expect(judge(payments, request)).toEqual({ rule: 'none', labels: [label] });
    expect(judge(webAcl([managed(1, 'AWSManagedRulesCommonRuleSet')]), request).rule).toBe('SizeRestrictions_BODY');
  });

  test('addresses on a list that a user brings are blocked or counted, others pass', () => {
    expect(judge(payments, { path }, '198.51.100.9').rule).toBe('AnonymousIPList');
    const label = 'awswaf:managed:aws:amazon-ip-list:AWSManagedIPDDoSList';
    expect(judge(payments, { path }, '192.0.2.7')).toEqual({ rule: 'none', labels: [label] });
    expect(judge(payments, { path }, '192.0.2.8')).toEqual({ rule: 'none', labels: [] });
  });

  test.each([
    ['in a document that is cut off', `{"a":"' or 1=1--","b":"${'x'.repeat(70_000)}"}`],
    ['in the text that is cut off', `{"a":1,"b":"' or 1=1--${'x'.repeat(70_000)}"}`],
    ['behind what is no document', `x' or 1=1--${'x'.repeat(70_000)}`],
  ])('without a limit for bodies, an attack is found %s', (_, body) => {
    const common = webAcl([managed(1, 'AWSManagedRulesSQLiRuleSet')]);
    expect(judge(common, { path, body }).rule).toBe('SQLi_BODY');
    expect(judge(common, { path, body: body.replace("' or 1=1--", ' or so') }).rule).toBe('none');
  });

  test('pages for administrators are blocked by their group', () => {
    const admin = webAcl([managed(1, 'AWSManagedRulesAdminProtectionRuleSet')]);
    expect(judge(admin, { path: '/phpMyAdmin/index.php' }).rule).toBe('AdminProtection_URIPATH');
    expect(judge(admin, { path: '/payments/administrative-fee' }).rule).toBe('none');
  });
});
