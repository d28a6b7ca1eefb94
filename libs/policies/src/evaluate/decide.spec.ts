import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { iamRoleArn, iamRootArn, iamUserArn, s3BucketArn, s3ObjectArn } from '../arn/index.ts';
import type { PolicyKind } from '../policy-kind.ts';
import type { Statement } from '../statement.ts';
import { requestContext, type ContextValue } from './context.ts';
import { decide } from './decide.ts';
import { compilePolicy } from './policy.ts';
import type { PolicySet } from './policy-set.ts';
import type { AccessRequest } from './request.ts';
import { identityStatement, request as anyRequest, resourceStatement } from './testing/arbitraries.ts';

const account = '111122223333';
const bucket = s3BucketArn({ bucket: 'docs' });
const object = s3ObjectArn({ bucket: 'docs', key: 'a' });
const compile = (kind: PolicyKind, ...statements: Statement[]) =>
  compilePolicy({ Version: '2012-10-17', Statement: statements }, { name: kind, kind });

const allowAll: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const request = (
  principal: string,
  action: string,
  arn: string,
  context: Record<string, ContextValue> = {},
): AccessRequest => ({
  principal,
  action,
  resource: { arn, accountId: account },
  context,
});

describe('laws', () => {
  const statements = fc.array(identityStatement, { maxLength: 4 });
  const resourceStatements = fc.array(resourceStatement, { maxLength: 4 });
  const world = (identity: Statement[], resource: Statement[]): PolicySet => ({
    identity: [compile('identity', ...identity)],
    resource: compile('bucket', ...resource),
  });
  const rank = { Allowed: 1, ImplicitlyDenied: 0, ExplicitlyDenied: 0 };

  test('adding a Deny never allows more', () => {
    fc.assert(
      fc.property(
        anyRequest,
        statements,
        resourceStatements,
        identityStatement,
        resourceStatement,
        (call, identity, resource, one, other) => {
          const before = decide(call, world(identity, resource)).verdict;
          const after = decide(
            call,
            world([...identity, { ...one, Effect: 'Deny' }], [...resource, { ...other, Effect: 'Deny' }]),
          ).verdict;
          expect(rank[after]).toBeLessThanOrEqual(rank[before]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('adding an Allow never denies more', () => {
    fc.assert(
      fc.property(anyRequest, statements, resourceStatements, identityStatement, (call, identity, resource, one) => {
        const before = decide(call, world(identity, resource)).verdict;
        const after = decide(call, world([...identity, { ...one, Effect: 'Allow' }], resource)).verdict;
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
      }),
      { numRuns: 1000 },
    );
  });

  test('the order of statements never matters', () => {
    fc.assert(
      fc.property(anyRequest, statements, resourceStatements, (call, identity, resource) => {
        const verdict = decide(call, world(identity, resource)).verdict;
        expect(decide(call, world(identity.toReversed(), resource.toReversed())).verdict).toBe(verdict);
      }),
      { numRuns: 1000 },
    );
  });

  test('one document or many, the verdict is the same', () => {
    fc.assert(
      fc.property(anyRequest, statements, resourceStatements, (call, identity, resource) => {
        const split = { ...world([], resource), identity: identity.map((one) => compile('identity', one)) };
        expect(decide(call, split)).toMatchObject({ verdict: decide(call, world(identity, resource)).verdict });
      }),
    );
  });

  test('a gate never allows more', () => {
    fc.assert(
      fc.property(anyRequest, statements, resourceStatements, resourceStatements, (call, identity, resource, gate) => {
        const open = world(identity, resource);
        const endpoint = compile('endpoint', ...gate);
        expect(rank[decide(call, { ...open, endpoint }).verdict]).toBeLessThanOrEqual(rank[decide(call, open).verdict]);
      }),
    );
  });

  test('a context made ready decides as the record it was made from', () => {
    fc.assert(
      fc.property(anyRequest, statements, resourceStatements, (call, identity, resource) => {
        const policies = world(identity, resource);
        const context = requestContext(call.context);
        expect(decide({ ...call, context }, policies)).toEqual(decide(call, policies));
      }),
    );
  });
});

describe('gateway endpoints', () => {
  const policies = (principal: Statement['Principal'], endpointType: 'Gateway' | 'Interface'): PolicySet => ({
    identity: [compile('identity', allowAll)],
    endpoint: compile('endpoint', { ...allowAll, Principal: principal ?? '*' }),
    endpointType,
  });
  const user = iamUserArn({ account, name: 'ana' });
  const root = iamRootArn({ account });

  test.each([
    ['everyone', '*' as const, user, 'Allowed', 'Allowed'],
    ['everyone in AWS', { AWS: '*' }, user, 'Allowed', 'Allowed'],
    ['the account', { AWS: account }, user, 'ImplicitlyDenied', 'Allowed'],
    ['the account root', { AWS: root }, user, 'ImplicitlyDenied', 'Allowed'],
    ['the account, called by its root user', { AWS: root }, root, 'Allowed', 'Allowed'],
    ['the caller itself', { AWS: user }, user, 'ImplicitlyDenied', 'Allowed'],
  ])('Principal names %s', (_, principal, caller, gateway, elsewhere) => {
    const call = request(caller, 's3:GetObject', object);
    expect(decide(call, policies(principal, 'Gateway')).verdict).toBe(gateway);
    expect(decide(call, policies(principal, 'Interface')).verdict).toBe(elsewhere);
  });

  test('the denial names the endpoint policy', () => {
    const decision = decide(request(user, 's3:GetObject', object), policies({ AWS: user }, 'Gateway'));
    expect(decision).toEqual({
      verdict: 'ImplicitlyDenied',
      missing: 'endpoint',
      blockedBy: { policy: 'endpoint', kind: 'endpoint' },
    });
  });
});

describe('the root user', () => {
  const root = iamRootArn({ account });
  const lock = () => compile('bucket', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, object] });

  test('may do everything in its own account, without a statement', () => {
    expect(decide(request(root, 's3:GetObject', object), { identity: [] })).toEqual({ verdict: 'Allowed' });
  });

  test.each(['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'])(
    'gets out of a lockout with %s',
    (action) => {
      expect(decide(request(root, action, bucket), { identity: [], resource: lock() }).verdict).toBe('Allowed');
    },
  );

  test('does not get past the same Deny with another action, nor from another account', () => {
    expect(decide(request(root, 's3:DeleteBucket', bucket), { identity: [], resource: lock() }).verdict).toBe(
      'ExplicitlyDenied',
    );
    const stranger = iamRootArn({ account: '444455556666' });
    expect(decide(request(stranger, 's3:DeleteBucketPolicy', bucket), { identity: [], resource: lock() }).verdict).toBe(
      'ExplicitlyDenied',
    );
  });

  test('an endpoint policy or an SCP still stops the way out', () => {
    const call = request(root, 's3:DeleteBucketPolicy', bucket);
    const deny: Statement = { Effect: 'Deny', Action: '*', Resource: '*' };
    const endpoint = compile('endpoint', { ...deny, Principal: '*' });
    expect(decide(call, { identity: [], resource: lock(), endpoint }).verdict).toBe('ExplicitlyDenied');
    expect(decide(call, { identity: [], resource: lock(), scps: [[compile('scp', allowAll, deny)]] }).verdict).toBe(
      'ExplicitlyDenied',
    );
  });

  test('cannot assume a role', () => {
    const trust = compile('trust', { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' });
    const call = request(root, 'sts:AssumeRole', iamRoleArn({ account, name: 'r' }));
    expect(decide(call, { identity: [], resource: trust })).toEqual({
      verdict: 'ImplicitlyDenied',
      missing: 'root-cannot-assume',
    });
  });

  test('needs the other account to let it in', () => {
    const stranger = iamRootArn({ account: '444455556666' });
    const shared = compile('bucket', {
      Effect: 'Allow',
      Principal: { AWS: stranger },
      Action: 's3:GetObject',
      Resource: object,
    });
    const call = request(stranger, 's3:GetObject', object);
    expect(decide(call, { identity: [] }).verdict).toBe('ImplicitlyDenied');
    expect(decide(call, { identity: [], resource: shared }).verdict).toBe('Allowed');
  });
});

describe('what is missing is said', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const call = request(user, 's3:GetObject', object);
  const other = { ...call, resource: { arn: object, accountId: '444455556666' } };
  const identity = () => [compile('identity', allowAll)];
  const shared = () => compile('bucket', { ...allowAll, Principal: { AWS: user } });
  const denied = (missing: string, blockedBy?: PolicyKind) => ({
    verdict: 'ImplicitlyDenied',
    missing,
    ...(blockedBy && { blockedBy: { policy: blockedBy, kind: blockedBy } }),
  });

  test.each<[string, AccessRequest, () => Partial<PolicySet>, object]>([
    ['either side', call, () => ({ identity: [] }), denied('identity-or-resource')],
    ['the resource of another account', other, () => ({}), denied('resource')],
    ['its policy', other, () => ({ resource: compile('bucket') }), denied('resource', 'bucket')],
    ['the caller of another account', other, () => ({ identity: [], resource: shared() }), denied('identity')],
    ['the boundary', call, () => ({ boundary: compile('boundary') }), denied('boundary', 'boundary')],
    ['the session', call, () => ({ session: [compile('session')] }), denied('session')],
    ['the control policies', call, () => ({ scps: [[]] }), denied('scp')],
    ['the endpoint', call, () => ({ endpoint: compile('endpoint') }), denied('endpoint', 'endpoint')],
    ['a key policy', call, () => ({ resource: compile('key') }), denied('resource', 'key')],
  ])('%s', (_, asked, policies, expected) => {
    expect(decide(asked, { identity: identity(), ...policies() })).toEqual(expected);
  });

  test('a session without policies of its own has no further limit', () => {
    expect(decide(call, { identity: identity(), session: [] }).verdict).toBe('Allowed');
  });
});

describe('short ARNs are completed in policies of callers only', () => {
  const short: Statement = { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3' };
  const user = iamUserArn({ account, name: 'ana' });
  const call = request(user, 's3:GetObject', object);
  const identity = () => [compile('identity', allowAll)];

  test('identity policies and boundaries', () => {
    expect(decide(call, { identity: [compile('identity', short)] }).verdict).toBe('Allowed');
    expect(decide(call, { identity: identity(), boundary: compile('boundary', short) }).verdict).toBe('Allowed');
  });

  test.each<[string, () => Partial<PolicySet>]>([
    ['session policies', () => ({ session: [compile('session', short)] })],
    ['control policies', () => ({ scps: [[compile('scp', short)]] })],
    ['bucket policies', () => ({ identity: [], resource: compile('bucket', { ...short, Principal: '*' }) })],
    ['endpoint policies', () => ({ endpoint: compile('endpoint', { ...short, Principal: '*' }) })],
  ])('not %s', (_, policies) => {
    expect(decide(call, { identity: identity(), ...policies() }).verdict).toBe('ImplicitlyDenied');
  });
});

test('a boundary leaves the Principal of a resource policy as it is', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const policies: PolicySet = { identity: [compile('identity', allowAll)], boundary: compile('boundary', allowAll) };
  const verdict = (name: string) =>
    decide(request(user, 's3:GetObject', object), {
      ...policies,
      resource: compile('bucket', { ...allowAll, Effect: 'Deny', Principal: { AWS: iamUserArn({ account, name }) } }),
    }).verdict;
  expect(verdict('ana')).toBe('ExplicitlyDenied');
  expect(verdict('bob')).toBe('Allowed');
});

describe('a permissions boundary and NotPrincipal', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const spared: Statement = { Effect: 'Deny', NotPrincipal: { AWS: [account, user] }, Action: '*', Resource: '*' };
  const identity = () => [compile('identity', allowAll)];
  const boundary = () => compile('boundary', allowAll);
  const endpoint = () => compile('endpoint', spared, { ...allowAll, Principal: '*' });
  const verdict = (policies: PolicySet) => decide(request(user, 's3:GetObject', object), policies).verdict;

  test('a Deny with NotPrincipal always hits callers with a boundary', () => {
    const resource = compile('bucket', spared);
    expect(verdict({ identity: identity(), resource })).toBe('Allowed');
    expect(verdict({ identity: identity(), resource, boundary: boundary() })).toBe('ExplicitlyDenied');
  });

  test.each(['Gateway', 'Interface'] as const)('in the policy of a %s endpoint too', (endpointType) => {
    expect(verdict({ identity: identity(), endpoint: endpoint(), endpointType })).toBe('Allowed');
    expect(verdict({ identity: identity(), endpoint: endpoint(), endpointType, boundary: boundary() })).toBe(
      'ExplicitlyDenied',
    );
  });
});

test('no level of control policies is skipped', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const identity = [compile('identity', allowAll)];
  const deny = compile('scp', { ...allowAll, Effect: 'Deny' });
  const allow = compile('scp', allowAll);
  const verdict = (scps: PolicySet['scps'] & object) =>
    decide(request(user, 's3:GetObject', object), { identity, scps });
  expect(verdict([[allow], [allow]]).verdict).toBe('Allowed');
  expect(verdict([[allow], [allow, deny]]).verdict).toBe('ExplicitlyDenied');
  expect(verdict([[allow], []]).verdict).toBe('ImplicitlyDenied');
});

test('an action is compared as text, without variables', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const identity = [compile('identity', { ...allowAll, Action: 's3:${aws:username}' })];
  const ask = (action: string) => decide(request(user, action, object, { 'aws:username': 'GetObject' }), { identity });
  expect(ask('s3:${AWS:username}').verdict).toBe('Allowed');
  expect(ask('s3:GetObject').verdict).toBe('ImplicitlyDenied');
});

describe('of several statements that allow, the one that names the caller most closely counts', () => {
  const role = iamRoleArn({ account, name: 'handler' });
  const session = 'arn:aws:sts::111122223333:assumed-role/handler/fn';
  const named = (sid: string, principal: string): Statement => ({
    ...allowAll,
    Sid: sid,
    Principal: { AWS: principal },
  });
  const [byAccount, byRole, bySession] = [named('Account', account), named('Role', role), named('Session', session)];
  const decider = (...statements: Statement[]) =>
    decide(request(session, 's3:GetObject', object), { identity: [], resource: compile('bucket', ...statements) })
      .decidedBy?.statement;

  test('the session before the role before the account, in whatever order', () => {
    expect(decider(byAccount, byRole, bySession)).toBe('Session');
    expect(decider(bySession, byRole, byAccount)).toBe('Session');
    expect(decider(byAccount, byRole)).toBe('Role');
    expect(decider(byRole, byAccount)).toBe('Role');
    expect(decider(byRole, named('Again', role))).toBe('Role');
    expect(decider(byAccount)).toBeUndefined();
  });
});

describe('organization policies', () => {
  const deny: Statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const scps = () => [[compile('scp', allowAll, deny)]];
  const rcps = () => [[compile('rcp', { ...deny, Principal: '*' })]];
  const role = 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/x';
  const linked = {
    'aws:PrincipalArn': iamRoleArn({
      account,
      path: '/aws-service-role/config.amazonaws.com/',
      name: 'AWSServiceRoleForConfig',
    }),
  };
  const policies = () => ({ identity: [compile('identity', allowAll)] });

  test('spare service-linked roles, but not a role that is only called like one', () => {
    const call = request(role, 's3:GetObject', object, linked);
    expect(decide(call, { ...policies(), scps: scps() }).verdict).toBe('Allowed');
    expect(decide(call, { ...policies(), rcps: rcps() }).verdict).toBe('Allowed');
    expect(decide({ ...call, context: {} }, { ...policies(), scps: scps() }).verdict).toBe('ExplicitlyDenied');
    expect(decide({ ...call, context: {} }, { ...policies(), rcps: rcps() }).verdict).toBe('ExplicitlyDenied');
  });

  test('SCPs do not bind service principals and unsigned callers; RCPs do', () => {
    const resource = compile('bucket', { ...allowAll, Principal: '*' });
    for (const principal of ['logging.s3.amazonaws.com', 'anonymous']) {
      const call = request(principal, 's3:GetObject', object);
      expect(decide(call, { identity: [], resource, scps: scps() }).verdict).toBe('Allowed');
      expect(decide(call, { identity: [], resource, rcps: rcps() }).verdict).toBe('ExplicitlyDenied');
    }
  });
});

describe('what cannot be decided fails closed', () => {
  const user = iamUserArn({ account, name: 'ana' });
  const odd = { StringSoundsLike: { 'aws:SourceVpce': 'vpce-1' } };

  test('an Allow with an unknown operator does not allow, a Deny with one denies', () => {
    const call = request(user, 's3:GetObject', object);
    expect(decide(call, { identity: [compile('identity', { ...allowAll, Condition: odd })] }).verdict).toBe(
      'ImplicitlyDenied',
    );
    expect(
      decide(call, { identity: [compile('identity', allowAll, { ...allowAll, Effect: 'Deny', Condition: odd })] })
        .verdict,
    ).toBe('ExplicitlyDenied');
  });

  test('but a condition that clearly does not hold keeps the Deny away', () => {
    const deny: Statement = {
      ...allowAll,
      Effect: 'Deny',
      Condition: { ...odd, Bool: { 'aws:SecureTransport': 'false' } },
    };
    const call = request(user, 's3:GetObject', object, { 'aws:SecureTransport': 'true' });
    expect(decide(call, { identity: [compile('identity', allowAll, deny)] }).verdict).toBe('Allowed');
  });

  test('a canonical user id as Principal: no Allow, every Deny', () => {
    const canonical: Statement = { ...allowAll, Principal: { CanonicalUser: '79a59df900b949e55d96a1e698fbaced' } };
    const call = request(user, 's3:GetObject', object);
    expect(decide(call, { identity: [], resource: compile('bucket', canonical) }).verdict).toBe('ImplicitlyDenied');
    const identity = [compile('identity', allowAll)];
    expect(decide(call, { identity, resource: compile('bucket', { ...canonical, Effect: 'Deny' }) }).verdict).toBe(
      'ExplicitlyDenied',
    );
  });
});

describe('NotPrincipal in a Deny', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/handler/fn';
  const role = iamRoleArn({ account, name: 'handler' });
  const root = iamRootArn({ account });
  const verdict = (...listed: string[]) =>
    decide(request(session, 's3:GetObject', object), {
      identity: [compile('identity', allowAll)],
      resource: compile('bucket', { Effect: 'Deny', NotPrincipal: { AWS: listed }, Action: 's3:*', Resource: '*' }),
    }).verdict;

  test('spares a session only if account, role and session are all listed', () => {
    expect(verdict(root, role, session)).toBe('Allowed');
    expect(verdict(root, role)).toBe('ExplicitlyDenied');
    expect(verdict(root, session)).toBe('ExplicitlyDenied');
    expect(verdict(role, session)).toBe('ExplicitlyDenied');
  });
});

test('a principal that is no ARN and no service gets nothing but what everyone gets', () => {
  const named = compile('bucket', { ...allowAll, Principal: { AWS: 'ana' } });
  expect(decide(request('bob', 's3:GetObject', object), { identity: [], resource: named }).verdict).toBe(
    'ImplicitlyDenied',
  );
});
