import type { ComparisonOperator, FieldStatement, Statement } from '../statements/statement.ts';
import { compileRegex, type Regex } from '../regex/regex.ts';
import { detectSqli } from '../detectors/sqli.ts';
import { detectXss } from '../detectors/xss.ts';
import { oversizeHandlingOf } from '../fields/field-reader.ts';
import { geoMatch, ipSetMatch } from './address-match.ts';
import { byteMatch } from './byte-match.ts';
import type { Environment } from './environment.ts';
import type { Evaluation, MatchDetail, Test } from './evaluation.ts';
import { joined } from './join-patterns.ts';
import { rateMatch } from './rate-match.ts';
import { locationOf } from './location.ts';

/** Compiles a statement that stands for no rule group. Source: AWS WAF Developer Guide, "Using rule statements in AWS WAF". */
export function compileStatement(statement: Statement, environment: Environment): Test {
  const { AndStatement, NotStatement, OrStatement } = statement;
  if (AndStatement !== undefined) {
    const tests = AndStatement.Statements.map((each) => compileStatement(each, environment));
    return (evaluation) => tests.every((test) => test(evaluation));
  }
  if (OrStatement !== undefined) {
    const tests = joined(OrStatement.Statements).map((each) => compileStatement(each, environment));
    return (evaluation) => tests.some((test) => test(evaluation));
  }
  if (NotStatement !== undefined) {
    const test = compileStatement(NotStatement.Statement, environment);
    return (evaluation) => {
      const { details } = evaluation;
      const holds = !test(evaluation);
      // What was found is why this does not hold.
      evaluation.details = details;
      return holds;
    };
  }
  return compileMatch(statement, environment);
}

function compileMatch(statement: Statement, environment: Environment): Test {
  const { ByteMatchStatement: bytes, LabelMatchStatement: label, SizeConstraintStatement: size } = statement;
  if (bytes !== undefined)
    return anyText(bytes, environment, byteMatch(bytes.SearchString, bytes.PositionalConstraint));
  if (size !== undefined) {
    const compare = comparisons[size.ComparisonOperator];
    return anyText(size, environment, (text) => compare(text.length, size.Size));
  }
  const { RegexMatchStatement: regex, RegexPatternSetReferenceStatement: regexSet } = statement;
  if (regex !== undefined) return anyText(regex, environment, one(compileRegex(regex.RegexString)));
  if (regexSet !== undefined) {
    const patterns = environment.regexPatternSet(regexSet.ARN) ?? [];
    return anyText(regexSet, environment, (text) => patterns.some((pattern) => pattern.test(text)));
  }
  const { SqliMatchStatement: sqli, XssMatchStatement: xss } = statement;
  if (sqli !== undefined) {
    const sensitivityLevel = sqli.SensitivityLevel ?? 'LOW';
    const detail = {
      conditionType: 'SQL_INJECTION' as const,
      sensitivityLevel,
      location: locationOf(sqli.FieldToMatch),
    };
    return found(
      detail,
      anyText(sqli, environment, (text) => detectSqli(asCharacters(text), sensitivityLevel)),
    );
  }
  if (xss !== undefined) {
    const detail = { conditionType: 'XSS' as const, location: locationOf(xss.FieldToMatch) };
    return found(
      detail,
      anyText(xss, environment, (text) => detectXss(asCharacters(text))),
    );
  }
  if (statement.GeoMatchStatement !== undefined) return geoMatch(statement.GeoMatchStatement, environment.locations);
  if (statement.IPSetReferenceStatement !== undefined) {
    const { ARN, IPSetForwardedIPConfig } = statement.IPSetReferenceStatement;
    return ipSetMatch(environment.ipSet(ARN), IPSetForwardedIPConfig);
  }
  if (label !== undefined) return labelMatch(label.Scope, label.Key, environment.labelPrefix);
  if (statement.RateBasedStatement !== undefined) {
    const { ScopeDownStatement } = statement.RateBasedStatement;
    const within = ScopeDownStatement && compileStatement(ScopeDownStatement, environment);
    return rateMatch(statement.RateBasedStatement, within, environment);
  }
  throw new Error(`The statement ${Object.keys(statement).join()} stands where it cannot be evaluated.`);
}

const one =
  (regex: Regex) =>
  (text: string): boolean =>
    regex.test(text);

function anyText(looks: FieldStatement, { slots }: Environment, test: (text: string) => boolean): Test {
  const slot = slots.of(looks.FieldToMatch, looks.TextTransformations);
  const handling = oversizeHandlingOf(looks.FieldToMatch);
  return ({ contents }) => {
    const { oversize, texts, verdict } = contents.at(slot);
    if (oversize && handling !== 'CONTINUE') return handling === 'MATCH';
    return verdict ?? texts.some(test);
  };
}

function found(detail: MatchDetail, test: Test): Test {
  return (evaluation) => {
    if (!test(evaluation)) return false;
    evaluation.details = [...evaluation.details, detail];
    return true;
  };
}

/** Source: AWS WAF Developer Guide, "AWS WAF label match examples". */
function labelMatch(scope: 'LABEL' | 'NAMESPACE', key: string, prefix: string): Test {
  const whole = key.startsWith('awswaf:');
  if (whole && scope === 'LABEL') return ({ labels }) => labels.has(key);
  const namespace = key.endsWith(':') ? key : `${key}:`;
  if (whole) return ({ labels }) => [...labels].some((label) => label.startsWith(namespace));
  // Within its own context, a key may leave out namespaces that come before it.
  const own = ({ labels }: Evaluation): string[] =>
    [...labels].filter((label) => label.startsWith(prefix)).map((label) => `:${label.slice(prefix.length)}`);
  return scope === 'LABEL'
    ? (evaluation) => own(evaluation).some((label) => label.endsWith(`:${key}`))
    : (evaluation) => own(evaluation).some((label) => label.includes(`:${namespace}`));
}

const comparisons: Readonly<Record<ComparisonOperator, (size: number, limit: number) => boolean>> = {
  EQ: (size, limit) => size === limit,
  GE: (size, limit) => size >= limit,
  GT: (size, limit) => size > limit,
  LE: (size, limit) => size <= limit,
  LT: (size, limit) => size < limit,
  NE: (size, limit) => size !== limit,
};

/** The detectors read characters. */
function asCharacters(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
