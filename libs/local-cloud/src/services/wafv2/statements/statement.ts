/*
 * Rules in the form of AWS's API, names as in @aws-sdk/client-wafv2. What a program declares is turned into this form first, AWS's
 * managed rule groups are written in it, and everything else (capacity, evaluation, answers) reads nothing else.
 * Source: AWS WAFV2 API Reference, "Data types".
 */

import type { RuleAction } from './rule.ts';

/** Exactly one member is set. */
export interface Statement {
  readonly ByteMatchStatement?: ByteMatchStatement;
  readonly RegexMatchStatement?: RegexMatchStatement;
  readonly RegexPatternSetReferenceStatement?: RegexPatternSetReferenceStatement;
  readonly SizeConstraintStatement?: SizeConstraintStatement;
  readonly SqliMatchStatement?: SqliMatchStatement;
  readonly XssMatchStatement?: XssMatchStatement;
  readonly GeoMatchStatement?: GeoMatchStatement;
  readonly IPSetReferenceStatement?: IPSetReferenceStatement;
  readonly LabelMatchStatement?: LabelMatchStatement;
  readonly RateBasedStatement?: RateBasedStatement;
  readonly ManagedRuleGroupStatement?: ManagedRuleGroupStatement;
  readonly RuleGroupReferenceStatement?: RuleGroupReferenceStatement;
  readonly AndStatement?: { readonly Statements: readonly Statement[] };
  readonly OrStatement?: { readonly Statements: readonly Statement[] };
  readonly NotStatement?: { readonly Statement: Statement };
}

/** What statements that look into a part of the request have in common. */
export interface FieldStatement {
  readonly FieldToMatch: FieldToMatch;
  /** Applied in the order of their priorities; at least one, `NONE` if there is nothing to do. */
  readonly TextTransformations: readonly TextTransformation[];
}

export interface ByteMatchStatement extends FieldStatement {
  /** Text; compared as its UTF-8 bytes. The wire has it in base64. At most 200 bytes. */
  readonly SearchString: string;
  readonly PositionalConstraint: PositionalConstraint;
}

export type PositionalConstraint = 'EXACTLY' | 'STARTS_WITH' | 'ENDS_WITH' | 'CONTAINS' | 'CONTAINS_WORD';

export interface RegexMatchStatement extends FieldStatement {
  /**
   * PCRE without what no automaton can follow: no lookahead or lookbehind, backreferences, atomic groups, possessive quantifiers; `\b`,
   * `^`, `$`, `(?i)`, `(?i:…)` and classes are there. At most 512 characters. Dot stops at line ends and case counts unless `(?s)`, `(?i)`.
   */
  readonly RegexString: string;
}

export interface RegexPatternSetReferenceStatement extends FieldStatement {
  readonly ARN: string;
}

export interface SizeConstraintStatement extends FieldStatement {
  readonly ComparisonOperator: ComparisonOperator;
  /** Bytes. */
  readonly Size: number;
}

export type ComparisonOperator = 'EQ' | 'NE' | 'LE' | 'LT' | 'GE' | 'GT';

export interface SqliMatchStatement extends FieldStatement {
  /** `LOW` unless said otherwise. */
  readonly SensitivityLevel?: 'LOW' | 'HIGH';
}

export type XssMatchStatement = FieldStatement;

export interface GeoMatchStatement {
  /** ISO 3166, two letters. */
  readonly CountryCodes: readonly string[];
  readonly ForwardedIPConfig?: ForwardedIPConfig;
}

export interface ForwardedIPConfig {
  readonly HeaderName: string;
  readonly FallbackBehavior: FallbackBehavior;
}

/** What a statement says if the header holds no address. */
export type FallbackBehavior = 'MATCH' | 'NO_MATCH';

export interface IPSetReferenceStatement {
  readonly ARN: string;
  readonly IPSetForwardedIPConfig?: ForwardedIPConfig & { readonly Position: 'FIRST' | 'LAST' | 'ANY' };
}

export interface LabelMatchStatement {
  readonly Scope: 'LABEL' | 'NAMESPACE';
  readonly Key: string;
}

export interface RateBasedStatement {
  readonly Limit: number;
  /** Seconds: 60, 120, 300 or 600; 300 unless said otherwise. */
  readonly EvaluationWindowSec?: number;
  readonly AggregateKeyType: 'IP' | 'FORWARDED_IP' | 'CUSTOM_KEYS' | 'CONSTANT';
  readonly ScopeDownStatement?: Statement;
  readonly ForwardedIPConfig?: ForwardedIPConfig;
  readonly CustomKeys?: readonly RateBasedStatementCustomKey[];
}

