import { describe, expect, test } from '@jest/globals';
import { iamRoleArn, s3ObjectArn } from '../arn/index.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import type { ContextValue } from './context.ts';
import { explain } from './explain.ts';
import { compilePolicy } from './policy.ts';
import type { PolicySet } from './policy-set.ts';

const account = '111122223333';
const object = s3ObjectArn({ bucket: 'docs', key: 'a.json' });
const role = () =>
  compilePolicy(
    {
      Version: '2012-10-17',
      Statement: {
        Sid: 'WriteDocuments',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: s3ObjectArn({ bucket: 'docs', key: '*' }),
      },
    },
    { name: 'document-handler', kind: 'identity' },
  );
const bucket = () =>
  compilePolicy(
    {
      Version: '2012-10-17',
      Statement: {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: object,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    },
    { name: 'documents', kind: 'bucket' },
  );
const ask = (
  action: string,
  secure: boolean,
  policies: PolicySet = { identity: [role()], resource: bucket() },
  arn: string = object,
) =>
  explain(
    {
      principal: iamRoleArn({ account, name: 'handler' }),
      action,
      resource: { arn, accountId: account },
      context: { 'aws:SecureTransport': secure },
    },
    policies,
  );

describe('sentences', () => {
  const caller = iamRoleArn({ account, name: 'handler' });

  test('an Allow names the statement that allows', () => {
    expect(ask('s3:PutObject', true).sentence).toBe(
      `${caller} may s3:PutObject on ${object}: statement WriteDocuments of identity policy "document-handler" allows it.`,
    );
  });

  test('a Deny names the statement and what made it apply', () => {
    expect(ask('s3:PutObject', false).sentence).toBe(
      `${caller} may not s3:PutObject on ${object}: statement DenyInsecureTransport of bucket policy "documents" denies it ` +
        'because Bool aws:SecureTransport [false] (aws:SecureTransport is false).',
    );
  });

  test('a missing Allow says what is missing', () => {
    expect(ask('s3:GetObject', true).sentence).toBe(
      `${caller} may not s3:GetObject on ${object}: no statement of its identity policies or of the resource policy allows it.`,
    );
  });

  test('a near miss is pointed at', () => {
    const other = s3ObjectArn({ bucket: 'other', key: 'a' });
    expect(ask('s3:PutObject', true, { identity: [role()] }, other).sentence).toContain(
      'nearest is statement WriteDocuments of identity policy "document-handler", which is about another resource.',
    );
  });
});

test('the tree shows each statement with each condition beside what the request carried', () => {
  const { policies } = ask('s3:PutObject', false);
  expect(policies.map(({ policy, says }) => [policy, says])).toEqual([
    ['document-handler', 'allows'],
    ['documents', 'denies'],
  ]);
  expect(policies[1]?.statements).toEqual([
    {
      statement: 'DenyInsecureTransport',
      effect: 'Deny',
      applies: true,
      action: true,
      resource: true,
      principal: 'direct',
      conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', expected: ['false'], actual: 'false', holds: true }],
    },
  ]);
});

describe('the tree shows how a Principal element fits', () => {
  const user = 'arn:aws:iam::111122223333:user/ana';
  const all = { Action: '*', Resource: '*' } as const;
  const principalOf = (statement: Statement, boundary = false) => {
    const resource = compilePolicy({ Version: '2012-10-17', Statement: statement }, { name: 'b', kind: 'bucket' });
    const limit = compilePolicy({ Statement: { Effect: 'Allow', ...all } }, { name: 'limit', kind: 'boundary' });
    const { policies } = explain(
      { principal: user, action: 's3:GetObject', resource: { arn: object, accountId: account }, context: {} },
      { identity: [], resource, ...(boundary && { boundary: limit }) },
    );
    return policies[0]?.statements[0]?.principal;
  };

  test.each<[string, Statement, string]>([
    ['an account', { ...all, Effect: 'Deny', Principal: { AWS: account, CanonicalUser: 'x' } }, 'account'],
    [
      'a name that cannot be decided, in a Deny',
      { ...all, Effect: 'Deny', Principal: { CanonicalUser: 'x' } },
      'direct',
    ],
    [
      'a name that cannot be decided, in an Allow',
      { ...all, Effect: 'Allow', Principal: { CanonicalUser: 'x' } },
      'none',
    ],
    ['another name', { ...all, Effect: 'Deny', Principal: { AWS: `${user}2` } }, 'none'],
    ['whoever is not listed', { ...all, Effect: 'Deny', NotPrincipal: { AWS: [account, `${user}2`] } }, 'direct'],
    ['not whoever is listed', { ...all, Effect: 'Deny', NotPrincipal: { AWS: [account, user] } }, 'none'],
  ])('%s', (_, statement, expected) => {
    expect(principalOf(statement)).toBe(expected);
  });

  test('and that a boundary makes NotPrincipal hit everybody', () => {
    expect(principalOf({ ...all, Effect: 'Deny', NotPrincipal: { AWS: [account, user] } }, true)).toBe('direct');
  });
});

test('the tree has every policy that has a say, each read by its own rules', () => {
  const user = 'arn:aws:iam::111122223333:user/ana';
  const policy = (kind: PolicyKind, principal?: Statement['Principal']) =>
    compilePolicy(
      {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: '*', ...(principal && { Principal: principal }) },
      },
      { name: `my ${kind}`, kind },
    );
  const set: PolicySet = {
    identity: [policy('identity')],
    resource: policy('bucket', { AWS: account }),
    boundary: policy('boundary'),
    session: [policy('session')],
    endpoint: policy('endpoint', { AWS: account }),
    endpointType: 'Gateway',
    scps: [[policy('scp')]],
    rcps: [[policy('rcp', '*')]],
  };
  const { policies } = explain(
    { principal: user, action: 's3:GetObject', resource: { arn: object, accountId: account }, context: {} },
    set,
  );
  expect(policies.map(({ kind, says }) => `${kind} ${says}`)).toEqual([
    'identity allows',
    'bucket allows',
    'boundary allows',
    'session allows',
    // A gateway endpoint reads an account as its root user.
    'endpoint silent',
    'scp allows',
    'rcp allows',
  ]);
});

