import { scalarOf, typeOf, type AttributeValue } from '../values/attribute-value.ts';
import { attributeTypes } from '../values/attribute-value.ts';
import { compareBytes, sortable } from '../values/order.ts';
import type { Comparator, Condition, Operand } from './ast.ts';
import { Parser, type ExpressionKind } from './parser.ts';
import { showPath } from './path.ts';
import type { Placeholders } from './placeholders.ts';

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const functions: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};
const MOST_IN = 100;
const MOST_OPERATORS = 300;

/**
 * Parses a condition, filter or key condition. Throws ValidationException.
 * Source: DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions in DynamoDB".
 */
export function parseCondition(kind: ExpressionKind, text: string, placeholders: Placeholders): Condition {
  const parser = new ConditionParser(new Parser(kind, text, placeholders));
  return parser.whole();
}

class ConditionParser {
  readonly #parser: Parser;
  /** Conditions that stand in parentheses of their own. */
  readonly #parenthesised = new WeakSet<Condition>();
  #operators = 0;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  whole(): Condition {
    const condition = this.#or();
    this.#parser.expectEnd();
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#parser.takesWord('OR')) {
      this.#count();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#parser.takesWord('AND')) {
      this.#count();
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): Condition {
    if (!this.#parser.takesWord('NOT')) return this.#primary();
    this.#count();
    return { kind: 'not', condition: this.#not() };
  }

  #primary(): Condition {
    const parser = this.#parser;
    if (parser.takesSymbol('(')) {
      const doubled = parser.isSymbol('(');
      const condition = parser.inParentheses(() => this.#or());
      if (doubled && this.#parenthesised.has(condition)) {
        throw parser.problem('The expression has redundant parentheses;');
      }
      this.#parenthesised.add(condition);
      return condition;
    }
    if (parser.isCall() && parser.next.text !== 'size') return this.#function();
    return this.#comparison();
  }

  #function(): Condition {
    const parser = this.#parser;
    const name = parser.next.text;
    const count = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (count === undefined) {
      if (name === 'if_not_exists' || name === 'list_append') {
        throw parser.problem(`The function is not allowed to be used this way in an expression; function: ${name}`);
      }
      throw parser.problem(`Invalid function name; function: ${name}`);
    }
    this.#count();
    const operands = this.#operands();
    if (operands.length !== count) throw this.#wrongCount(name, operands.length);
    const [first, second] = operands as [Operand, Operand?];
    switch (name) {
      case 'attribute_exists':
      case 'attribute_not_exists':
        if (first.kind !== 'path') throw this.#needsPath(name);
        return { kind: 'exists', path: first.path, exists: name === 'attribute_exists' };
      case 'attribute_type':
        if (first.kind !== 'path') throw this.#needsPath(name);
        return { kind: 'type', path: first.path, type: this.#typeName(second) };
      case 'begins_with':
        this.#check(name, first, ['S', 'B']);
        this.#check(name, second, ['S', 'B']);
        break;
      default:
        break;
    }
    if (isSame(first, second as Operand)) {
      throw parser.problem(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}, first operand: ${show(first)}`,
      );
    }
    return { kind: name as 'begins_with' | 'contains', operand: first, argument: second as Operand };
  }

  #typeName(operand: Operand | undefined): string {
    const parser = this.#parser;
    if (operand?.kind !== 'value' || !('S' in operand.value)) {
      const type = operand?.kind === 'value' ? typeOf(operand.value) : '{S}';
      throw parser.problem(
        `Incorrect operand type for operator or function; operator or function: attribute_type, operand type: ${type}`,
      );
    }
    const name = operand.value.S;
    if (attributeTypes.some((each) => each === name)) return name;
    throw parser.problem(
      `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
    );
  }

  #comparison(): Condition {
    const parser = this.#parser;
    const left = this.#operand();
    if (parser.takesWord('BETWEEN')) {
      this.#count();
      const low = this.#operand();
      if (!parser.takesWord('AND')) throw parser.syntaxError();
      const high = this.#operand();
      this.#checkBounds(low, high);
      return { kind: 'between', operand: left, low, high };
    }
    if (parser.takesWord('IN')) {
      this.#count();
      const list = this.#operands();
      if (list.length > MOST_IN) throw this.#wrongCount('IN', list.length);
      return { kind: 'in', operand: left, list };
    }
    const operator = parser.next;
    if (operator.kind !== 'symbol' || !comparators.has(operator.text)) throw parser.syntaxError();
    parser.take();
    this.#count();
    const right = this.#operand();
    if (isSame(left, right)) {
      throw parser.problem(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator.text}, first operand: ${show(left)}`,
      );
    }
    if (operator.text !== '=' && operator.text !== '<>') {
      this.#check(operator.text, left, ['S', 'N', 'B']);
      this.#check(operator.text, right, ['S', 'N', 'B']);
    }
    return { kind: 'compare', operator: operator.text as Comparator, left, right };
  }

  #checkBounds(low: Operand, high: Operand): void {
    this.#check('BETWEEN', low, ['S', 'N', 'B']);
    this.#check('BETWEEN', high, ['S', 'N', 'B']);
    if (low.kind !== 'value' || high.kind !== 'value') return;
    const parser = this.#parser;
    const bounds = (): string =>
      `lower bound operand: AttributeValue: ${showValue(low.value)}, upper bound operand: AttributeValue: ${showValue(high.value)}`;
    if (typeOf(low.value) !== typeOf(high.value)) {
      throw parser.problem(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds()}`);
    }
    if (compareBytes(sortable(low.value) as string, sortable(high.value) as string) <= 0) return;
    throw parser.problem(
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds()}`,
    );
  }

  /** In parentheses, with commas between them. */
  #operands(): readonly Operand[] {
    const parser = this.#parser;
    if (parser.next.kind === 'word') parser.take();
    parser.expectSymbol('(');
    const operands = [this.#operand()];
    while (parser.takesSymbol(',')) operands.push(this.#operand());
    parser.expectSymbol(')');
    return operands;
  }

  #operand(): Operand {
    const parser = this.#parser;
    if (parser.isCall()) {
      const name = parser.next.text;
      if (name !== 'size') {
        const known = Object.hasOwn(functions, name) || name === 'if_not_exists' || name === 'list_append';
        throw parser.problem(
          known
            ? `The function is not allowed to be used this way in an expression; function: ${name}`
            : `Invalid function name; function: ${name}`,
        );
      }
      this.#count();
      const operands = this.#operands();
      const [only] = operands;
      if (only === undefined || operands.length !== 1) throw this.#wrongCount('size', operands.length);
      if (only.kind !== 'path') {
        const type = only.kind === 'value' ? typeOf(only.value) : 'N';
        throw parser.problem(
          `Incorrect operand type for operator or function; operator or function: size, operand type: ${type}`,
        );
      }
      return { kind: 'size', path: only.path };
    }
    if (parser.next.kind === 'value') return { kind: 'value', value: parser.value() };
    if (!parser.isPath()) throw parser.syntaxError();
    return { kind: 'path', path: parser.path() };
  }

  #check(operator: string, operand: Operand | undefined, types: readonly string[]): void {
    if (operand?.kind !== 'value' || types.includes(typeOf(operand.value))) return;
    throw this.#parser.problem(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(operand.value)}`,
    );
  }

  #count(): void {
    if (++this.#operators > MOST_OPERATORS) {
      throw this.#parser.problem(`The expression contains too many operators; operator count: ${this.#operators}`);
    }
  }

  #wrongCount(name: string, count: number): Error {
    return this.#parser.problem(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
    );
  }

  #needsPath(name: string): Error {
    return this.#parser.problem(`Operator or function requires a document path; operator or function: ${name}`);
  }
}

function isSame(one: Operand, other: Operand): boolean {
  return one.kind === 'path' && other.kind === 'path' && showPath(one.path) === showPath(other.path);
}

const show = (operand: Operand): string =>
  operand.kind === 'value' ? showValue(operand.value) : showPath(operand.path);

const showValue = (value: AttributeValue): string => `{${typeOf(value)}:${scalarOf(value) ?? JSON.stringify(value)}}`;
