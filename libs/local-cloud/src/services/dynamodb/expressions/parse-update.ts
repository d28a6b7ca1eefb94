import { typeOf, type AttributeValue } from '../values/attribute-value.ts';
import type { Expression, UpdateAction } from './ast.ts';
import { Parser } from './parser.ts';
import { clashOf, showPath } from './path.ts';
import type { Placeholders } from './placeholders.ts';

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
type Section = (typeof sections)[number];

const conditionFunctions: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
]);

/**
 * Parses an update expression. Throws ValidationException.
 * Source: DynamoDB Developer Guide, "Using update expressions in DynamoDB".
 */
export function parseUpdate(text: string, placeholders: Placeholders): readonly UpdateAction[] {
  const parser = new Parser('UpdateExpression', text, placeholders);
  const actions: UpdateAction[] = [];
  const seen = new Set<Section>();
  while (parser.next.kind !== 'end') {
    const section = sections.find((each) => parser.isWord(each));
    if (section === undefined) throw parser.syntaxError();
    parser.take();
    if (seen.has(section)) {
      throw parser.problem(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    do actions.push(action(parser, section));
    while (parser.takesSymbol(','));
  }
  checkPaths(parser, actions);
  return actions;
}

function action(parser: Parser, section: Section): UpdateAction {
  const path = parser.path();
  if (section === 'REMOVE') return { kind: 'REMOVE', path };
  if (section === 'SET') {
    parser.expectSymbol('=');
    return { kind: 'SET', path, to: sum(parser) };
  }
  const value = parser.value();
  checkOperand(parser, section, value);
  return { kind: section, path, value };
}

function checkOperand(parser: Parser, section: 'ADD' | 'DELETE', value: AttributeValue): void {
  const type = typeOf(value);
  const fits = type === 'SS' || type === 'NS' || type === 'BS' || (section === 'ADD' && type === 'N');
  if (fits) return;
  throw parser.problem(
    `Incorrect operand type for operator or function; operator: ${section}, operand type: ${longNames[type]}, typeSet: ALLOWED_FOR_${section}_OPERAND`,
  );
}

const longNames: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
};

/** One operand, or two with + or - between them. */
function sum(parser: Parser): Expression {
  const left = operand(parser);
  for (const [sign, kind] of [
    ['+', 'plus'],
    ['-', 'minus'],
  ] as const) {
    if (!parser.takesSymbol(sign)) continue;
    const right = operand(parser);
    for (const each of [left, right]) {
      if (each.kind !== 'value' || 'N' in each.value) continue;
      throw parser.problem(
        `Incorrect operand type for operator or function; operator or function: ${sign}, operand type: ${typeOf(each.value)}`,
      );
    }
    return { kind, left, right };
  }
  return left;
}

function operand(parser: Parser): Expression {
  if (parser.takesSymbol('(')) return parser.inParentheses(() => sum(parser));
  if (parser.isCall()) return call(parser);
  if (parser.next.kind === 'value') return { kind: 'value', value: parser.value() };
  if (!parser.isPath()) throw parser.syntaxError();
  return { kind: 'path', path: parser.path() };
}

function call(parser: Parser): Expression {
  const name = parser.take().text;
  if (conditionFunctions.has(name)) {
    throw parser.problem(`The function is not allowed in an update expression; function: ${name}`);
  }
  if (name !== 'if_not_exists' && name !== 'list_append') {
    throw parser.problem(`Invalid function name; function: ${name}`);
  }
  parser.expectSymbol('(');
  const operands = parser.inParentheses(() => {
    const list = [operand(parser)];
    while (parser.takesSymbol(',')) list.push(operand(parser));
    return list;
  });
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length !== 2) {
    throw parser.problem(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name === 'if_not_exists') {
    if (left.kind !== 'path') {
      throw parser.problem(`Operator or function requires a document path; operator or function: ${name}`);
    }
    return { kind: name, path: left.path, otherwise: right };
  }
  for (const each of [left, right]) {
    if (each.kind !== 'value' || 'L' in each.value) continue;
    throw parser.problem(
      `Incorrect operand type for operator or function; operator or function: list_append, operand type: ${typeOf(each.value)}`,
    );
  }
  return { kind: name, left, right };
}

function checkPaths(parser: Parser, actions: readonly UpdateAction[]): void {
  for (const [index, { path: two }] of actions.entries()) {
    for (const { path: one } of actions.slice(0, index)) {
      const clash = clashOf(one, two);
      if (clash === undefined) continue;
      throw parser.problem(
        `Two document paths ${clash} with each other; must remove or rewrite one of these paths; path one: ${showPath(one)}, path two: ${showPath(two)}`,
      );
    }
  }
}
