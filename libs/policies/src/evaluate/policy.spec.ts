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
      { Version: '2020-01-01', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
      'p: unknown Version "2020-01-01". Write "Version": "2012-10-17".',
    ],
    [
      'a statement that is no object',
      'identity',
      { Statement: [null] },
      'p, statement #0: it is no object. Write {"Effect":…,"Action":…,"Resource":…}.',
    ],
    [
      'an Action that is no text',
      'identity',
      { Statement: { Effect: 'Allow', Action: [1], Resource: '*' } },
      'p, statement #0: Action is no text and no list of texts. Write "Action": ["…"].',
    ],
    [
      'a Resource that is no text',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: {} } },
      'p, statement #0: Resource is no text and no list of texts. Write "Resource": ["…"].',
    ],
    [
      'no Action in the list',
      'identity',
      { Statement: { Effect: 'Allow', Action: [], Resource: '*' } },
      'p, statement #0: Action is an empty list. Name at least one, or remove the statement.',
    ],
    [
      'a Principal of nobody',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: {} } },
      'p, statement #0: Principal names nobody. Write "Principal": {"AWS":["…"]}.',
    ],
    [
      'an empty Principal',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { AWS: [] } } },
      'p, statement #0: Principal AWS is an empty list. Name at least one.',
    ],
    [
      'a Sid that is no text',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Sid: 1 } },
      'p, statement 1: Sid is no text. Write letters and digits.',
    ],
    [
      'a Sid used twice',
      'identity',
      {
        Statement: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Sid: 'S' },
          { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Sid: 'S' },
        ],
      },
      'p, statement S: the Sid is used twice. Give each statement its own.',
    ],
    [
      'a Principal that is a list',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: ['*'] } },
      'p, statement #0: Principal is neither "*" nor an object. Write "Principal": {"AWS":["…"]}.',
    ],
    [
      'an unknown kind of principal',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { User: 'a' } } },
      'p, statement #0: unknown Principal type "User". Use AWS, Service, Federated, CanonicalUser.',
    ],
    [
      'a Principal that is no text',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { AWS: [1] } } },
      'p, statement #0: Principal AWS is no text and no list of texts. Write ARNs or service names.',
    ],
    [
      'a Condition that is no object',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: 'x' } },
      'p, statement #0: Condition is no object. Write {"StringEquals":{"aws:SourceVpce":"vpce-1"}}.',
    ],
    [
      'an operator without keys',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: { Bool: 'x' } } },
      'p, statement #0: Condition Bool is no object. Write {"StringEquals":{"aws:SourceVpce":"vpce-1"}}.',
    ],
    [
      'a condition value that is an object',
      'identity',
      {
        Statement: {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': {} } },
        },
      },
      'p, statement #0: Condition Bool on aws:SecureTransport is no text, number or boolean, and no list of them. Write {"StringEquals":{"aws:SourceVpce":"vpce-1"}}.',
    ],
    [
      'a typo',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Actions: 'x' } },
      'p, statement #0: unknown element "Actions". A statement has Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition.',
    ],
    [
      'unknown Effect',
      'identity',
      { Statement: { Effect: 'allow', Action: 's3:GetObject', Resource: '*' } },
      'p, statement #0: Effect is missing or unknown. Write "Allow" or "Deny".',
    ],
    [
      'no Action',
      'bucket',
      { Statement: { Effect: 'Allow', Principal: '*', Resource: '*' } },
      'p, statement #0: no Action. Name the actions the statement is about.',
    ],
    [
      'Action and NotAction',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', NotAction: 's3:*' } },
      'p, statement #0: Action and NotAction together. Keep one of the two.',
    ],
    [
      'no Resource',
      'identity',
      { Statement: { Sid: 'S', Effect: 'Allow', Action: '*' } },
      'p, statement S: no Resource. Name the ARNs the statement is about.',
    ],
    [
      'Resource in a trust policy',
      'trust',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: '*' } },
      'p, statement #0: a trust policy has no Resource. Remove it: the statement is about the role it is attached to.',
    ],
    [
      'Principal in an identity policy',
      'identity',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: '*' } },
      'p, statement #0: this identity policy has a Principal. Remove it: the policy is about the identity it is attached to.',
    ],
    [
      'this bucket policy has no Principal',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
      'p, statement #0: this bucket policy has no Principal. Name who the statement is about.',
    ],
    [
      'NotPrincipal with Allow',
      'bucket',
      { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', NotPrincipal: { AWS: '*' } } },
      'p, statement #0: NotPrincipal is supported only with Deny and not in trust policies. Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
    ],
    [
      'NotPrincipal in a trust policy',
      'trust',
      { Statement: { Effect: 'Deny', NotPrincipal: { AWS: '*' }, Action: 'sts:AssumeRole' } },
      'p, statement #0: NotPrincipal is supported only with Deny and not in trust policies. Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
    ],
    [
      'a condition with an object among its values',
      'identity',
      {
        Statement: {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': ['true', {}] } },
        },
      },
      'p, statement #0: Condition Bool on aws:SecureTransport is no text, number or boolean, and no list of them. Write {"StringEquals":{"aws:SourceVpce":"vpce-1"}}.',
    ],
    [
      'Resource and NotResource',
      'identity',
      { Statement: { Effect: 'Deny', Action: '*', Resource: '*', NotResource: '*' } },
      'p, statement #0: Resource and NotResource together. Keep one of the two.',
    ],
    [
      'Principal and NotPrincipal',
      'bucket',
      { Statement: { Effect: 'Deny', Action: '*', Resource: '*', Principal: '*', NotPrincipal: { AWS: '1' } } },
      'p, statement #0: Principal and NotPrincipal together. Keep one of the two.',
    ],
    [
      'a document that is no object',
      'identity',
      'text',
      'p: the document has no Statement. Write {"Version":"2012-10-17","Statement":[…]}.',
    ],
    [
      'no document',
      'identity',
      null,
      'p: the document has no Statement. Write {"Version":"2012-10-17","Statement":[…]}.',
    ],
    [
      'a typo in the document',
      'identity',
      { Version: '2012-10-17', Statements: [], Statement: [] },
      'p: unknown element "Statements". A document has Version, Id and Statement only.',
    ],
    [
      'a Sid used twice in a trust policy',
      'trust',
      {
        Statement: [
          { Sid: 'S', Effect: 'Allow', Principal: { Service: 'x' }, Action: 'sts:AssumeRole' },
          { Sid: 'S', Effect: 'Allow', Principal: { Service: 'x' }, Action: 'sts:AssumeRole' },
        ],
      },
      'p, statement S: the Sid is used twice. Give each statement its own.',
    ],
  ])('%s', (_, kind, document, message) => {
    expect(refusal(kind, document)).toBe(message);
  });

  test.each<[string, PolicyKind, unknown]>([
    ['one statement', 'identity', { Statement: good }],
    ['a list', 'identity', { Version: '2012-10-17', Statement: [good, { ...good, Effect: 'Deny' }] }],
    ['a key policy statement without Action and Resource', 'key', { Statement: { Effect: 'Allow', Principal: '*' } }],
    ['an Id, and the older language version', 'identity', { Version: '2008-10-17', Id: 'x', Statement: good }],
    [
      'principals of every type',
      'bucket',
      {
        Statement: [
          { ...good, Principal: { AWS: '1', Service: ['a', 'b'], Federated: 'c' } },
          { ...good, Principal: { CanonicalUser: 'd' } },
        ],
      },
    ],
    [
      'conditions of every type',
      'identity',
      {
        Statement: {
          ...good,
          Condition: { Bool: { a: true }, NumericEquals: { b: [1, 2] }, StringEquals: { c: 'x' } },
        },
      },
    ],
    [
      'a Sid used twice where the service does not mind',
      'bucket',
      {
        Statement: [
          { ...good, Sid: 'S', Principal: '*' },
          { ...good, Sid: 'S', Principal: '*' },
        ],
      },
    ],
    [
      'a trust policy',
      'trust',
      { Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    ],
  ])('%s is accepted', (_, kind, document) => {
    expect(refusal(kind, document)).toBe('accepted');
  });
});