/** Exactly one member is set. */
export interface RateBasedStatementCustomKey {
  readonly Header?: NamedKey;
  readonly Cookie?: NamedKey;
  readonly QueryArgument?: NamedKey;
  readonly QueryString?: { readonly TextTransformations: readonly TextTransformation[] };
  readonly UriPath?: { readonly TextTransformations: readonly TextTransformation[] };
  readonly HTTPMethod?: EmptyObject;
  readonly IP?: EmptyObject;
  readonly ForwardedIP?: EmptyObject;
  readonly LabelNamespace?: { readonly Namespace: string };
}

export interface NamedKey {
  readonly Name: string;
  readonly TextTransformations: readonly TextTransformation[];
}

export interface ManagedRuleGroupStatement {
  readonly VendorName: string;
  readonly Name: string;
  readonly Version?: string;
  readonly ScopeDownStatement?: Statement;
  readonly RuleActionOverrides?: readonly RuleActionOverride[];
}

export interface RuleGroupReferenceStatement {
  readonly ARN: string;
  readonly RuleActionOverrides?: readonly RuleActionOverride[];
}

export interface RuleActionOverride {
  readonly Name: string;
  readonly ActionToUse: RuleAction;
}

/** Exactly one member is set. */
export interface FieldToMatch {
  /** `Name` in any case. */
  readonly SingleHeader?: { readonly Name: string };
  readonly SingleQueryArgument?: { readonly Name: string };
  readonly AllQueryArguments?: EmptyObject;
  readonly UriPath?: EmptyObject;
  readonly QueryString?: EmptyObject;
  readonly Body?: { readonly OversizeHandling?: OversizeHandling };
  readonly JsonBody?: JsonBody;
  readonly Method?: EmptyObject;
  readonly Headers?: Headers;
  readonly Cookies?: Cookies;
  readonly HeaderOrder?: { readonly OversizeHandling: OversizeHandling };
}

/** What a statement says of a part that is longer than what is inspected of it; `CONTINUE` looks at what is inspected. */
export type OversizeHandling = 'CONTINUE' | 'MATCH' | 'NO_MATCH';

export interface JsonBody {
  readonly MatchPattern: { readonly All?: EmptyObject; readonly IncludedPaths?: readonly string[] };
  readonly MatchScope: 'ALL' | 'KEY' | 'VALUE';
  readonly InvalidFallbackBehavior?: 'MATCH' | 'NO_MATCH' | 'EVALUATE_AS_STRING';
  readonly OversizeHandling?: OversizeHandling;
}

export interface Headers {
  readonly MatchPattern: {
    readonly All?: EmptyObject;
    readonly IncludedHeaders?: readonly string[];
    readonly ExcludedHeaders?: readonly string[];
  };
  readonly MatchScope: 'ALL' | 'KEY' | 'VALUE';
  readonly OversizeHandling: OversizeHandling;
}

export interface Cookies {
  readonly MatchPattern: {
    readonly All?: EmptyObject;
    readonly IncludedCookies?: readonly string[];
    readonly ExcludedCookies?: readonly string[];
  };
  readonly MatchScope: 'ALL' | 'KEY' | 'VALUE';
  readonly OversizeHandling: OversizeHandling;
}

export interface TextTransformation {
  readonly Priority: number;
  readonly Type: TextTransformationType;
}

export type TextTransformationType =
  | 'NONE'
  | 'BASE64_DECODE'
  | 'BASE64_DECODE_EXT'
  | 'CMD_LINE'
  | 'COMPRESS_WHITE_SPACE'
  | 'CSS_DECODE'
  | 'ESCAPE_SEQ_DECODE'
  | 'HEX_DECODE'
  | 'HTML_ENTITY_DECODE'
  | 'JS_DECODE'
  | 'LOWERCASE'
  | 'MD5'
  | 'NORMALIZE_PATH'
  | 'NORMALIZE_PATH_WIN'
  | 'REMOVE_NULLS'
  | 'REPLACE_COMMENTS'
  | 'REPLACE_NULLS'
  | 'SQL_HEX_DECODE'
  | 'URL_DECODE'
  | 'URL_DECODE_UNI'
  | 'UTF8_TO_UNICODE';

/** A member that is only there or not: `{}`. */
export type EmptyObject = Readonly<Record<never, never>>;
