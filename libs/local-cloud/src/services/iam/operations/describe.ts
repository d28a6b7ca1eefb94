import { iamRoleArn, type PolicyDocument } from '@palisade/policies';
import { uniqueId } from '../../../kernel/unique-id.ts';
import type { XmlObject } from '../../../kernel/wire.ts';
import { awsManagedPolicy } from '../aws-managed/index.ts';
import type { ManagedPolicy, Role } from '../directory.ts';
import { NoSuchEntity } from '../errors.ts';
import type { IamState } from '../state.ts';

/** Replies of read operations, made from roles and policies. */

export function isoDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** IAM answers documents percent-encoded (RFC 3986). */
export function encodedDocument(json: string): string {
  return encodeURIComponent(json).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function describeRole(role: Role, state: IamState): XmlObject {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.uniqueId,
    Arn: role.arn,
    CreateDate: isoDate(state.createdAt(role)),
    AssumeRolePolicyDocument: encodedDocument(role.assumeRolePolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** What GetRole says beyond ListRoles. */
export function describeRoleFully(role: Role, state: IamState): XmlObject {
  const { permissionsBoundary: boundary, tags } = role;
  return {
    ...describeRole(role, state),
    ...(boundary !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
    }),
    ...(Object.keys(tags).length > 0 && { Tags: describeTags(tags) }),
  };
}

export function describeTags(tags: Readonly<Record<string, string>>): XmlObject {
  return { member: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

/** A managed policy, AWS's or a stack's, as one shape. */
export interface PolicyDescription {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly version: string;
  readonly document: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** AWS's own policies are older than any workspace. */
const AWS_POLICY_DATE = Date.UTC(2015, 1, 6);

/** Throws NoSuchEntity. */
export function findPolicy(arn: string, state: IamState): PolicyDescription {
  const declared = state.directory.policies.get(arn);
  if (declared !== undefined) return describeDeclared(declared, state);
  const managed = awsManagedPolicy(arn);
  if (managed === undefined) throw new NoSuchEntity(`Policy ${arn}`);
  const slash = managed.name.lastIndexOf('/') + 1;
  return {
    name: managed.name.slice(slash),
    arn,
    path: `/${managed.name.slice(0, slash)}`,
    id: managed.id,
    description: undefined,
    version: managed.version,
    document: JSON.stringify(managed.document satisfies PolicyDocument),
    createdAt: AWS_POLICY_DATE,
    tags: {},
  };
}

function describeDeclared(policy: ManagedPolicy, state: IamState): PolicyDescription {
  return { ...policy, version: 'v1', createdAt: state.createdAt(policy) };
}

export function policyXml(policy: PolicyDescription, state: IamState, fully: boolean): XmlObject {
  const attached = [...state.directory.roles.values()].filter((role) => role.attached.includes(policy.arn)).length;
  const bounded = [...state.directory.roles.values()].filter((role) => role.permissionsBoundary === policy.arn).length;
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.version,
    AttachmentCount: attached,
    PermissionsBoundaryUsageCount: bounded,
    IsAttachable: true,
    ...(fully && { Description: policy.description }),
    CreateDate: isoDate(policy.createdAt),
    UpdateDate: isoDate(policy.createdAt),
    ...(fully && Object.keys(policy.tags).length > 0 && { Tags: describeTags(policy.tags) }),
  };
}

/** The one user there is. */
export function describeDeployer({ deployerArn }: IamState): XmlObject {
  return {
    Path: '/',
    UserName: 'deployer',
    UserId: uniqueId('AIDA', deployerArn),
    Arn: deployerArn,
    CreateDate: isoDate(AWS_POLICY_DATE),
  };
}

/** ARN a permission for a role of that name is asked about, whether the role exists or not. */
export function roleArnNamed(name: string, state: IamState): string {
  const { accountId: account, partition } = state.host;
  return state.roleNamed(name)?.arn ?? iamRoleArn({ partition, account, name });
}
