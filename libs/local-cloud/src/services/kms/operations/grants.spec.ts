import {
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListGrantsCommand,
  ListRetirableGrantsCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
  type CreateGrantCommandInput,
  type CreateGrantCommandOutput,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { Declaration, TestCloud } from '../../../testing/index.ts';
import {
  administration,
  declareKey,
  declareRole,
  deployerArn,
  deployerOf,
  document,
  refusal,
  roleArn,
  rootArn,
  sessionOf,
  startKmsCloud,
} from '../testing/kms-cloud.ts';

let cloud: TestCloud;
let client: KMSClient;
let KeyId: string;
let keyArn: string;

function world(stack: Declaration, inputs: Properties = {}): void {
  const key = declareKey(stack, { policy: document(administration), ...inputs });
  KeyId = key.id;
  keyArn = String(key.outputs['arn']);
  for (const name of ['user', 'other', 'admin']) declareRole(stack, name);
}

beforeEach(async () => {
  cloud = await startKmsCloud(world);
  client = deployerOf(cloud);
});
afterEach(() => cloud.close());

const grant = (input: Partial<CreateGrantCommandInput> = {}): Promise<CreateGrantCommandOutput> =>
  client.send(new CreateGrantCommand({ KeyId, GranteePrincipal: roleArn('user'), Operations: ['Decrypt'], ...input }));

async function decrypts(role: string, EncryptionContext: Record<string, string> = {}): Promise<string> {
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId, Plaintext: Buffer.from('text'), EncryptionContext }),
  );
  return sessionOf(cloud, role)
    .send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
    .then(
      () => 'allowed',
      ({ message }: Error) => message.replace(/.*:key\/\S+ /, ''),
    );
}

const withheld = 'because no resource-based policy allows the kms:Decrypt action';

describe('a grant', () => {
  test('permits its operations to its grantee, and the decision names it', async () => {
    const { GrantId } = await grant();
    expect(await decrypts('user')).toBe('allowed');
    const [{ decision } = { decision: undefined }] = cloud.cloud.decisions.list().slice(-1);
    expect(decision?.decidedBy).toMatchObject({ statement: `Grant${GrantId}`, kind: 'key' });
    expect(await decrypts('other')).toBe(withheld);
    const encrypting = new EncryptCommand({ KeyId, Plaintext: Buffer.from('text') });
    expect(await refusal(sessionOf(cloud, 'user').send(encrypting))).toMatch(/^AccessDeniedException: /);
  });

  test('is bound to its constraints, except where there is no encryption context', async () => {
    await grant({
      Operations: ['Decrypt', 'DescribeKey'],
      Constraints: { EncryptionContextSubset: { Tenant: 'a' } },
    });
    expect(await decrypts('user', { Tenant: 'a', more: 'x' })).toBe('allowed');
    expect(await decrypts('user', { Tenant: 'b' })).toBe(withheld);
    expect(await decrypts('user')).toBe(withheld);
    await sessionOf(cloud, 'user').send(new DescribeKeyCommand({ KeyId }));
    await grant({
      GranteePrincipal: roleArn('other'),
      Constraints: { EncryptionContextEquals: { Tenant: 'a', Purpose: 'x' } },
    });
    expect(await decrypts('other', { Tenant: 'a', Purpose: 'x' })).toBe('allowed');
    expect(await decrypts('other', { Tenant: 'a' })).toBe(withheld);
    expect(await decrypts('other', { Tenant: 'a', Purpose: 'x', more: 'y' })).toBe(withheld);
  });

  test('loses against an explicit Deny', async () => {
    await grant();
    const ban = { Effect: 'Deny', Principal: { AWS: roleArn('user') }, Action: 'kms:Decrypt', Resource: '*' };
    await cloud.deploy((stack) => world(stack, { policy: document(administration, ban) }));
    expect(await decrypts('user')).toBe('with an explicit deny in a resource-based policy');
  });

  test('permits nothing once it is revoked', async () => {
    const { GrantId } = await grant();
    await client.send(new RevokeGrantCommand({ KeyId, GrantId }));
    expect(await decrypts('user')).toBe(withheld);
    expect(await refusal(client.send(new RevokeGrantCommand({ KeyId, GrantId })))).toBe(
      `NotFoundException: Grant ID ${GrantId} not found`,
    );
    expect(await refusal(client.send(new RevokeGrantCommand({ KeyId, GrantId: 'x' })))).toMatch(
      /^InvalidGrantIdException: /,
    );
  });

  test('is for that very role: one made anew under its name gets nothing', async () => {
    await grant();
    await cloud.deploy((stack) => {
      declareKey(stack, { policy: document(administration) });
      declareRole(stack, 'other');
    });
    await cloud.deploy((stack) => {
      declareKey(stack, { policy: document(administration) });
      // Another resource, therefore another unique id.
      const trust = document({ Effect: 'Allow', Principal: { AWS: rootArn }, Action: 'sts:AssumeRole' });
      stack.resource('aws:iam/role:Role', 'user-again', { name: 'user', assumeRolePolicy: trust });
    });
    expect(await decrypts('user')).toBe(withheld);
    await grant();
    expect(await decrypts('user')).toBe('allowed');
  });

  test('is made once for a name and the same parameters', async () => {
    const first = await grant({ Name: 'once', Operations: ['Decrypt', 'Encrypt'] });
    expect((await grant({ Name: 'once', Operations: ['Encrypt', 'Decrypt'] })).GrantId).toBe(first.GrantId);
    expect((await grant({ Name: 'once' })).GrantId).not.toBe(first.GrantId);
    expect((await client.send(new ListGrantsCommand({ KeyId }))).Grants).toHaveLength(2);
  });

  test('many at a time are all there', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => grant()));
    const { Grants = [] } = await client.send(new ListGrantsCommand({ KeyId }));
    expect(Grants.map(({ GrantId }) => GrantId).sort()).toEqual(made.map(({ GrantId }) => GrantId).sort());
  });
});

