import {
  boolean,
  integer,
  list,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type Shape,
} from '@palisade/local-engine';

/*
 * The form of rules in AWS's API, as far as the local cloud knows it: what a program declares and what a caller sends are read by it.
 * Source: AWS WAFV2 API Reference, "Data types"; lengths and ranges are checked in `rule-problems.ts`.
 */

const empty = object({});
const oversize = oneOf('CONTINUE', 'MATCH', 'NO_MATCH');
const fallback = oneOf('MATCH', 'NO_MATCH');
const scope = oneOf('ALL', 'KEY', 'VALUE');
const named = object({ Name: required(string) });

const textTransformations = list(
  object({
    Priority: required(integer),
    Type: required(
      oneOf(
        ...['NONE', 'BASE64_DECODE', 'BASE64_DECODE_EXT', 'CMD_LINE', 'COMPRESS_WHITE_SPACE', 'CSS_DECODE'],
        ...['ESCAPE_SEQ_DECODE', 'HEX_DECODE', 'HTML_ENTITY_DECODE', 'JS_DECODE', 'LOWERCASE', 'MD5'],
        ...['NORMALIZE_PATH', 'NORMALIZE_PATH_WIN', 'REMOVE_NULLS', 'REPLACE_COMMENTS', 'REPLACE_NULLS'],
        ...['SQL_HEX_DECODE', 'URL_DECODE', 'URL_DECODE_UNI', 'UTF8_TO_UNICODE'],
      ),
    ),
  }),
);

/** What a log may redact is a part of this. */
export const fieldToMatch = object({
  SingleHeader: named,
  SingleQueryArgument: named,
  AllQueryArguments: empty,
  UriPath: empty,
  QueryString: empty,
  Body: object({ OversizeHandling: oversize }),
  JsonBody: object({
    MatchPattern: required(object({ All: empty, IncludedPaths: list(string) })),
    MatchScope: required(scope),
    InvalidFallbackBehavior: oneOf('MATCH', 'NO_MATCH', 'EVALUATE_AS_STRING'),
    OversizeHandling: oversize,
  }),
  Method: empty,
  Headers: object({
    MatchPattern: required(object({ All: empty, IncludedHeaders: list(string), ExcludedHeaders: list(string) })),
    MatchScope: required(scope),
    OversizeHandling: required(oversize),
  }),
  Cookies: object({
    MatchPattern: required(object({ All: empty, IncludedCookies: list(string), ExcludedCookies: list(string) })),
    MatchScope: required(scope),
    OversizeHandling: required(oversize),
  }),
  HeaderOrder: object({ OversizeHandling: required(oversize) }),
});

const field = { FieldToMatch: required(fieldToMatch), TextTransformations: required(textTransformations) };
const forwardedIp = object({ HeaderName: required(string), FallbackBehavior: required(fallback) });

const customHeader = object({ Name: required(string), Value: required(string) });
const requestHandling = { CustomRequestHandling: object({ InsertHeaders: required(list(customHeader)) }) };
const block = object({
  CustomResponse: object({
    ResponseCode: required(integer),
    CustomResponseBodyKey: string,
    ResponseHeaders: list(customHeader),
  }),
});
const noBrowser = refused('there is no browser challenge in the local cloud. Use Block or Count.');

const ruleAction = object({
  Allow: object(requestHandling),
  Block: block,
  Count: object(requestHandling),
  Captcha: noBrowser,
  Challenge: noBrowser,
});
export const defaultAction = object({ Allow: object(requestHandling), Block: block });
const overrides = { RuleActionOverrides: list(object({ Name: required(string), ActionToUse: required(ruleAction) })) };

const matching = {
  ByteMatchStatement: object({
    ...field,
    SearchString: required(string),
    PositionalConstraint: required(oneOf('EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS', 'CONTAINS_WORD')),
  }),
  RegexMatchStatement: object({ ...field, RegexString: required(string) }),
  RegexPatternSetReferenceStatement: object({ ...field, ARN: required(string) }),
  SizeConstraintStatement: object({
    ...field,
    ComparisonOperator: required(oneOf('EQ', 'NE', 'LE', 'LT', 'GE', 'GT')),
    Size: required(integer),
  }),
  SqliMatchStatement: object({ ...field, SensitivityLevel: oneOf('LOW', 'HIGH') }),
  XssMatchStatement: object(field),
  GeoMatchStatement: object({ CountryCodes: required(list(string)), ForwardedIPConfig: forwardedIp }),
  IPSetReferenceStatement: object({
    ARN: required(string),
    IPSetForwardedIPConfig: object({
      HeaderName: required(string),
      FallbackBehavior: required(fallback),
      Position: required(oneOf('FIRST', 'LAST', 'ANY')),
    }),
  }),
  LabelMatchStatement: object({ Scope: required(oneOf('LABEL', 'NAMESPACE')), Key: required(string) }),
};

/** Statements within others; `depth`: how many logical statements may still be around one. */
function nestedStatement(depth: number): Shape {
  return object({ ...matching, ...logical(depth) });
}

function logical(depth: number): Readonly<Record<string, Shape>> {
  if (depth === 0) return {};
  const inner = nestedStatement(depth - 1);
  return {
    AndStatement: object({ Statements: required(list(inner)) }),
    OrStatement: object({ Statements: required(list(inner)) }),
    NotStatement: object({ Statement: required(inner) }),
  };
}

const transformed = { TextTransformations: required(textTransformations) };
const namedKey = object({ Name: required(string), ...transformed });
const customKeys = list(
  object({
    Header: namedKey,
    Cookie: namedKey,
    QueryArgument: namedKey,
    QueryString: object(transformed),
    UriPath: object(transformed),
    HTTPMethod: empty,
    IP: empty,
    ForwardedIP: empty,
    LabelNamespace: object({ Namespace: required(string) }),
  }),
);

export const visibilityConfig = object({
  CloudWatchMetricsEnabled: required(boolean),
  MetricName: required(string),
  SampledRequestsEnabled: required(boolean),
});

/** A rule whose statements are nested at most `depth` deep. */
export function ruleShape(depth: number): Shape & { kind: 'object' } {
  const ScopeDownStatement = nestedStatement(depth);
  const statement = object({
    ...matching,
    ...logical(depth),
    RateBasedStatement: object({
      Limit: required(integer),
      EvaluationWindowSec: oneOf(60, 120, 300, 600),
      AggregateKeyType: required(oneOf('IP', 'FORWARDED_IP', 'CUSTOM_KEYS', 'CONSTANT')),
      ScopeDownStatement,
      ForwardedIPConfig: forwardedIp,
      CustomKeys: customKeys,
    }),
    ManagedRuleGroupStatement: object({
      VendorName: required(string),
      Name: required(string),
      Version: string,
      ScopeDownStatement,
      ...overrides,
    }),
    RuleGroupReferenceStatement: object({ ARN: required(string), ...overrides }),
  });
  return object({
    Name: required(string),
    Priority: required(integer),
    Statement: required(statement),
    Action: ruleAction,
    OverrideAction: object({ None: empty, Count: empty }),
    RuleLabels: list(named),
    VisibilityConfig: required(visibilityConfig),
  });
}

export const customResponseBodies = map(
  object({
    ContentType: required(oneOf('TEXT_PLAIN', 'TEXT_HTML', 'APPLICATION_JSON')),
    Content: required(string),
  }),
);