describe('the sentence names what came nearest', () => {
  const user = 'arn:aws:iam::111122223333:user/ana';
  const statement = (sid: string, rest: Partial<Statement>): Statement => ({
    Sid: sid,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: object,
    ...rest,
  });
  const policy = (kind: PolicyKind, name: string, ...statements: Statement[]) =>
    compilePolicy({ Version: '2012-10-17', Statement: statements }, { name, kind });
  const because = (policies: PolicySet, context: Record<string, ContextValue> = {}) =>
    explain(
      { principal: user, action: 's3:GetObject', resource: { arn: object, accountId: account }, context },
      policies,
    )
      .sentence.split(': ')
      .slice(1)
      .join(': ');
  const otherResource = statement('OtherResource', { Resource: 'arn:aws:s3:::x' });
  const otherPrincipal = statement('OtherPrincipal', { Principal: { AWS: `${user}2` } });
  const both = statement('Both', { Resource: 'arn:aws:s3:::x', Principal: { AWS: `${user}2` } });
  const condition = statement('Condition', {
    Principal: '*',
    Condition: {
      Bool: { 'aws:SecureTransport': 'true' },
      StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'], 's3:prefix': 'p' },
    },
  });
  const missing = 'no statement of its identity policies or of the resource policy allows it';
  const near = (name: string, kind: string, obstacle: string) =>
    `${missing}; nearest is statement ${name} of ${kind}, ${obstacle}.`;

  test('a condition before a principal before a resource', () => {
    const resource = (...statements: Statement[]) => policy('bucket', 'b', ...statements);
    const failing =
      'whose condition Bool aws:SecureTransport [true] (aws:SecureTransport is absent) and StringEquals aws:SourceVpce [vpce-1, vpce-2] (aws:SourceVpce is vpce-3) does not hold';
    expect(
      because(
        { identity: [], resource: resource(both, { ...otherResource, Principal: '*' }, otherPrincipal, condition) },
        { 'aws:SourceVpce': 'vpce-3', 's3:prefix': 'p' },
      ),
    ).toBe(near('Condition', 'bucket policy "b"', failing));
    expect(
      because({ identity: [], resource: resource(both, { ...otherResource, Principal: '*' }, otherPrincipal) }),
    ).toBe(near('OtherPrincipal', 'bucket policy "b"', 'which is about another principal'));
    expect(because({ identity: [], resource: resource(both, { ...otherResource, Principal: '*' }) })).toBe(
      near('OtherResource', 'bucket policy "b"', 'which is about another resource'),
    );
    expect(because({ identity: [], resource: resource(both) })).toBe(
      near('Both', 'bucket policy "b"', 'which is about another resource'),
    );
  });

  test('the first of two that are as near', () => {
    const again = { ...otherResource, Sid: 'Again' };
    expect(because({ identity: [policy('identity', 'i', otherResource, again)] })).toContain(
      'statement OtherResource of',
    );
    expect(because({ identity: [policy('identity', 'i', again, otherResource)] })).toContain('statement Again of');
  });

  test('no Deny, and none about another action', () => {
    const identity = [
      policy(
        'identity',
        'i',
        { ...otherResource, Effect: 'Deny' },
        { ...otherResource, Sid: 'A', Action: 's3:PutObject' },
      ),
    ];
    expect(because({ identity })).toBe(`${missing}.`);
  });

  test.each<[string, () => PolicySet, string]>([
    [
      'the boundary',
      () => ({
        identity: [policy('identity', 'i', statement('Yes', {}))],
        boundary: policy('boundary', 'limit', otherResource),
        session: [policy('session', 's', otherResource)],
      }),
      'no statement of permissions boundary "limit" allows it, and it must; nearest is statement OtherResource of permissions boundary "limit", which is about another resource.',
    ],
    [
      'the session',
      () => ({
        identity: [policy('identity', 'i', statement('Yes', {}))],
        session: [policy('session', 's', otherResource)],
      }),
      'no session policy allows it; nearest is statement OtherResource of session policy "s", which is about another resource.',
    ],
    [
      'the control policies',
      () => ({ identity: [policy('identity', 'i', otherResource)], scps: [[policy('scp', 'org', otherResource)]] }),
      'at level 0 no service control policy allows it; nearest is statement OtherResource of service control policy "org", which is about another resource.',
    ],
    [
      'the endpoint',
      () => ({
        identity: [policy('identity', 'i', otherResource)],
        endpoint: policy('endpoint', 'e', { ...otherResource, Principal: '*' }),
      }),
      'no statement of VPC endpoint policy "e" allows it, and it must; nearest is statement OtherResource of VPC endpoint policy "e", which is about another resource.',
    ],
    [
      'nothing, when only limits come near',
      () => ({
        identity: [],
        boundary: policy('boundary', 'limit', otherResource),
        session: [policy('session', 's', otherResource)],
        rcps: [[policy('rcp', 'r', { ...otherResource, Principal: '*' })]],
        scps: [[policy('scp', 'org', statement('Yes', {}), otherResource)]],
        endpoint: policy('endpoint', 'e', statement('Yes', { Principal: '*' }), { ...otherResource, Principal: '*' }),
      }),
      `${missing}.`,
    ],
  ])('among the policies that had to allow: %s', (_, policies, expected) => {
    expect(because(policies())).toBe(expected);
  });

  test('a name with a dot stays whole', () => {
    const boundary = policy('boundary', 'a.b');
    expect(because({ identity: [policy('identity', 'i', statement('Yes', {}))], boundary })).toBe(
      'no statement of permissions boundary "a.b" allows it, and it must.',
    );
  });

  test('across accounts only the side that is missing', () => {
    const call = {
      principal: user,
      action: 's3:GetObject',
      resource: { arn: object, accountId: '444455556666' },
      context: {},
    };
    const resource = policy('bucket', 'b', statement('Yes', { Principal: { AWS: user } }), {
      ...condition,
      Principal: '*',
    });
    expect(explain(call, { identity: [policy('identity', 'i', otherResource)], resource }).sentence).toContain(
      'the resource side allows it, but no statement of the identity policies of the caller does; nearest is statement OtherResource of identity policy "i"',
    );
  });

  test('the root user needs no statement', () => {
    const root = explain(
      {
        principal: 'arn:aws:iam::111122223333:root',
        action: 's3:GetObject',
        resource: { arn: object, accountId: account },
        context: {},
      },
      { identity: [policy('identity', 'i', otherResource)] },
    );
    expect(root.sentence).toContain(
      'may s3:GetObject on arn:aws:s3:::docs/a.json: the root user needs no policy of its own.',
    );
  });

  test('of two policies and two statements of one name the decider is the right one', () => {
    const wanted = { Bool: { 'aws:SecureTransport': 'true' } };
    const other = { StringEquals: { 's3:prefix': 'p' } };
    const context = { 'aws:SecureTransport': true, 's3:prefix': 'p' };
    const identity = [
      policy(
        'identity',
        'same',
        statement('S', { Resource: 'arn:aws:s3:::x', Condition: other }),
        statement('T', { Condition: wanted }),
      ),
    ];
    const resource = policy('bucket', 'same', statement('T', { Principal: { AWS: `${user}2` }, Condition: other }));
    expect(because({ identity, resource }, context)).toBe(
      'statement T of identity policy "same" allows it because Bool aws:SecureTransport [true] (aws:SecureTransport is true).',
    );
    const notMine = statement('T', { Resource: 'arn:aws:s3:::x', Condition: other });
    const mine = policy('bucket', 'same', statement('T', { Principal: { AWS: user }, Condition: wanted }));
    expect(because({ identity: [policy('identity', 'same', notMine)], resource: mine }, context)).toBe(
      'statement T of bucket policy "same" allows it because Bool aws:SecureTransport [true] (aws:SecureTransport is true).',
    );
    const elsewhere = policy('identity', 'another', statement('T', { Resource: 'arn:aws:s3:::x', Condition: other }));
    expect(because({ identity: [elsewhere, ...identity] }, context)).toContain('because Bool aws:SecureTransport');
  });
});

test('an unknown operator is named', () => {
  const odd = compilePolicy(
    {
      Statement: {
        Sid: 'Odd',
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { StringSoundsLike: { 'aws:SourceVpce': 'x' } },
      },
    },
    { name: 'odd', kind: 'identity' },
  );
  const { sentence, policies } = ask('s3:PutObject', true, { identity: [odd] });
  expect(policies[0]?.undecidable).toEqual(['Odd: the unknown condition operator StringSoundsLike']);
  expect(sentence).toContain(
    'StringSoundsLike aws:SourceVpce [x] (aws:SourceVpce is absent, which cannot be decided) does not hold',
  );
});
