import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nextMfaCode, readMfaDevice, type MfaDevice } from '../../gateway/credentials/mfa-device.ts';
import { startTestCloud, type ClientConfig, type Declaration, type TestCloud } from '../../testing/index.ts';

const ACCOUNT = '123456789012';
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

function declare(stack: Declaration): void {
  const role = (name: string, statement: object, inputs: object = {}): void => {
    stack.resource('aws:iam/role:Role', name, {
      name,
      assumeRolePolicy: document({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }),
      ...inputs,
    });
  };
  role('open', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  role('long', { Principal: { AWS: ACCOUNT } }, { maxSessionDuration: 7200 });
  role('lambda-only', { Principal: { Service: 'lambda.amazonaws.com' } });
  role('with-id', { Principal: { AWS: ACCOUNT }, Condition: { StringEquals: { 'sts:ExternalId': 'secret-id' } } });
  role('with-tags', { Principal: { AWS: ACCOUNT }, Action: ['sts:AssumeRole', 'sts:TagSession'] });
  const withMfa = {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
  };
  role('mfa', { Principal: { AWS: ACCOUNT }, Condition: withMfa });
  role('mfa-for-roles', { Principal: { AWS: ACCOUNT }, Condition: withMfa });
  for (const name of ['open', 'with-tags', 'mfa-for-roles']) {
    stack.resource('aws:iam/rolePolicy:RolePolicy', name, {
      name: 'p',
      role: name,
      policy: document({
        Effect: 'Allow',
        Action: ['iam:GetRole', 'sts:AssumeRole'],
        Resource: '*',
        ...(name === 'with-tags' && { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } }),
      }),
    });
  }
}

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declare);
});
afterAll(() => cloud.close());

const deployer = (): STSClient => new STSClient(cloud.deployer());

