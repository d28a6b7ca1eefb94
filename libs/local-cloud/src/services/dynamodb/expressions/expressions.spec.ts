import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../kernel/wire.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { applyUpdate } from './apply-update.ts';
import { holds } from './evaluate-condition.ts';
import { keyConditionFor, parseKeyCondition } from './key-condition.ts';
import { parseCondition } from './parse-condition.ts';
import { parseUpdate } from './parse-update.ts';
import { Placeholders } from './placeholders.ts';
import { parseProjection, project } from './projection.ts';

const placeholders = (values: JsonObject = {}, names: JsonObject = {}): Placeholders =>
  Placeholders.read(
    {
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    },
    ['x'],
  );

const item: Item = {
  id: { S: 'a' },
  n: { N: '5' },
  txt: { S: 'hello' },
  bytes: { B: Buffer.from('hello').toString('base64') },
  tags: { SS: ['red', 'blue'] },
  lst: { L: [{ N: '1' }, { S: 'two' }, { M: { three: { N: '3' } } }] },
  tree: { M: { inside: { M: { deep: { S: 'x' } } } } },
  yes: { BOOL: true },
  nothing: { NULL: true },
};

const values: JsonObject = {
  ':five': { N: '5.0' },
  ':four': { N: '4' },
  ':six': { N: '6' },
  ':he': { S: 'he' },
  ':txt': { S: 'hello' },
  ':lo': { S: 'lo' },
  ':red': { S: 'red' },
  ':two': { S: 'two' },
  ':S': { S: 'S' },
  ':yes': { BOOL: true },
  ':tags': { SS: ['blue', 'red'] },
  ':b': { B: Buffer.from('he').toString('base64') },
};

const isTrue = (text: string): boolean =>
  holds(parseCondition('ConditionExpression', text, placeholders(values)), item);
const problem = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was taken.');
};

describe('conditions', () => {
  test.each([
    'n = :five',
    'n <> :four',
    'n > :four AND n < :six',
    'n BETWEEN :four AND :six',
    'n IN (:four, :five)',
    'attribute_exists(tree.inside.deep)',
    'attribute_not_exists(tree.inside.another)',
    'attribute_exists(lst[2].three)',
    'attribute_type(txt, :S)',
    'begins_with(txt, :he)',
    'begins_with(bytes, :b)',
    'contains(txt, :lo)',
    'contains(tags, :red)',
    'contains(lst, :two)',
    'size(txt) = :five',
    'size(lst) < :four',
    'tags = :tags',
    'yes = :yes',
    'absent <> :five',
    'NOT absent = :five',
    'n = :four OR n = :five AND txt = :txt',
    '(n = :four OR n = :five) AND NOT (txt = :he)',
    ':four < n',
    'lst[0] < n',
  ])('%s', (text) => expect(isTrue(text)).toBe(true));

  test.each([
    'n = :four',
    'n = :txt',
    'n < :txt',
    'absent = :five',
    'absent < :five',
    'absent BETWEEN :four AND :six',
    'attribute_exists(absent)',
    'attribute_not_exists(n)',
    'attribute_type(n, :S)',
    'contains(n, :five)',
    'contains(tags, :txt)',
    'begins_with(n, :he)',
    'size(n) = :five',
    'size(absent) = :five',
    'n = :four AND n = :five OR txt = :he',
    'NOT n = :five',
    'lst[9] = :five',
    'txt.inside = :five',
  ])('not %s', (text) => expect(isTrue(text)).toBe(false));

  test.each([
    ['', 'The expression can not be empty;'],
    ['n = ', 'Syntax error; token: "<EOF>", near: "= "'],
    ['n % :five', 'Syntax error; token: "%", near: "%"'],
    ['n = :five :four', 'Syntax error; token: ":four", near: ":five :four"'],
    ['status = :five', 'Attribute name is a reserved keyword; reserved keyword: status'],
    ['#a = :five', 'An expression attribute name used in the document path is not defined; attribute name: #a'],
    ['n = :none', 'An expression attribute value used in expression is not defined; attribute value: :none'],
    ['sum(n, :five)', 'Invalid function name; function: sum'],
    [
      'attribute_exists(n, txt)',
      'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2',
    ],
    [
      'n = if_not_exists(n, :five)',
      'The function is not allowed to be used this way in an expression; function: if_not_exists',
    ],
    [
      'begins_with(n, :five)',
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    ['n < :yes', 'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL'],
    [
      'attribute_type(n, :txt)',
      'Invalid attribute type name found; type: hello, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    [
      'n = n',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    [
      'n BETWEEN :six AND :four',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:4}',
    ],
    ['((n = :five))', 'The expression has redundant parentheses;'],
    [
      'attribute_exists(:five)',
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
  ])('%s is refused', (text, message) => {
    expect(problem(() => parseCondition('ConditionExpression', text, placeholders(values)))).toBe(
      `Invalid ConditionExpression: ${message}`,
    );
  });

  test('a long chain is no problem, too many operators are', () => {
    const chain = (length: number): string => Array.from({ length }, () => 'n = :five').join(' AND ');
    expect(isTrue(chain(150))).toBe(true);
    expect(problem(() => isTrue(chain(151)))).toContain('too many operators');
  });

  test('neither are a thousand parentheses', () => {
    const nested = (depth: number): string => `${'(NOT '.repeat(depth)}n = :five${')'.repeat(depth)}`;
    expect(isTrue(nested(100))).toBe(true);
    expect(problem(() => isTrue('('.repeat(2000)))).toContain('too many parentheses in parentheses');
    expect(problem(() => updated(`SET n = ${'('.repeat(2000)}`))).toContain('too many parentheses in parentheses');
    expect(problem(() => updated(`SET n = ${'if_not_exists(n, '.repeat(200)}`))).toContain('too many parentheses');
  });

  test('arbitrary text is parsed or refused, and never breaks the parser', () => {
    const words = fc.constantFrom(
      'n',
      '#',
      ':five',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      '=',
      '<',
      'BETWEEN',
      'IN',
      ',',
      '.',
      '[',
      ']',
      '0',
      'size',
      'contains',
      'é',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (all) => {
        try {
          holds(parseCondition('FilterExpression', all.join(' '), placeholders(values)), item);
        } catch (error) {
          expect((error as { code?: string }).code).toBe('ValidationException');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('comparisons of numbers are those of numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const known = placeholders({ ':a': { N: String(a) }, ':b': { N: String(b) } });
        expect(holds(parseCondition('FilterExpression', ':a < :b', known), {})).toBe(a < b);
      }),
    );
  });

  test('AND, OR and NOT are those of logic', () => {
    type Tree = { readonly text: string; readonly value: boolean };
    const trees = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
      leaf: fc.boolean().map((value) => ({ text: value ? 'n = :five' : 'n = :four', value })),
      tree: fc.oneof(
        { maxDepth: 5 },
        tie('leaf'),
        tie('tree').map(({ text, value }) => ({ text: `NOT (${text})`, value: !value })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]) => ({ text: `(${a.text}) AND (${b.text})`, value: a.value && b.value })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([a, b]) => ({ text: `(${a.text}) OR (${b.text})`, value: a.value || b.value })),
      ),
    }));
    fc.assert(
      fc.property(trees.tree, ({ text, value }) => {
        fc.pre(text.length < 2000);
        expect(isTrue(text)).toBe(value);
      }),
    );
  });
});

