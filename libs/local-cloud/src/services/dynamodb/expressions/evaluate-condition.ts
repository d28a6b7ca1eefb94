import { isEqual, membersOf, scalarOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { compareBytes, sortable } from '../values/order.ts';
import type { Comparator, Condition, Operand } from './ast.ts';
import { valueAt } from './path.ts';

/** Whether a condition holds for an item; one that does not exist is an empty one. What is missing or of another type is false. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.condition, item);
    case 'compare': {
      const left = valueOf(condition.left, item);
      const right = valueOf(condition.right, item);
      // A value that is missing differs from every other.
      if (left === undefined || right === undefined) return condition.operator === '<>' && left !== right;
      return compare(condition.operator, left, right);
    }
    case 'between': {
      const [value, low, high] = [condition.operand, condition.low, condition.high].map((each) => valueOf(each, item));
      return value !== undefined && low !== undefined && high !== undefined
        ? compare('>=', value, low) && compare('<=', value, high)
        : false;
    }
    case 'in': {
      const value = valueOf(condition.operand, item);
      return (
        value !== undefined &&
        condition.list.some((each) => {
          const other = valueOf(each, item);
          return other !== undefined && isEqual(value, other);
        })
      );
    }
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.exists;
    case 'type': {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins_with':
    case 'contains': {
      const value = valueOf(condition.operand, item);
      const argument = valueOf(condition.argument, item);
      if (value === undefined || argument === undefined) return false;
      return condition.kind === 'begins_with' ? beginsWith(value, argument) : contains(value, argument);
    }
  }
}

function valueOf(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'path':
      return valueAt(item, operand.path);
    case 'size': {
      const value = valueAt(item, operand.path);
      const size = value && sizeFor(value);
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

/** What `size` says: bytes of strings and binary values, members of collections. */
function sizeFor(value: AttributeValue): number | undefined {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return membersOf(value)?.length;
}

function compare(operator: Comparator, left: AttributeValue, right: AttributeValue): boolean {
  if (operator === '=') return isEqual(left, right);
  if (operator === '<>') return !isEqual(left, right);
  if (typeOf(left) !== typeOf(right)) return false;
  const one = sortable(left);
  const other = sortable(right);
  if (one === undefined || other === undefined) return false;
  const order = compareBytes(one, other);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (typeOf(value) !== typeOf(prefix) || 'N' in value) return false;
  const text = sortable(value);
  const start = sortable(prefix);
  return text !== undefined && start !== undefined && text.startsWith(start);
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('L' in value) return value.L.some((each) => isEqual(each, part));
  const members = membersOf(value);
  if (members !== undefined) return typeOf(value) === `${typeOf(part)}S` && members.includes(scalarOf(part) as string);
  if (typeOf(value) !== typeOf(part) || 'N' in value) return false;
  const text = sortable(value);
  const sought = sortable(part);
  return text !== undefined && sought !== undefined && text.includes(sought);
}
