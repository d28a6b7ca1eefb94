import { ValidationException } from '../errors.ts';
import { typeOf, type AttributeValue, type KeyType } from '../values/attribute-value.ts';
import type { Condition, Operand } from './ast.ts';
import { parseCondition } from './parse-condition.ts';
import type { Placeholders } from './placeholders.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute | undefined;
}

export type RangeCondition =
  | { readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'begins_with'; readonly value: AttributeValue }
  | { readonly operator: 'between'; readonly low: AttributeValue; readonly high: AttributeValue };

/** Which items of an index a query is about: one partition, and there a stretch of range keys. */
export interface KeyCondition {
  readonly hash: AttributeValue;
  readonly range?: RangeCondition;
}

/** A parsed key condition, not yet put to an index. */
export interface KeyTerms {
  readonly terms: readonly KeyTerm[];
}

interface KeyTerm {
  readonly name: string;
  readonly condition: RangeCondition;
}

const invalid = (reason: string): ValidationException =>
  new ValidationException(`Invalid KeyConditionExpression: ${reason}`);

/** Parses a key condition expression. Throws ValidationException. Source: DynamoDB Developer Guide, "Key condition expressions". */
export function parseKeyCondition(text: string, placeholders: Placeholders): KeyTerms {
  const terms = conjuncts(parseCondition('KeyConditionExpression', text, placeholders)).map(termOf);
  const names = terms.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new ValidationException('KeyConditionExpressions must only contain one condition per key');
  }
  return { terms };
}

/** Throws ValidationException if the terms are not about the keys of this index. */
export function keyConditionFor({ terms }: KeyTerms, schema: KeySchema): KeyCondition {
  const { hash, range } = schema;
  const onHash = terms.find(({ name }) => name === hash.name);
  const onRange = range && terms.find(({ name }) => name === range.name);
  const known = [onHash, onRange].filter((each) => each !== undefined).length;
  if (onHash === undefined) {
    throw new ValidationException(`Query condition missed key schema element: ${hash.name}`);
  }
  if (known < terms.length) {
    if (terms.length > 2) throw new ValidationException('Conditions can be of length 1 or 2 only');
    throw range === undefined
      ? new ValidationException('Query key condition not supported')
      : new ValidationException(`Query condition missed key schema element: ${range.name}`);
  }
  const { condition } = onHash;
  if (condition.operator !== '=') throw new ValidationException('Query key condition not supported');
  checkTypes(condition, hash);
  if (onRange === undefined) return { hash: condition.value };
  checkTypes(onRange.condition, range as KeyAttribute);
  return { hash: condition.value, range: onRange.condition };
}

function checkTypes(condition: RangeCondition, { name, type }: KeyAttribute): void {
  const values = condition.operator === 'between' ? [condition.low, condition.high] : [condition.value];
  for (const value of values) {
    if (typeOf(value) !== type) {
      throw new ValidationException(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
    if (condition.operator !== 'begins_with' && ('S' in value ? value.S : 'B' in value ? value.B : ' ') === '') {
      throw new ValidationException(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === 'S' ? 'string' : 'binary'} value. Key: ${name}`,
      );
    }
  }
}

function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and') return [...conjuncts(condition.left), ...conjuncts(condition.right)];
  return [condition];
}

function termOf(condition: Condition): KeyTerm {
  switch (condition.kind) {
    case 'or':
      throw invalid('Invalid operator used in KeyConditionExpression: OR');
    case 'not':
      throw invalid('Invalid operator used in KeyConditionExpression: NOT');
    case 'in':
      throw invalid('Invalid operator used in KeyConditionExpression: IN');
    case 'exists':
      throw invalid(
        `Invalid operator used in KeyConditionExpression: ${condition.exists ? 'attribute_exists' : 'attribute_not_exists'}`,
      );
    case 'type':
      throw invalid('Invalid operator used in KeyConditionExpression: attribute_type');
    case 'contains':
      throw invalid('Invalid operator used in KeyConditionExpression: contains');
    case 'and':
      throw new Error('A conjunction inside a conjunct.');
    case 'begins_with':
      return {
        name: nameOf(condition.operand),
        condition: { operator: 'begins_with', value: valueOf(condition.argument) },
      };
    case 'between':
      return {
        name: nameOf(condition.operand),
        condition: { operator: 'between', low: valueOf(condition.low), high: valueOf(condition.high) },
      };
    case 'compare': {
      const { left, operator, right } = condition;
      if (operator === '<>') throw invalid('Invalid operator used in KeyConditionExpression: <>');
      // `:v < a` says the same as `a > :v`.
      return left.kind === 'value'
        ? { name: nameOf(right), condition: { operator: mirrored[operator], value: left.value } }
        : { name: nameOf(left), condition: { operator, value: valueOf(right) } };
    }
  }
}

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function nameOf(operand: Operand): string {
  if (operand.kind === 'size') {
    throw invalid('KeyConditionExpressions cannot contain nested operations');
  }
  if (operand.kind === 'value') {
    throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
  }
  const [name, ...rest] = operand.path;
  if (rest.length > 0) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
  return String(name);
}

function valueOf(operand: Operand): AttributeValue {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'size') throw invalid('KeyConditionExpressions cannot contain nested operations');
  throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
}
