import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Policy } from '../build/policy.ts';
import { matchGlob } from '../evaluate/glob.ts';
import type { PolicyVersion } from '../document.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { lint } from './lint.ts';
import { overlap } from './overlap.ts';
import { allow, deny, type Example, type Examples } from './testing/example.ts';
import { examplesAToN } from './testing/examples-a-n.ts';
import { examplesNToZ } from './testing/examples-n-z.ts';
import { pairRules } from './pair-rules.ts';
import { rules } from './rules.ts';

const policyOf = (kind: PolicyKind, statement: Statement, version: PolicyVersion): Policy => ({
  name: 'p',
  kind,
  document: { Version: version, Statement: [statement] },
});
const codes = (kind: PolicyKind, statement: Statement, version: PolicyVersion) =>
  lint(policyOf(kind, statement, version)).map(({ code }) => code);
const messages = (kind: PolicyKind, statement: Statement) =>
  lint(policyOf(kind, statement, '2012-10-17')).map(({ message }) => message);

const examples: Record<string, Examples> = { ...examplesAToN, ...examplesNToZ };

const filled = ([kind, statement, version = '2012-10-17']: Example) => [kind, statement, version] as const;

describe.each(rules.map(({ code }) => code))('%s', (code) => {
  const { bad, good } = examples[code] as Examples;
  test.each(bad.map(filled))('is found in a policy of kind %s: %j', (kind, statement, version) =>
    expect(codes(kind, statement, version)).toContain(code),
  );
  test.each(good.map(filled))('is not in a policy of kind %s: %j', (kind, statement, version) =>
    expect(codes(kind, statement, version)).toEqual([]),
  );
});

describe('messages say what to do', () => {
  test.each<[Statement, string]>([
    [allow({ Action: 's3:PutObjekt' }), '"s3:PutObjekt" is no action of s3. Did you mean PutObject?'],
    [
      allow({ Action: 'dyanmodb:PutItem', Resource: '*' }),
      'AWS has no service "dyanmodb" that this library knows. Did you mean dynamodb?',
    ],
    [
      allow({ Action: 's3:ListBucket' }),
      'No Resource is what s3:ListBucket acts on (s3:accesspoint, s3:bucket). Name one, such as arn:*:s3:*:*:accesspoint/* or arn:*:s3:::*.',
    ],
    [
      deny({ Condition: { StringNotEquals: { 'aws:SorceVpce': 'v' } } }),
      'No request carries "aws:SorceVpce", so StringNotEquals always holds and keeps nobody out of the Deny. Did you mean aws:SourceVpce?',
    ],
    [
      deny({ Action: ['s3:Get*', 's3:PutObject'], Condition: { StringNotEquals: { 's3:x-amz-acl': 'private' } } }),
      'Requests for s3:GetAccelerateConfiguration, s3:GetAccessGrant, s3:GetAccessGrantsInstance and 60 more never carry s3:x-amz-acl, so StringNotEquals always holds and they are denied whatever the value. Give the actions that carry the key a statement of their own.',
    ],
    [
      allow({ Resource: 'arn:aws:s3:::docs*/*' }),
      '"arn:aws:s3:::docs*/*" leaves the name open. Name what is meant; a wildcard after the name is fine.',
    ],
  ])('%j', (statement, message) => {
    expect(messages('identity', statement)).toContain(message);
  });
});

test('every rule has a file, a heading with its severity in LINT.md, and examples; nothing else has', () => {
  const expected = rules.map(({ code }) => code);
  expect(expected).toEqual([...expected].sort());
  expect(readdirSync(new URL('./rules/', import.meta.url)).sort()).toEqual(expected.map((code) => `${code}.ts`));
  const described = [
    ...readFileSync(new URL('../../LINT.md', import.meta.url), 'utf8').matchAll(/^## (\S+) \((\w+)\)$/gm),
  ];
  expect(described.map(([, code, severity]) => [code, severity])).toEqual(
    [...rules, ...pairRules].map(({ code, severity }) => [code, severity]),
  );
  const pairs = pairRules.map(({ code }) => code);
  expect(pairs).toEqual([...pairs].sort());
  expect(readdirSync(new URL('./pairs/', import.meta.url)).sort()).toEqual(pairs.map((code) => `${code}.ts`));
  expect(Object.keys(examples).sort()).toEqual(expected);
});

test('patterns overlap if some text matches both', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, pattern, text, (a, b, t) => !(matchGlob(a, t) && matchGlob(b, t)) || overlap(a, b)),
    { numRuns: 5000 },
  );
  fc.assert(fc.property(text, text, (a, b) => overlap(a, b) === (a === b)));
});
