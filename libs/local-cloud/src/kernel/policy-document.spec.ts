import { expect, test } from '@jest/globals';
import type { PolicyDocument } from '@palisade/policies';
import { checkDocument } from './policy-document.ts';

const options = { name: 'p', kind: 'identity' } as const;
const statement = { Sid: 'One', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } as const;
const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

test('a fine document is compiled', () => {
  const { compiled, problems } = checkDocument(text(statement), options);
  expect(problems).toEqual([]);
  expect(compiled).toMatchObject({ name: 'p', kind: 'identity' });
  expect(compiled?.document).toEqual(JSON.parse(text(statement)) as PolicyDocument);
});

test('what is no JSON is said to be none', () => {
  expect(checkDocument('{', options)).toEqual({
    compiled: undefined,
    problems: [{ cause: 'not-json', message: 'the policy is not valid JSON' }],
  });
});

test.each(['null', '7', '"text"', '[]', '{}', '{"Statement":[null]}', text({ ...statement, Effect: 'Maybe' })])(
  '%s is malformed',
  (document) => {
    const { compiled, problems } = checkDocument(document, options);
    expect(compiled).toBeUndefined();
    expect(problems).toEqual([{ cause: 'malformed', message: expect.stringMatching(/^p/) }]);
  },
);

test('every statement that cannot be decided is refused by name', () => {
  const known = { ...statement, Condition: { StringEquals: { 'aws:username': 'a' } } };
  const unknown = (Sid: string) => ({ ...statement, Sid, Condition: { StringSoundsLike: { 'aws:username': 'a' } } });
  expect(checkDocument(text(known), options).problems).toEqual([]);
  expect(checkDocument(text(unknown('A'), known, unknown('B')), options)).toEqual({
    compiled: undefined,
    problems: ['A', 'B'].map((sid) => ({
      cause: 'undecidable',
      message: `The local cloud cannot evaluate ${sid}: the unknown condition operator StringSoundsLike`,
    })),
  });
});
