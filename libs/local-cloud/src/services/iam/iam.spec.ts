import {
  CreateRoleCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import { memoryStackStore } from '../../stack-store.ts';
import { DeclarationError, startTestCloud, type Declaration, type TestCloud } from '../../testing/index.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';

const ACCOUNT = '123456789012';
const trust = (principal: unknown = { AWS: `arn:aws:iam::${ACCOUNT}:root` }): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
const allow = (Action: string | string[], Resource: string | string[] = '*', extra: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'S', Effect: 'Allow', Action, Resource, ...extra }] });

const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

function declare(stack: Declaration): void {
  const role = (name: string, inputs: Properties = {}): void =>
    void stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust(), ...inputs });
  role('writer', { description: 'writes', tags: { team: 'documents' } });
  role('auditor', { path: '/audit/' });
  role('tagged-only');
  role('bounded', { permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary` });
  stack.resource('aws:iam/rolePolicy:RolePolicy', 'w', {
    name: 'put',
    role: 'writer',
    policy: allow('s3:PutObject', 'arn:aws:s3:::documents/*'),
  });
  stack.resource('aws:iam/policy:Policy', 'boundary', { name: 'boundary', policy: allow('iam:ListRoles') });
  stack.resource('aws:iam/policy:Policy', 'read', {
    name: 'read',
    path: '/audit/',
    policy: allow(['iam:Get*', 'iam:List*']),
  });
  stack.resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', 'a', {
    role: 'auditor',
    policyArn: `arn:aws:iam::${ACCOUNT}:policy/audit/read`,
  });
  stack.resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', 'b', {
    role: 'auditor',
    policyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  });
  stack.resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', 'c', {
    role: 'bounded',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  stack.resource('aws:iam/rolePolicy:RolePolicy', 't', {
    name: 'tag',
    role: 'tagged-only',
    policy: allow('iam:GetRole', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'documents' } } }),
  });
}

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declare);
});
afterAll(() => cloud.close());

const as = (role?: string): IAMClient =>
  new IAMClient(
    role === undefined ? cloud.deployer() : cloud.role(roleArn(role === 'auditor' ? 'audit/auditor' : role)),
  );

describe('reading through the SDK', () => {
  test('roles with their documents, tags and dates', async () => {
    const { Role } = await as().send(new GetRoleCommand({ RoleName: 'writer' }));
    expect(Role).toMatchObject({
      Arn: roleArn('writer'),
      Description: 'writes',
      MaxSessionDuration: 3600,
      Path: '/',
      Tags: [{ Key: 'team', Value: 'documents' }],
    });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(Role?.CreateDate?.getTime()).toBe(cloud.clock.now());
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual(JSON.parse(trust()));
    const { Roles } = await as().send(new ListRolesCommand({ PathPrefix: '/audit/' }));
    expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(['auditor']);
  });

  test('long lists come in pages', async () => {
    const first = await as().send(new ListRolesCommand({ MaxItems: 3 }));
    expect(first.IsTruncated).toBe(true);
    const second = await as().send(new ListRolesCommand({ MaxItems: 3, Marker: first.Marker }));
    expect(second.IsTruncated).toBe(false);
    expect([...(first.Roles ?? []), ...(second.Roles ?? [])].map(({ RoleName }) => RoleName)).toEqual([
      'auditor',
      'bounded',
      'tagged-only',
      'writer',
    ]);
  });

  test('inline and attached policies', async () => {
    const client = as();
    expect((await client.send(new ListRolePoliciesCommand({ RoleName: 'writer' }))).PolicyNames).toEqual(['put']);
    const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName: 'writer', PolicyName: 'put' }));
    expect(JSON.parse(decodeURIComponent(PolicyDocument ?? '')).Statement[0].Action).toBe('s3:PutObject');
    const { AttachedPolicies } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName: 'auditor' }));
    expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toEqual(['read', 'AWSLambdaBasicExecutionRole']);
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: AttachedPolicies?.[0]?.PolicyArn }));
    expect(Policy).toMatchObject({ PolicyName: 'read', Path: '/audit/', DefaultVersionId: 'v1', AttachmentCount: 1 });
    const { PolicyVersion } = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v1' }),
    );
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual(
      JSON.parse(allow(['iam:Get*', 'iam:List*'])),
    );
    const { Policies } = await client.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies?.map(({ PolicyName }) => PolicyName)).toEqual(['boundary', 'read']);
  });

  test('the caller itself', async () => {
    expect((await as().send(new GetUserCommand({}))).User?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:user/deployer`);
    await expect(as('auditor').send(new GetUserCommand({}))).rejects.toMatchObject({ name: 'ValidationError' });
  });

  test('what does not exist', async () => {
    await expect(as().send(new GetRoleCommand({ RoleName: 'nobody' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    });
  });
});