describe('placeholders', () => {
  test('that are not used are refused', () => {
    const known = placeholders({ ':a': { N: '1' }, ':b': { N: '2' } });
    parseCondition('FilterExpression', 'n = :a', known);
    expect(problem(() => known.checkUsed())).toBe(
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}',
    );
  });

  test.each([
    [{ ExpressionAttributeNames: { a: 'b' } }, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    [{ ExpressionAttributeValues: {} }, 'ExpressionAttributeValues must not be empty'],
    [
      { ExpressionAttributeValues: { ':a': { N: 'x' } } },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a',
    ],
  ] as const)('%j is refused', (input, message) => {
    expect(problem(() => Placeholders.read(input, ['x']))).toBe(message);
  });

  test('without expressions are refused', () => {
    expect(problem(() => Placeholders.read({ ExpressionAttributeNames: { '#a': 'b' } }, [undefined]))).toBe(
      'ExpressionAttributeNames can only be specified when using expressions',
    );
  });
});

const updateValues: JsonObject = {
  ':one': { N: '1' },
  ':x': { S: 'x' },
  ':lst': { L: [{ S: 'new' }] },
  ':red': { SS: ['red'] },
  ':both': { SS: ['red', 'blue'] },
  ':green': { SS: ['green'] },
};
const updated = (text: string, names: JsonObject = {}): Item =>
  applyUpdate(item, parseUpdate(text, placeholders(updateValues, names)));

