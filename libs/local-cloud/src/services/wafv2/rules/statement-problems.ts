import { invalidParameter } from '../errors.ts';
import { managedRuleGroups } from '../managed-rules/index.ts';
import { regexProblem } from '../regex/regex.ts';
import type { FieldToMatch, RateBasedStatement, Statement, TextTransformation } from '../statements/statement.ts';
import { fieldOf } from '../statements/walk.ts';

/** What AWS WAF refuses in one statement, without those within it. Source: AWS WAFV2 API Reference, Statement and its members. */
export function statementProblems(statement: Statement, rule: string): string[] {
  if (Object.keys(statement).length !== 1) return [exactlyOne('STATEMENT', rule)];
  const problems: string[] = [];
  const { AndStatement, ByteMatchStatement, GeoMatchStatement, LabelMatchStatement, ManagedRuleGroupStatement } =
    statement;
  if (((AndStatement ?? statement.OrStatement)?.Statements.length ?? 2) < 2)
    problems.push(invalidParameter('The statement needs at least two statements.', 'STATEMENT', rule));
  const search = Buffer.byteLength(ByteMatchStatement?.SearchString ?? ' ');
  if (search < 1 || search > 200) problems.push(outOfRange('BYTE_MATCH_STATEMENT', `SearchString of ${rule}`));
  if (GeoMatchStatement !== undefined) problems.push(...countryProblems(GeoMatchStatement.CountryCodes, rule));
  if (LabelMatchStatement !== undefined && !/^[\w:-]{1,1024}$/.test(LabelMatchStatement.Key))
    problems.push(malformed('LABEL_MATCH_STATEMENT', LabelMatchStatement.Key));
  const regex = statement.RegexMatchStatement?.RegexString;
  const regexTrouble = regex === undefined ? undefined : regexProblem(regex);
  if (regexTrouble !== undefined) problems.push(malformedRegex(regexTrouble, `RegexString of ${rule}`));
  if (ManagedRuleGroupStatement !== undefined) problems.push(...managedProblems(ManagedRuleGroupStatement));
  if (statement.RateBasedStatement !== undefined) problems.push(...rateProblems(statement.RateBasedStatement, rule));
  if ((statement.SizeConstraintStatement?.Size ?? 0) < 0) problems.push(outOfRange('SIZE_CONSTRAINT_STATEMENT', rule));
  const looks = fieldOf(statement);
  if (looks === undefined) return problems;
  return [
    ...problems,
    ...fieldProblems(looks.FieldToMatch, rule),
    ...transformationProblems(looks.TextTransformations, rule),
  ];
}

function countryProblems(codes: readonly string[], rule: string): string[] {
  if (codes.length < 1 || codes.length > 50) return [outOfRange('GEO_MATCH_STATEMENT', `CountryCodes of ${rule}`)];
  return codes.filter((code) => !/^[A-Z]{2}$/.test(code)).map((code) => malformed('GEO_MATCH_STATEMENT', code));
}

function managedProblems({ Name, VendorName, Version }: NonNullable<Statement['ManagedRuleGroupStatement']>): string[] {
  const group = managedRuleGroups.find(({ name, vendor }) => name === Name && vendor === VendorName);
  if (group === undefined) {
    const known = managedRuleGroups.map(({ name }) => name).join(', ');
    return [`The local cloud does not have the managed rule group ${VendorName} ${Name}. It has: ${known || 'none'}.`];
  }
  return Version === undefined || Version === group.version
    ? []
    : [`The local cloud has the managed rule group ${Name} in its version ${group.version ?? 'without a name'} only.`];
}

function rateProblems(statement: RateBasedStatement, rule: string): string[] {
  const { AggregateKeyType, CustomKeys = [], ForwardedIPConfig, Limit, ScopeDownStatement } = statement;
  const field = 'RATE_BASED_STATEMENT';
  const problems: string[] = [];
  if (Limit < 10 || Limit > 2_000_000_000) problems.push(outOfRange(field, `Limit of ${rule}`));
  const forwards = AggregateKeyType === 'FORWARDED_IP' || CustomKeys.some((key) => key.ForwardedIP !== undefined);
  if (forwards !== (ForwardedIPConfig !== undefined))
    problems.push(
      invalidParameter('ForwardedIPConfig goes with a forwarded IP address, and only with that.', field, rule),
    );
  if ((AggregateKeyType === 'CUSTOM_KEYS') !== CustomKeys.length > 0)
    problems.push(invalidParameter('CustomKeys go with CUSTOM_KEYS, and only with that.', field, rule));
  if (AggregateKeyType === 'CONSTANT' && ScopeDownStatement === undefined)
    problems.push(invalidParameter('The aggregation CONSTANT needs a scope-down statement.', field, rule));
  if (CustomKeys.length > 5) problems.push(outOfRange(field, `CustomKeys of ${rule}`));
  if (CustomKeys.length === 1 && (CustomKeys[0]?.IP ?? CustomKeys[0]?.ForwardedIP) !== undefined)
    problems.push(invalidParameter('An IP address alone is the aggregation IP or FORWARDED_IP.', field, rule));
  for (const key of CustomKeys) {
    const { Cookie, Header, QueryArgument, QueryString, UriPath } = key;
    if (Object.keys(key).length !== 1) problems.push(exactlyOne(field, `CustomKeys of ${rule}`));
    const transformations = (Cookie ?? Header ?? QueryArgument ?? QueryString ?? UriPath)?.TextTransformations;
    if (transformations !== undefined) problems.push(...transformationProblems(transformations, rule));
  }
  return problems;
}

function fieldProblems(field: FieldToMatch, rule: string): string[] {
  if (Object.keys(field).length !== 1) return [exactlyOne('FIELD_TO_MATCH', rule)];
  const problems: string[] = [];
  const name = field.SingleHeader?.Name ?? field.SingleQueryArgument?.Name ?? ' ';
  if (name.length < 1 || name.length > 64) problems.push(outOfRange('FIELD_TO_MATCH', `Name in ${rule}`));
  const pattern = (field.Cookies ?? field.Headers ?? field.JsonBody)?.MatchPattern;
  if (pattern === undefined) return problems;
  if (Object.keys(pattern).length !== 1) problems.push(exactlyOne('FIELD_TO_MATCH', `MatchPattern in ${rule}`));
  const paths = field.JsonBody?.MatchPattern.IncludedPaths ?? [];
  for (const path of paths)
    if (!/^(\/([^~]|~[01])*)+$/.test(path)) problems.push(malformed('JSON_MATCH_PATTERN', path));
  return problems;
}

function transformationProblems(transformations: readonly TextTransformation[], rule: string): string[] {
  const priorities = new Set(transformations.map(({ Priority }) => Priority));
  if (transformations.length < 1 || transformations.length > 10)
    return [outOfRange('TEXT_TRANSFORMATION', `TextTransformations of ${rule}`)];
  return priorities.size < transformations.length
    ? [invalidParameter('You have used the same priority twice.', 'TEXT_TRANSFORMATION', rule)]
    : [];
}

export function exactlyOne(field: string, parameter: string): string {
  return invalidParameter(
    'You have used none or multiple values for a field that requires exactly one value.',
    field,
    parameter,
  );
}

export const malformedRegex = (trouble: string, parameter: string): string =>
  invalidParameter(`The regular expression is not valid: ${trouble}.`, 'REGEX_PATTERN', parameter);

const malformed = (field: string, parameter: string): string =>
  invalidParameter('The parameter contains formatting that is not valid.', field, parameter);

const outOfRange = (field: string, parameter: string): string =>
  invalidParameter('The field value is not in the range that is allowed.', field, parameter);
