import type { MessageAttributes } from '../../sqs/index.ts';
import { condition, FilterPolicyError, isScalar, type Condition, type Scalar } from './condition.ts';

export { FilterPolicyError } from './condition.ts';

export type FilterPolicyScope = 'MessageAttributes' | 'MessageBody';

/** Answers whether a subscription gets a message. */
export type MessageFilter = (message: { readonly body: string; readonly attributes: MessageAttributes }) => boolean;

type Fields = Readonly<Record<string, unknown>>;
/** Whether the fields of an object are wanted. */
type Match = (fields: Fields) => boolean;

const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;
const MOST_BYTES = 256 * 1024;

/**
 * Compiles a filter policy. Throws FilterPolicyError if SNS would refuse it.
 * Source: Amazon SNS Developer Guide, "Amazon SNS subscription filter policies", "Filter policy constraints".
 */
export function compileFilterPolicy(text: string, scope: FilterPolicyScope): MessageFilter {
  if (Buffer.byteLength(text) > MOST_BYTES) throw new FilterPolicyError('Filter policy must be at most 256 KB');
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw new FilterPolicyError('Filter policy is not valid JSON');
  }
  if (!isFields(policy)) throw new FilterPolicyError('Filter policy must be a JSON object');
  const size = { keys: 0, combinations: 1 };
  const match = compile(policy, scope, 1, size);
  if (size.keys > MOST_KEYS) throw new FilterPolicyError(`Filter policy can not have more than ${MOST_KEYS} keys`);
  if (size.combinations > MOST_COMBINATIONS) throw new FilterPolicyError('Filter policy is too complex');
  if (scope === 'MessageAttributes') return ({ attributes }) => match(valuesOf(attributes));
  return ({ body }) => {
    const fields = parsed(body);
    return isFields(fields) && match(fields);
  };
}

interface Size {
  keys: number;
  combinations: number;
}

function compile(policy: Fields, scope: FilterPolicyScope, depth: number, size: Size): Match {
  const parts = Object.entries(policy).map(([key, wanted]): Match => {
    if (key === '$or' && Array.isArray(wanted)) return alternatives(wanted, scope, depth, size);
    if (Array.isArray(wanted)) {
      if (wanted.length === 0) throw new FilterPolicyError('Empty arrays are not allowed');
      size.keys += 1;
      size.combinations *= wanted.length * (scope === 'MessageBody' ? depth : 1);
      return leaf(key, wanted.map(condition));
    }
    if (!isFields(wanted)) throw new FilterPolicyError(`"${key}" must be an object or an array`);
    if (scope === 'MessageAttributes') {
      throw new FilterPolicyError('Filter policy scope MessageAttributes does not support nested filter policy');
    }
    const inner = compile(wanted, scope, depth + 1, size);
    return (fields) => elements(fields[key]).some((each) => inner(isFields(each) ? each : {}));
  });
  return (fields) => parts.every((part) => part(fields));
}

/** `$or`: one of at least two sets of properties. */
function alternatives(wanted: readonly unknown[], scope: FilterPolicyScope, depth: number, size: Size): Match {
  if (wanted.length < 2 || !wanted.every(isFields)) throw new FilterPolicyError('$or takes at least two objects');
  const before = size.combinations;
  let combinations = 0;
  const matches = wanted.map((each) => {
    const own = { keys: size.keys, combinations: before };
    const match = compile(each, scope, depth, own);
    size.keys = own.keys;
    combinations += own.combinations;
    return match;
  });
  size.combinations = combinations;
  return (fields) => matches.some((match) => match(fields));
}

/** One of the conditions holds for one of the property's values. */
function leaf(key: string, conditions: readonly Condition[]): Match {
  return (fields) => {
    if (!Object.hasOwn(fields, key)) return conditions.some(({ kind }) => kind === 'absent');
    const values = elements(fields[key]).filter(isScalar);
    return conditions.some((each) => each.kind === 'value' && values.some(each.test));
  };
}

/** Attributes as properties. Binary ones count as present, with no value anything matches but `exists`. */
function valuesOf(attributes: MessageAttributes): Fields {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { dataType, stringValue = '' }]): [string, Scalar | readonly unknown[]] => {
      if (dataType.startsWith('Number')) return [name, Number(stringValue)];
      if (!dataType.startsWith('String.Array')) return [name, dataType.startsWith('Binary') ? null : stringValue];
      const list = parsed(stringValue);
      return [name, Array.isArray(list) ? list : [stringValue]];
    }),
  );
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flatMap(elements) : [value];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
