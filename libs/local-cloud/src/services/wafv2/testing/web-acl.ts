import type { Location } from '../addresses/country-database.ts';
import { RangeSet } from '../addresses/range-set.ts';
import type { DeclaredRuleGroup, DeclaredWebAcl } from '../declared/declared.ts';
import type { WebRequest } from '../evaluation/web-request.ts';
import { RateCounter } from '../rates/rate-counter.ts';
import { compileRegex } from '../regex/regex.ts';
import type { Rule } from '../statements/rule.ts';
import type { FieldToMatch, Statement, TextTransformationType } from '../statements/statement.ts';
import { compileWebAcl } from '../web-acl/compile-web-acl.ts';
import type { CompiledWebAcl } from '../web-acl/compiled-web-acl.ts';
import { evaluate } from '../web-acl/evaluate.ts';

const VISIBILITY = { CloudWatchMetricsEnabled: true, MetricName: 'm', SampledRequestsEnabled: false };

/** What a test's web ACL refers to, by ARN or address. */
export interface World {
  readonly ipSets?: Readonly<Record<string, readonly string[]>>;
  readonly patterns?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: Readonly<Record<string, readonly Rule[]>>;
  readonly locations?: Readonly<Record<string, Location>>;
}

export function rule(Name: string, Priority: number, Statement: Statement, more: Partial<Rule> = {}): Rule {
  return {
    Name,
    Priority,
    Statement,
    Action: { Block: {} },
    VisibilityConfig: { ...VISIBILITY, MetricName: Name },
    ...more,
  };
}

export function compile(rules: readonly Rule[], world: World = {}, more: Partial<DeclaredWebAcl> = {}): CompiledWebAcl {
  const common = {
    id: 'id',
    region: 'us-east-1',
    description: undefined,
    lockToken: '',
    tags: {},
    bodies: {},
    visibility: VISIBILITY,
  };
  const declared = {
    ...common,
    arn: 'acl',
    name: 'acl',
    rules,
    defaultAction: { Allow: {} },
    bodyLimit: undefined,
    capacity: 0,
    ...more,
  };
  return compileWebAcl(declared, {
    accountId: '123456789012',
    locations: { locationOf: (address) => world.locations?.[address] },
    ipSet: (arn) => world.ipSets?.[arn] && new RangeSet(world.ipSets[arn]),
    regexPatternSet: (arn) => world.patterns?.[arn]?.map(compileRegex),
    ruleGroup(arn): DeclaredRuleGroup | undefined {
      const inner = world.groups?.[arn];
      return inner && { ...common, arn, name: arn, rules: inner, capacity: 0 };
    },
    managed: () => undefined,
    rateCounter: (_rule, limit, window) => new RateCounter(limit, window),
  });
}

export type Sent = Partial<Omit<WebRequest, 'body' | 'rawHeaders'>> & {
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
};

export function request({ body = '', headers = [], ...sent }: Sent = {}): WebRequest {
  return {
    requestId: 'request',
    method: 'GET',
    rawPath: '/',
    rawQuery: '',
    sourceIp: '127.0.0.1',
    host: 'example.com',
    ...sent,
    rawHeaders: headers.flat(),
    body: Buffer.from(body),
  };
}

/** Whether a statement holds for a request. */
export function holds(statement: Statement, sent: Sent, world: World = {}): boolean {
  const webAcl = compile([rule('r', 0, statement)], world);
  return evaluate(webAcl, request(sent), 0).action === 'BLOCK';
}

/** A statement that looks for text. */
export function contains(
  SearchString: string,
  FieldToMatch: FieldToMatch,
  ...types: readonly TextTransformationType[]
): Statement {
  const steps = types.length === 0 ? (['NONE'] as const) : types;
  const TextTransformations = steps.map((Type, Priority) => ({ Type, Priority }));
  return { ByteMatchStatement: { SearchString, FieldToMatch, TextTransformations, PositionalConstraint: 'CONTAINS' } };
}