describe('updates', () => {
  test.each<[string, Record<string, AttributeValue | undefined>]>([
    ['SET n = n + :one', { n: { N: '6' } }],
    ['SET n = n - :one, txt = :x', { n: { N: '4' }, txt: { S: 'x' } }],
    ['SET m = if_not_exists(m, :one)', { m: { N: '1' } }],
    ['SET n = if_not_exists(n, :one)', { n: { N: '5' } }],
    ['SET lst = list_append(lst, :lst)', { lst: { L: [...(item['lst'] as { L: AttributeValue[] }).L, { S: 'new' }] } }],
    ['SET lst[1] = :x', { lst: { L: [{ N: '1' }, { S: 'x' }, { M: { three: { N: '3' } } }] } }],
    ['SET lst[99] = :x', { lst: { L: [...(item['lst'] as { L: AttributeValue[] }).L, { S: 'x' }] } }],
    [
      'SET tree.inside.deep = :one, tree.beside = :x',
      { tree: { M: { inside: { M: { deep: { N: '1' } } }, beside: { S: 'x' } } } },
    ],
    ['SET n = txt, txt = n', { n: { S: 'hello' }, txt: { N: '5' } }],
    ['REMOVE txt, lst[0], lst[1]', { txt: undefined, lst: { L: [{ M: { three: { N: '3' } } }] } }],
    ['REMOVE tree.inside.deep', { tree: { M: { inside: { M: {} } } } }],
    ['REMOVE absent', {}],
    ['ADD n :one, fresh :one', { n: { N: '6' }, fresh: { N: '1' } }],
    ['ADD tags :green', { tags: { SS: ['red', 'blue', 'green'] } }],
    ['DELETE tags :red', { tags: { SS: ['blue'] } }],
    ['DELETE tags :both', { tags: undefined }],
    ['set n = :one remove txt', { n: { N: '1' }, txt: undefined }],
  ])('%s', (text, changes) => {
    const expected = { ...item, ...changes };
    const left = Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
    const before = structuredClone(item);
    expect(updated(text)).toEqual(left);
    expect(item).toEqual(before);
  });

  test.each([
    ['SET n = absent + :one', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET n = txt + :one', 'An operand in the update expression has an incorrect data type'],
    ['SET absent.inside = :one', 'The document path provided in the update expression is invalid for update'],
    ['SET txt.inside = :one', 'The document path provided in the update expression is invalid for update'],
    ['ADD txt :one', 'An operand in the update expression has an incorrect data type'],
    [
      'SET n = :one SET txt = :x',
      'Invalid UpdateExpression: The "SET" section can only be used once in an update expression;',
    ],
    [
      'SET tree = :x, tree.inside = :x',
      'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [tree], path two: [tree, inside]',
    ],
    [
      'SET tree.a = :x, tree[0] = :x',
      'Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [tree, a], path two: [tree, [0]]',
    ],
    [
      'ADD n :x',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
    ],
    [
      'DELETE n :one',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND',
    ],
    [
      'SET n = size(txt)',
      'Invalid UpdateExpression: The function is not allowed in an update expression; function: size',
    ],
    ['SET n = :one txt', 'Invalid UpdateExpression: Syntax error; token: "txt", near: ":one txt"'],
  ])('%s is refused', (text, message) => expect(problem(() => updated(text))).toBe(message));

  test('what is set can be read at its path', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (name, S) => {
        fc.pre(name !== 'tree');
        const known = Placeholders.read(
          { ExpressionAttributeNames: { '#n': name }, ExpressionAttributeValues: { ':v': { S } } },
          ['x'],
        );
        const after = applyUpdate(item, parseUpdate('SET tree.#n = :v', known));
        expect(Object.getOwnPropertyDescriptor((after['tree'] as { M: Item }).M, name)?.value).toEqual({ S });
      }),
    );
  });
});

describe('projections', () => {
  const picked = (text: string): Item => project(item, parseProjection(text, placeholders()));

  test.each<[string, Item]>([
    ['id, n', { id: { S: 'a' }, n: { N: '5' } }],
    ['tree.inside.deep', { tree: { M: { inside: { M: { deep: { S: 'x' } } } } } }],
    ['lst[2].three, lst[0]', { lst: { L: [{ N: '1' }, { M: { three: { N: '3' } } }] } }],
    ['absent, lst[7], txt.x', {}],
  ])('%s', (text, expected) => expect(picked(text)).toEqual(expected));

  test('paths that overlap are refused', () => {
    expect(problem(() => picked('tree, tree.inside'))).toContain('Two document paths overlap with each other');
  });
});

describe('key conditions', () => {
  const schema = { hash: { name: 'id', type: 'S' }, range: { name: 'n', type: 'N' } } as const;
  const known = (): Placeholders =>
    placeholders({ ':id': { S: 'a' }, ':n': { N: '1' }, ':m': { N: '2' }, ':e': { S: '' } });
  const read = (text: string): unknown => keyConditionFor(parseKeyCondition(text, known()), schema);

  test('are about one partition, and a stretch of it', () => {
    expect(read('id = :id')).toEqual({ hash: { S: 'a' } });
    expect(read('n > :n AND id = :id')).toEqual({ hash: { S: 'a' }, range: { operator: '>', value: { N: '1' } } });
    expect(read('id = :id AND (n BETWEEN :n AND :m)')).toEqual({
      hash: { S: 'a' },
      range: { operator: 'between', low: { N: '1' }, high: { N: '2' } },
    });
  });

  test.each([
    ['n = :n', 'Query condition missed key schema element: id'],
    ['id = :id AND txt = :n', 'Query condition missed key schema element: n'],
    ['id < :id', 'Query key condition not supported'],
    ['id = :id AND n > :n AND n < :m', 'KeyConditionExpressions must only contain one condition per key'],
    ['id = :id OR n = :n', 'Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR'],
    ['id = :id AND n <> :n', 'Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>'],
    [
      'id = :id AND contains(n, :n)',
      'Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: contains',
    ],
    [
      'id = :id AND n = :id',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'id = :e',
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
    ],
  ])('%s is refused', (text, message) => expect(problem(() => read(text))).toBe(message));
});