async function assume(
  input: Omit<AssumeRoleCommandInput, 'RoleSessionName'>,
  client = deployer(),
): Promise<ClientConfig> {
  const { Credentials } = await client.send(new AssumeRoleCommand({ RoleSessionName: 'me', ...input }));
  return cloud.withCredentials({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

const canReadRoles = (config: ClientConfig): Promise<unknown> =>
  new IAMClient(config).send(new GetRoleCommand({ RoleName: 'open' }));

describe('AssumeRole', () => {
  test('gives a session of the role, which is what it calls itself', async () => {
    const reply = await deployer().send(new AssumeRoleCommand({ RoleArn: roleArn('open'), RoleSessionName: 'me' }));
    expect(reply.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/open/me`,
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:me$/),
    });
    expect(reply.Credentials?.Expiration?.getTime()).toBe(cloud.clock.now() + 3_600_000);
    const identity = await new STSClient(await assume({ RoleArn: roleArn('open') })).send(
      new GetCallerIdentityCommand({}),
    );
    expect(identity).toMatchObject({
      Account: ACCOUNT,
      Arn: reply.AssumedRoleUser?.Arn,
      UserId: reply.AssumedRoleUser?.AssumedRoleId,
    });
  });

  test('only for whom the trust policy names', async () => {
    await expect(assume({ RoleArn: roleArn('lambda-only') })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        `is not authorized to perform: sts:AssumeRole on resource: ${roleArn('lambda-only')}`,
      ),
    });
    await expect(assume({ RoleArn: roleArn('nobody') })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('with the external id the trust policy asks for', async () => {
    await expect(assume({ RoleArn: roleArn('with-id'), ExternalId: 'secret-id' })).resolves.toBeDefined();
    await expect(assume({ RoleArn: roleArn('with-id'), ExternalId: 'guess' })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(assume({ RoleArn: roleArn('with-id') })).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('for no longer than the role allows, and one hour from another session', async () => {
    await expect(assume({ RoleArn: roleArn('long'), DurationSeconds: 7200 })).resolves.toBeDefined();
    await expect(assume({ RoleArn: roleArn('open'), DurationSeconds: 3601 })).rejects.toThrow(
      'exceeds the MaxSessionDuration',
    );
    await expect(assume({ RoleArn: roleArn('open'), DurationSeconds: 899 })).rejects.toMatchObject({
      name: 'ValidationError',
    });
    const chained = new STSClient(await assume({ RoleArn: roleArn('open') }));
    await expect(assume({ RoleArn: roleArn('long') }, chained)).resolves.toBeDefined();
    await expect(assume({ RoleArn: roleArn('long'), DurationSeconds: 3601 }, chained)).rejects.toThrow(
      '1 hour session limit',
    );
  });

  test('narrowed by a session policy', async () => {
    const narrow = document({ Effect: 'Allow', Action: 'iam:GetRole', Resource: roleArn('open') });
    const other = document({ Effect: 'Allow', Action: 'iam:GetRole', Resource: roleArn('long') });
    await expect(canReadRoles(await assume({ RoleArn: roleArn('open'), Policy: narrow }))).resolves.toBeDefined();
    await expect(canReadRoles(await assume({ RoleArn: roleArn('open'), Policy: other }))).rejects.toThrow(
      'because no session policy allows the iam:GetRole action',
    );
    const undecidable = document({
      Effect: 'Allow',
      Action: 'iam:GetRole',
      Resource: '*',
      Condition: { StringSoundsLike: { 'aws:username': 'a' } },
    });
    for (const Policy of ['{', undecidable]) {
      await expect(assume({ RoleArn: roleArn('open'), Policy })).rejects.toMatchObject({
        name: 'MalformedPolicyDocumentException',
      });
    }
  });

  test('with session tags, where the role may be tagged', async () => {
    const tags = (Value: string): AssumeRoleCommandInput['Tags'] => [{ Key: 'team', Value }];
    await expect(
      canReadRoles(await assume({ RoleArn: roleArn('with-tags'), Tags: tags('blue') })),
    ).resolves.toBeDefined();
    await expect(
      canReadRoles(await assume({ RoleArn: roleArn('with-tags'), Tags: tags('red') })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume({ RoleArn: roleArn('open'), Tags: tags('blue') })).rejects.toThrow('sts:TagSession');
  });

  test.each(['x', 'with space', 'a'.repeat(65)])('refuses the session name %p', async (RoleSessionName) => {
    await expect(
      deployer().send(new AssumeRoleCommand({ RoleArn: roleArn('open'), RoleSessionName })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('a second factor', () => {
  const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
  const invalidCode = {
    ...denied,
    message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
  };
  const otherDevice = {
    ...denied,
    message:
      'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
      'Please verify your MFA serial number is valid and associated with this user.',
  };
  const mfa = { RoleArn: roleArn('mfa') };

  /** Serial number and a fresh code; the clock moves on to where the code is good. */
  function fresh(): { SerialNumber: string; TokenCode: string } {
    const device = readMfaDevice(cloud.root) as MfaDevice;
    const { code, wait } = nextMfaCode(device, cloud.clock.now());
    cloud.clock.advance(wait);
    return { SerialNumber: device.serialNumber, TokenCode: code };
  }

  test('opens a role that wants one, which stays closed without', async () => {
    await expect(assume(mfa)).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('is not authorized to perform: sts:AssumeRole'),
    });
    await expect(assume({ ...mfa, ...fresh() })).resolves.toBeDefined();
  });

  test('is proven by a right code, once', async () => {
    const shown = fresh();
    const wrong = { ...shown, TokenCode: shown.TokenCode === '000000' ? '000001' : '000000' };
    await expect(assume({ ...mfa, ...wrong })).rejects.toMatchObject(invalidCode);
    await expect(assume({ ...mfa, ...shown })).resolves.toBeDefined();
    await expect(assume({ ...mfa, ...shown })).rejects.toMatchObject(invalidCode);
    await expect(deployer().send(new GetSessionTokenCommand(shown))).rejects.toMatchObject(invalidCode);
  });

  test("is refused when wrong even where none is asked for, and by another's device", async () => {
    const shown = fresh();
    const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/other`;
    await expect(assume({ RoleArn: roleArn('open'), ...shown, SerialNumber })).rejects.toMatchObject(otherDevice);
    const session = new STSClient(await assume({ RoleArn: roleArn('open') }));
    await expect(assume({ ...mfa, ...shown }, session)).rejects.toMatchObject(otherDevice);
    await expect(assume({ RoleArn: roleArn('open'), ...shown })).resolves.toBeDefined();
  });

  test('needs both parts, in AWS form', async () => {
    const { SerialNumber, TokenCode } = fresh();
    const both = 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
    await expect(assume({ ...mfa, SerialNumber })).rejects.toMatchObject({ ...denied, message: both });
    await expect(assume({ ...mfa, TokenCode })).rejects.toMatchObject({ ...denied, message: both });
    for (const wrong of [{ TokenCode: '12345' }, { TokenCode: 'abcdef' }, { SerialNumber: 'a b' }]) {
      await expect(assume({ ...mfa, SerialNumber, TokenCode, ...wrong })).rejects.toMatchObject({
        name: 'ValidationError',
      });
    }
  });

  test('counts in a session of the user, until its age is more than the role allows', async () => {
    const { Credentials } = await deployer().send(new GetSessionTokenCommand(fresh()));
    const session = (): STSClient =>
      new STSClient(
        cloud.withCredentials({
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          sessionToken: Credentials?.SessionToken ?? '',
        }),
      );
    await expect(assume(mfa, session())).resolves.toBeDefined();
    cloud.clock.advance(3_599_000);
    await expect(assume(mfa, session())).resolves.toBeDefined();
    cloud.clock.advance(1000);
    await expect(assume(mfa, session())).rejects.toMatchObject(denied);
  });

  test('does not count in a session that came without one, nor in what the role itself does next', async () => {
    const { Credentials } = await deployer().send(new GetSessionTokenCommand({}));
    const plain = cloud.withCredentials({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    await expect(assume(mfa, new STSClient(plain))).rejects.toMatchObject(denied);
    const auditor = new STSClient(await assume({ RoleArn: roleArn('mfa-for-roles'), ...fresh() }));
    await expect(assume({ RoleArn: roleArn('open') }, auditor)).resolves.toBeDefined();
    await expect(assume(mfa, auditor)).rejects.toMatchObject(denied);
  });
});

describe('a session', () => {
  test('works until it expires', async () => {
    const test = await startTestCloud(declare);
    const config = test.role(roleArn('open'));
    const client = new IAMClient(config);
    await expect(client.send(new GetRoleCommand({ RoleName: 'open' }))).resolves.toBeDefined();
    test.clock.advance(3_599_000);
    const later = new IAMClient({ ...config, systemClockOffset: test.clock.now() - Date.now() });
    await expect(later.send(new GetRoleCommand({ RoleName: 'open' }))).resolves.toBeDefined();
    test.clock.advance(1000);
    await expect(later.send(new GetRoleCommand({ RoleName: 'open' }))).rejects.toMatchObject({ name: 'ExpiredToken' });
    await test.close();
  });

  test('is worth nothing with a changed token, without it, or with another secret', async () => {
    const config = cloud.role(roleArn('open'));
    const { credentials } = config;
    const token = credentials.sessionToken ?? '';
    const attempt = (changed: Partial<typeof credentials>): Promise<unknown> =>
      canReadRoles(cloud.withCredentials({ ...credentials, ...changed }));
    await expect(attempt({})).resolves.toBeDefined();
    await expect(attempt({ sessionToken: `${token.slice(0, -4)}AAA=` })).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await expect(attempt({ secretAccessKey: 'x'.repeat(40) })).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    await expect(attempt({ accessKeyId: `ASIA${'A'.repeat(16)}` })).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    const { sessionToken: _, ...withoutToken } = credentials;
    await expect(canReadRoles(cloud.withCredentials(withoutToken))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });

  test('of the user itself, made from the long-term key only', async () => {
    const { Credentials } = await deployer().send(new GetSessionTokenCommand({}));
    const config = cloud.withCredentials({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    const client = new STSClient(config);
    expect((await client.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${ACCOUNT}:user/deployer`);
    await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
