import { ValidationException } from '../errors.ts';
import { membersOf, setOf, typeOf, type AttributeValue, type Item, type SetType } from '../values/attribute-value.ts';
import { addNumbers, subtractNumbers } from '../values/number.ts';
import type { Expression, UpdateAction } from './ast.ts';
import { child, valueAt, type Path } from './path.ts';

/**
 * The item after an update; the given one stays as it is. Every right side sees the item as it was before. Throws ValidationException.
 * Source: DynamoDB Developer Guide, "Using update expressions in DynamoDB".
 */
export function applyUpdate(item: Item, actions: readonly UpdateAction[]): Item {
  const changes = actions.map((action) => ({ path: action.path, value: resultOf(action, item) }));
  let result: AttributeValue = { M: item };
  for (const { path, value } of changes) if (value !== undefined) result = put(result, path, value);
  // Positions in lists are those of before: the last go first.
  const removals = changes.filter(({ value }) => value === undefined).map(({ path }) => path);
  for (const path of removals.toSorted(laterFirst)) result = remove(result, path);
  return (result as { readonly M: Item }).M;
}

/** Undefined takes the attribute away. */
function resultOf(action: UpdateAction, item: Item): AttributeValue | undefined {
  switch (action.kind) {
    case 'SET':
      return evaluate(action.to, item);
    case 'REMOVE':
      return undefined;
    case 'ADD':
      return added(valueAt(item, action.path), action.value);
    case 'DELETE':
      return without(valueAt(item, action.path), action.value);
  }
}

function evaluate(expression: Expression, item: Item): AttributeValue {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'path': {
      const value = valueAt(item, expression.path);
      if (value !== undefined) return value;
      throw new ValidationException('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if_not_exists':
      return valueAt(item, expression.path) ?? evaluate(expression.otherwise, item);
    case 'list_append': {
      const left = evaluate(expression.left, item);
      const right = evaluate(expression.right, item);
      if (!('L' in left) || !('L' in right)) throw wrongType();
      return { L: [...left.L, ...right.L] };
    }
    case 'plus':
    case 'minus': {
      const left = evaluate(expression.left, item);
      const right = evaluate(expression.right, item);
      if (!('N' in left) || !('N' in right)) throw wrongType();
      return { N: expression.kind === 'plus' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N) };
    }
  }
}

function added(old: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (old === undefined) return value;
  if (typeOf(old) !== typeOf(value)) throw wrongType();
  if ('N' in old && 'N' in value) return { N: addNumbers(old.N, value.N) };
  const members = membersOf(old);
  if (members === undefined) throw wrongType();
  return setOf(typeOf(old) as SetType, [...new Set([...members, ...(membersOf(value) ?? [])])]);
}

function without(old: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (old === undefined) return undefined;
  if (typeOf(old) !== typeOf(value)) throw wrongType();
  const gone = new Set(membersOf(value));
  const left = (membersOf(old) ?? []).filter((each) => !gone.has(each));
  // There are no empty sets.
  return left.length === 0 ? undefined : setOf(typeOf(old) as SetType, left);
}

function put(container: AttributeValue, path: Path, value: AttributeValue): AttributeValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const old = child(container, step);
  if (rest.length > 0 && old === undefined) throw invalidPath();
  const inner = rest.length === 0 ? value : put(old as AttributeValue, rest, value);
  if (typeof step === 'string') {
    if (!('M' in container)) throw invalidPath();
    return { M: { ...container.M, [step]: inner } };
  }
  if (!('L' in container)) throw invalidPath();
  // Behind its end a list grows by one, whatever the position says.
  return { L: step >= container.L.length ? [...container.L, inner] : container.L.with(step, inner) };
}

function remove(container: AttributeValue, path: Path): AttributeValue {
  const [step, ...rest] = path;
  if (step === undefined) return container;
  const old = child(container, step);
  if (old === undefined) {
    // What is not there need not be removed, but the way to it must exist.
    const isThere = typeof step === 'number' ? 'L' in container : 'M' in container;
    if (rest.length > 0 || !isThere) throw invalidPath();
    return container;
  }
  if (rest.length > 0) {
    const inner = remove(old, rest);
    return typeof step === 'number'
      ? { L: (container as { readonly L: readonly AttributeValue[] }).L.with(step, inner) }
      : { M: { ...(container as { readonly M: Item }).M, [step]: inner } };
  }
  if ('L' in container && typeof step === 'number') return { L: container.L.toSpliced(step, 1) };
  const { M: map } = container as { readonly M: Item };
  return { M: Object.fromEntries(Object.entries(map).filter(([name]) => name !== step)) };
}

/** Orders paths so that higher positions of a list come before lower ones. */
function laterFirst(one: Path, other: Path): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one[at], other[at]];
    if (a === b) continue;
    return typeof a === 'number' && typeof b === 'number' ? b - a : 0;
  }
  return 0;
}

const wrongType = (): ValidationException =>
  new ValidationException('An operand in the update expression has an incorrect data type');

const invalidPath = (): ValidationException =>
  new ValidationException('The document path provided in the update expression is invalid for update');
