import { describe, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../document.ts';
import { PolicyError } from '../errors.ts';
import type { PolicyKind } from '../policy-kind.ts';
import { compilePolicy } from './policy.ts';

const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const refusal = (kind: PolicyKind, document: unknown): string => {
  try {
    compilePolicy(document as PolicyDocument, { name: 'p', kind });
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('documents AWS refuses are refused with the remedy', () => {
  test.each<[string, PolicyKind, unknown, string]>([
    [
      'no Statement',
      'identity',
      {},
      'p: the document has no Statement. Write {"Version":"2012-10-17","Statement":[…]}.',
    ],
    [
      'unknown Version',
      'identity',
      { Version: '2020-01-01', Statement: good },
      'p: unknown Version "2020-01-01". Write "Version": "2012-10-17".',
    ],
    ['a statement that is no object', 'identity', { Statement: [null] }, 'p, statement #0: it is no object.'],
    ['an Action that is no text', 'identity', { Statement: { ...good, Action: [1] } }, 'Action is no text'],
    ['a Resource that is no text', 'identity', { Statement: { ...good, Resource: {} } }, 'Resource is no text'],
    [
      'no Action in the list',
      'identity',
      { Statement: { ...good, Action: [] } },
      'Action is an empty list. Name at least',
    ],
    ['a Principal of nobody', 'bucket', { Statement: { ...good, Principal: {} } }, 'Principal names nobody'],
    [
      'an empty Principal',
      'bucket',
      { Statement: { ...good, Principal: { AWS: [] } } },
      'Principal AWS is an empty list',
    ],
    ['a Sid that is no text', 'identity', { Statement: { ...good, Sid: 1 } }, 'Sid is no text'],
    [
      'a Sid used twice',
      'identity',
      {
        Statement: [
          { ...good, Sid: 'S' },
          { ...good, Sid: 'S' },
        ],
      },
      'the Sid is used twice',
    ],
    ['a Principal that is a list', 'bucket', { Statement: { ...good, Principal: ['*'] } }, 'Principal is neither'],
    [
      'an unknown kind of principal',
      'bucket',
      { Statement: { ...good, Principal: { User: 'a' } } },
      'unknown Principal type "User"',
    ],
    [
      'a Principal that is no text',
      'bucket',
      { Statement: { ...good, Principal: { AWS: [1] } } },
      'Principal AWS is no text',
    ],
    ['a Condition that is no object', 'identity', { Statement: { ...good, Condition: 'x' } }, 'Condition is no object'],
    [
      'an operator without keys',
      'identity',
      { Statement: { ...good, Condition: { Bool: 'x' } } },
      'Condition Bool is no object',
    ],
    [
      'a condition value that is an object',
      'identity',
      { Statement: { ...good, Condition: { Bool: { 'aws:SecureTransport': {} } } } },
      'Condition Bool on aws:SecureTransport is no text',
    ],
    ['a typo', 'identity', { Statement: { ...good, Actions: 'x' } }, 'p, statement #0: unknown element "Actions".'],
    ['unknown Effect', 'identity', { Statement: { ...good, Effect: 'allow' } }, 'Write "Allow" or "Deny".'],
    ['no Action', 'bucket', { Statement: { Effect: 'Allow', Principal: '*', Resource: '*' } }, 'no Action'],
    [
      'Action and NotAction',
      'identity',
      { Statement: { ...good, NotAction: 's3:*' } },
      'Action and NotAction together. Keep one of the two.',
    ],
    [
      'no Resource',
      'identity',
      { Statement: { Sid: 'S', Effect: 'Allow', Action: '*' } },
      'p, statement S: no Resource.',
    ],
    [
      'Resource in a trust policy',
      'trust',
      { Statement: { ...good, Principal: '*' } },
      'a trust policy has no Resource. Remove it',
    ],
    [
      'Principal in an identity policy',
      'identity',
      { Statement: { ...good, Principal: '*' } },
      'this identity policy has a Principal',
    ],
    ['this bucket policy has no Principal', 'bucket', { Statement: good }, 'this bucket policy has no Principal'],
    [
      'NotPrincipal with Allow',
      'bucket',
      { Statement: { ...good, NotPrincipal: { AWS: '*' } } },
      'Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
    ],
    [
      'NotPrincipal in a trust policy',
      'trust',
      { Statement: { Effect: 'Deny', NotPrincipal: { AWS: '*' }, Action: 'sts:AssumeRole' } },
      'NotPrincipal',
    ],
  ])('%s', (_, kind, document, message) => {
    expect(refusal(kind, document)).toContain(message);
  });

  test.each<[string, PolicyKind, unknown]>([
    ['one statement', 'identity', { Statement: good }],
    ['a list', 'identity', { Version: '2012-10-17', Statement: [good, { ...good, Effect: 'Deny' }] }],
    ['a key policy statement without Action and Resource', 'key', { Statement: { Effect: 'Allow', Principal: '*' } }],
    [
      'a trust policy',
      'trust',
      { Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    ],
  ])('%s is accepted', (_, kind, document) => {
    expect(refusal(kind, document)).toBe('accepted');
  });
});