describe('policies decide', () => {
  test('an auditor may read, a writer may not', async () => {
    await expect(as('auditor').send(new GetRoleCommand({ RoleName: 'writer' }))).resolves.toBeDefined();
    await expect(as('writer').send(new GetRoleCommand({ RoleName: 'writer' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/writer/test is not authorized to perform: iam:GetRole on resource: ` +
        `${roleArn('writer')} because no identity-based policy allows the iam:GetRole action`,
    });
  });

  test('by the tags of the role', async () => {
    await expect(as('tagged-only').send(new GetRoleCommand({ RoleName: 'writer' }))).resolves.toBeDefined();
    await expect(as('tagged-only').send(new GetRoleCommand({ RoleName: 'auditor' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test('a permissions boundary caps an administrator', async () => {
    await expect(as('bounded').send(new ListRolesCommand({}))).resolves.toBeDefined();
    await expect(as('bounded').send(new GetRoleCommand({ RoleName: 'writer' }))).rejects.toThrow(
      'because no permissions boundary allows the iam:GetRole action',
    );
  });

  test('simulation answers as the door would', async () => {
    const simulate = async (source: string, action: string, resource: string): Promise<string | undefined> => {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn(source),
        ActionNames: [action],
        ResourceArns: [resource],
      });
      return (await as().send(command)).EvaluationResults?.[0]?.EvalDecision;
    };
    expect(await simulate('writer', 's3:PutObject', 'arn:aws:s3:::documents/a')).toBe('allowed');
    expect(await simulate('writer', 's3:GetObject', 'arn:aws:s3:::documents/a')).toBe('implicitDeny');
    expect(await simulate('bounded', 's3:PutObject', 'arn:aws:s3:::documents/a')).toBe('implicitDeny');
  });

  test('simulation takes context and further policies', async () => {
    const denied = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
      ],
    });
    const simulate = async (vpce: string): Promise<string | undefined> => {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn('writer'),
        ActionNames: ['s3:PutObject'],
        ResourceArns: ['arn:aws:s3:::documents/a'],
        PolicyInputList: [denied],
        ContextEntries: [{ ContextKeyName: 'aws:SourceVpce', ContextKeyType: 'string', ContextKeyValues: [vpce] }],
      });
      return (await as().send(command)).EvaluationResults?.[0]?.EvalDecision;
    };
    expect(await simulate('vpce-1')).toBe('explicitDeny');
    expect(await simulate('vpce-2')).toBe('allowed');
  });

  test('simulation refuses a policy it could not deploy', async () => {
    const simulate = (operator: string) => {
      const Condition = { [operator]: { 'aws:username': 'a' } };
      const Statement = [{ Sid: 'One', Effect: 'Deny', Action: '*', Resource: '*', Condition }];
      return as().send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: roleArn('writer'),
          ActionNames: ['s3:PutObject'],
          PolicyInputList: [JSON.stringify({ Version: '2012-10-17', Statement })],
        }),
      );
    };
    await expect(simulate('StringEquals')).resolves.toBeDefined();
    await expect(simulate('StringSoundsLike')).rejects.toThrow(
      'Invalid input for PolicyInputList.1: The local cloud cannot evaluate One: the unknown condition operator StringSoundsLike',
    );
  });
});

test('changing IAM from outside is refused with the way to do it', async () => {
  await expect(
    as().send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: trust() })),
  ).rejects.toMatchObject({
    name: 'InfrastructureIsDeclared',
    message: expect.stringContaining('iam:CreateRole would change infrastructure'),
  });
});

describe('what a program may not declare', () => {
  const declaring = async (token: string, inputs: Properties): Promise<unknown> =>
    cloud.deploy((stack) => void stack.resource(token, 'x', inputs), 'other');
  const big = (count: number): string => allow(Array.from({ length: count }, (_, index) => `s3:Action${index}`));

  test.each([
    ['a trust policy without principal', { assumeRolePolicy: allow('sts:AssumeRole') }, 'MalformedPolicyDocument'],
    [
      'a trust policy that is not JSON',
      { assumeRolePolicy: '{' },
      'MalformedPolicyDocument: This policy contains invalid Json',
    ],
    ['a session longer than 12 hours', { assumeRolePolicy: trust(), maxSessionDuration: 43_201 }, '3600 - 43200'],
    ['a path without slashes', { assumeRolePolicy: trust(), path: 'x' }, 'path must begin and end'],
    [
      'an unknown AWS policy',
      { assumeRolePolicy: trust(), managedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
      'does not know the AWS managed policy',
    ],
    [
      'too long a trust policy',
      { assumeRolePolicy: trust({ AWS: Array.from({ length: 60 }, (_, i) => roleArn(`some-role-${i}`)) }) },
      'PolicySize: 2048',
    ],
  ])('%s', async (_name, inputs, message) => {
    await expect(declaring('aws:iam/role:Role', inputs)).rejects.toThrow(message);
  });

  test('a managed policy of more than 6,144 characters, white space not counted', async () => {
    await expect(declaring('aws:iam/policy:Policy', { policy: big(600) })).rejects.toThrow('PolicySize: 6144');
    await cloud.deploy(
      (stack) =>
        void stack.resource('aws:iam/policy:Policy', 'x', {
          policy: JSON.stringify(JSON.parse(big(300)), undefined, 8),
        }),
      'other',
    );
    await cloud.cloud.remove('other');
  });

  test('a policy for a role that is not there', async () => {
    await expect(declaring('aws:iam/rolePolicy:RolePolicy', { role: 'nobody', policy: allow('s3:*') })).rejects.toThrow(
      DeclarationError,
    );
  });

  test('a trust policy that names nobody, and one that names somebody', async () => {
    const declareTrusting = (principal: unknown) => (stack: Declaration) =>
      void stack.resource('aws:iam/role:Role', 'x', { name: 'x', assumeRolePolicy: trust(principal) });
    await expect(cloud.deploy(declareTrusting({ AWS: roleArn('nobody') }), 'other')).rejects.toThrow(
      `Invalid principal in policy: "AWS":"${roleArn('nobody')}"`,
    );
    await expect(cloud.deploy(declareTrusting({ Service: 'lambda' }), 'other')).rejects.toThrow(
      'Invalid principal in policy: "SERVICE":"lambda"',
    );
    await cloud.deploy(declareTrusting({ AWS: roleArn('writer') }), 'other');
    await cloud.deploy(
      declareTrusting({ AWS: `arn:aws:iam::${ACCOUNT}:user/deployer`, Service: 'lambda.amazonaws.com' }),
      'other',
    );
    await cloud.cloud.remove('other');
  });

  test('a role name that another stack has; nothing changes then', async () => {
    const before = cloud.cloud.stacks();
    const twice = cloud.deploy(
      (stack) => void stack.resource('aws:iam/role:Role', 'w', { name: 'writer', assumeRolePolicy: trust() }),
      'other',
    );
    await expect(twice).rejects.toThrow('Role with name writer already exists');
    expect(cloud.cloud.stacks()).toEqual(before);
  });
});

test('a replaced role has another id, and its old sessions end; a restart changes neither', async () => {
  const store = memoryStackStore();
  const first = await startTestCloud(declare, { store, root: temporaryDirectory() });
  const config = first.role(roleArn('audit/auditor'));
  const before = await new IAMClient(config).send(new GetRoleCommand({ RoleName: 'auditor' }));
  await first.cloud.close();
  const second = await startTestCloud(undefined, { store, root: first.root, clock: first.clock });
  second.clock.advance(60_000);
  const again = new IAMClient({
    ...config,
    endpoint: second.endpoint,
    requestHandler: second.deployer().requestHandler,
  });
  const after = await again.send(new GetRoleCommand({ RoleName: 'auditor' }));
  expect(after.Role).toEqual(before.Role);
  await second.deploy((stack) => {
    declare(stack);
    const role = stack.resource('aws:iam/role:Role', 'unrelated', { name: 'unrelated', assumeRolePolicy: trust() });
    expect(role.outputs['uniqueId']).not.toBe(after.Role?.RoleId);
  });
  await expect(again.send(new GetRoleCommand({ RoleName: 'auditor' }))).resolves.toBeDefined();
  await second.deploy((stack) => {
    // The same name under another logical name: a new role.
    stack.resource('aws:iam/role:Role', 'auditor-2', { name: 'auditor', path: '/audit/', assumeRolePolicy: trust() });
  });
  await expect(again.send(new GetRoleCommand({ RoleName: 'auditor' }))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
  await second.close();
});