describe('retiring', () => {
  test('is for the retiring principal and a grantee who may, of their own grant only', async () => {
    const own = await grant({ RetiringPrincipal: roleArn('admin') });
    const { GrantId: foreign } = await grant({ RetiringPrincipal: deployerArn });
    const retire = (
      role: string,
      input: { GrantId?: string | undefined; GrantToken?: string | undefined },
    ): Promise<unknown> =>
      sessionOf(cloud, role).send(
        new RetireGrantCommand(input.GrantToken === undefined ? { KeyId: keyArn, ...input } : input),
      );
    expect(await refusal(retire('user', { GrantId: own.GrantId }))).toMatch(/^AccessDeniedException: /);
    expect(await refusal(retire('admin', { GrantId: foreign }))).toMatch(/^AccessDeniedException: /);
    await retire('admin', { GrantToken: own.GrantToken });
    const { GrantId } = await grant({ Operations: ['Decrypt', 'RetireGrant'] });
    expect(await refusal(retire('user', { GrantId: foreign }))).toMatch(/^AccessDeniedException: /);
    await retire('user', { GrantId });
    const { Grants } = await client.send(new ListRetirableGrantsCommand({ RetiringPrincipal: deployerArn }));
    expect(Grants?.map(({ GrantId: id }) => id)).toEqual([foreign]);
    expect((await client.send(new ListGrantsCommand({ KeyId }))).Grants).toHaveLength(1);
  });
});

test('a grant is listed as it was made, and found by its grantee', async () => {
  const Constraints = { EncryptionContextSubset: { Tenant: 'a' } };
  const { GrantId } = await grant({ Name: 'one', RetiringPrincipal: roleArn('admin'), Constraints });
  await grant({ GranteePrincipal: roleArn('other') });
  const { Grants } = await client.send(new ListGrantsCommand({ KeyId, GranteePrincipal: roleArn('user') }));
  expect(Grants).toEqual([
    {
      Constraints,
      CreationDate: new Date(cloud.clock.now()),
      GrantId,
      GranteePrincipal: roleArn('user'),
      IssuingAccount: rootArn,
      KeyId: keyArn,
      Name: 'one',
      Operations: ['Decrypt'],
      RetiringPrincipal: roleArn('admin'),
    },
  ]);
});

test('what cannot be granted is refused', async () => {
  expect(await refusal(grant({ GranteePrincipal: roleArn('nobody') }))).toBe(
    `InvalidArnException: ARN does not refer to a valid principal: ${roleArn('nobody')}`,
  );
  expect(await refusal(grant({ GranteePrincipal: 'someone' }))).toMatch(/^InvalidArnException: /);
  expect(await refusal(grant({ Operations: ['CreateGrant'] }))).toMatch(/^NotImplemented: .*CreateGrant/);
  expect(await refusal(grant({ Operations: [] }))).toMatch(/^ValidationException: /);
  expect(await refusal(grant({ Constraints: { EncryptionContextSubset: { a: 'x'.repeat(385) } } }))).toMatch(
    /^ValidationException: /,
  );
  expect(await refusal(grant({ GrantTokens: ['x'] }))).toMatch(/^InvalidGrantTokenException: /);
  expect(await refusal(grant({ DryRun: true }))).toMatch(/^DryRunOperationException: /);
  expect((await client.send(new ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
});

describe('a declared grant', () => {
  const declareGrant = (stack: Declaration): void =>
    void stack.resource('aws:kms/grant:Grant', 'grant', {
      keyId: KeyId,
      granteePrincipal: roleArn('user'),
      operations: ['Decrypt'],
      constraints: [{ encryptionContextEquals: { Tenant: 'a' } }],
    });

  test('comes and goes with the program', async () => {
    await cloud.deploy((stack) => {
      world(stack);
      declareGrant(stack);
    });
    expect(await decrypts('user', { Tenant: 'a' })).toBe('allowed');
    expect(await decrypts('user', { Tenant: 'b' })).toBe(withheld);
    await cloud.deploy(world);
    expect(await decrypts('user', { Tenant: 'a' })).toBe(withheld);
  });

  test('stays revoked while the program declares it', async () => {
    const both = (stack: Declaration): void => {
      world(stack);
      declareGrant(stack);
    };
    await cloud.deploy(both);
    const { Grants = [] } = await client.send(new ListGrantsCommand({ KeyId }));
    await client.send(new RevokeGrantCommand({ KeyId, GrantId: Grants[0]?.GrantId }));
    await cloud.deploy(both);
    expect(await decrypts('user', { Tenant: 'a' })).toBe(withheld);
  });
});
