import { forwardedAddresses } from '../addresses/forwarded.ts';
import type { RateBasedStatement, RateBasedStatementCustomKey } from '../statements/statement.ts';
import { transformations } from '../transformations/index.ts';
import type { TextTransformation } from '../statements/statement.ts';
import type { Environment } from './environment.ts';
import type { Evaluation, Test } from './evaluation.ts';

/** What requests are counted by; undefined for a request that is not counted, a boolean where a fallback decides. */
type Key = string | boolean | undefined;
type KeyReader = (evaluation: Evaluation) => Key;

export const DEFAULT_WINDOW = 300;

/** Source: AWS WAF Developer Guide, "Rate-based rule statement". */
export function rateMatch(statement: RateBasedStatement, within: Test | undefined, environment: Environment): Test {
  const counter = environment.rateCounter(statement.Limit, statement.EvaluationWindowSec ?? DEFAULT_WINDOW);
  const keyOf = keyReader(statement, environment);
  return (evaluation) => {
    if (within?.(evaluation) === false) return false;
    const key = keyOf(evaluation);
    if (key === undefined) return false;
    return typeof key === 'boolean' ? key : counter.count(key, evaluation.now);
  };
}

function keyReader(statement: RateBasedStatement, environment: Environment): KeyReader {
  switch (statement.AggregateKeyType) {
    case 'CONSTANT':
      return () => '';
    case 'IP':
      return sourceKey;
    case 'FORWARDED_IP':
      return forwardedKey(statement);
    case 'CUSTOM_KEYS': {
      const readers = (statement.CustomKeys ?? []).map((key) => customKey(key, statement, environment));
      return (evaluation) => {
        const parts = readers.map((read) => read(evaluation));
        if (parts.includes(undefined)) return undefined;
        const verdict = parts.find((part) => typeof part === 'boolean');
        return verdict ?? JSON.stringify(parts);
      };
    }
  }
}

const sourceKey: KeyReader = ({ contents: { parts } }) => parts.source?.text ?? parts.request.sourceIp;

function forwardedKey({ ForwardedIPConfig: forwarded }: RateBasedStatement): KeyReader {
  return ({ contents: { parts } }) => {
    const addresses = forwarded && forwardedAddresses(parts, forwarded.HeaderName, 'FIRST');
    if (addresses === undefined) return undefined;
    return addresses[0]?.text ?? forwarded?.FallbackBehavior === 'MATCH';
  };
}

/** A request without one of the parts is not counted. */
function customKey(
  key: RateBasedStatementCustomKey,
  statement: RateBasedStatement,
  environment: Environment,
): KeyReader {
  const { Cookie, Header, LabelNamespace, QueryArgument, QueryString, UriPath } = key;
  if (key.IP !== undefined) return sourceKey;
  if (key.ForwardedIP !== undefined) return forwardedKey(statement);
  if (key.HTTPMethod !== undefined) return ({ contents: { parts } }) => parts.request.method;
  if (LabelNamespace !== undefined) {
    const { Namespace } = LabelNamespace;
    const prefix = Namespace.startsWith('awswaf:') ? Namespace : environment.labelPrefix + Namespace;
    return ({ labels }) =>
      [...labels]
        .filter((label) => label.startsWith(prefix))
        .sort()
        .join() || undefined;
  }
  if (Header !== undefined) {
    const name = Header.Name.toLowerCase();
    return transformed(Header, ({ contents: { parts } }) => parts.header(name)[0]);
  }
  if (Cookie !== undefined) {
    const name = Cookie.Name.toLowerCase();
    return transformed(
      Cookie,
      ({ contents: { parts } }) => parts.cookies.part.find((each) => each.name.toLowerCase() === name)?.value,
    );
  }
  if (QueryArgument !== undefined) {
    const name = QueryArgument.Name.toLowerCase();
    return transformed(
      QueryArgument,
      ({ contents: { parts } }) => parts.arguments.find((each) => each.name.toLowerCase() === name)?.value,
    );
  }
  if (QueryString !== undefined)
    return transformed(QueryString, ({ contents: { parts } }) => parts.request.rawQuery || undefined);
  return transformed(UriPath ?? { TextTransformations: [] }, ({ contents: { parts } }) => parts.request.rawPath);
}

function transformed(
  { TextTransformations }: { readonly TextTransformations: readonly TextTransformation[] },
  read: (evaluation: Evaluation) => string | undefined,
): KeyReader {
  const steps = [...TextTransformations]
    .sort((one, other) => one.Priority - other.Priority)
    .map(({ Type }) => transformations[Type]);
  return (evaluation) => {
    const text = read(evaluation);
    return text === undefined ? undefined : steps.reduce((value, step) => step(value), text);
  };
}
