import { compilePolicy, type CompiledPolicy, type PolicyDocument } from '@palisade/policies';
import { blocks, number, text, textMap, texts } from '../../kernel/properties.ts';
import { ApplyError, type CloudView, type StackResource } from '../../kernel/service.ts';
import { awsManagedPolicy } from './aws-managed/index.ts';
import { policy as policyModel } from './resources/policy.ts';
import { rolePolicyAttachment } from './resources/role-policy-attachment.ts';
import { rolePolicy } from './resources/role-policy.ts';
import { role as roleModel } from './resources/role.ts';
import { serviceLinkedRole, serviceTrust } from './resources/service-linked-role.ts';

/** A policy inside a role. */
export interface InlinePolicy {
  readonly name: string;
  readonly document: string;
}

export interface Role {
  readonly stack: string;
  readonly urn: string;
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly uniqueId: string;
  readonly description: string | undefined;
  /** JSON text. */
  readonly assumeRolePolicy: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly permissionsBoundary: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly inline: readonly InlinePolicy[];
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[];
  readonly trust: CompiledPolicy;
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
}

/** A customer managed policy. */
export interface ManagedPolicy {
  readonly stack: string;
  readonly urn: string;
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly document: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Roles and policies of all stacks, as the graph declares them, compiled. */
export interface Directory {
  /** By ARN. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly rolesByName: ReadonlyMap<string, Role>;
  readonly policies: ReadonlyMap<string, ManagedPolicy>;
}

export const emptyDirectory: Directory = { roles: new Map(), rolesByName: new Map(), policies: new Map() };

/** Throws ApplyError for names that exist twice and policies that do not compile. */
export function readDirectory(view: CloudView): Directory {
  const problems: { urn: string; message: string }[] = [];
  const policies = unique(view.ofType(policyModel.token).map(readPolicy), 'A policy called', problems);
  const inline = byRole(view.ofType(rolePolicy.token));
  const attachments = byRole(view.ofType(rolePolicyAttachment.token));
  const rolesByName = new Map<string, Role>();
  for (const entry of view.ofType(roleModel.token)) {
    try {
      const role = readRole(entry, inline, attachments, policies);
      if (rolesByName.has(role.name))
        problems.push({ urn: role.urn, message: `EntityAlreadyExists: Role with name ${role.name} already exists.` });
      rolesByName.set(role.name, role);
    } catch (error) {
      problems.push({ urn: entry.resource.urn, message: (error as Error).message });
    }
  }
  for (const entry of view.ofType(serviceLinkedRole.token)) {
    const role = readServiceLinkedRole(entry);
    if (rolesByName.has(role.name))
      problems.push({
        urn: role.urn,
        message:
          `InvalidInput: Service role name ${role.name} has been taken in this account, ` +
          'please try a different suffix.',
      });
    else rolesByName.set(role.name, role);
  }
  if (problems.length > 0) throw new ApplyError(problems);
  return { rolesByName, policies, roles: new Map([...rolesByName.values()].map((role) => [role.arn, role])) };
}

function unique(
  policies: readonly ManagedPolicy[],
  what: string,
  problems: { urn: string; message: string }[],
): ReadonlyMap<string, ManagedPolicy> {
  const byArn = new Map<string, ManagedPolicy>();
  for (const policy of policies) {
    if (byArn.has(policy.arn)) {
      problems.push({
        urn: policy.urn,
        message: `EntityAlreadyExists: ${what} ${policy.name} already exists. Duplicate names are not allowed.`,
      });
    }
    byArn.set(policy.arn, policy);
  }
  return byArn;
}

function byRole(resources: readonly StackResource[]): ReadonlyMap<string, readonly StackResource[]> {
  return Map.groupBy(resources, ({ resource }) => text(resource.inputs, 'role') ?? '');
}

function readPolicy({ resource, stack }: StackResource): ManagedPolicy {
  const { outputs, urn } = resource;
  return {
    stack,
    urn,
    name: text(outputs, 'name') ?? '',
    arn: text(outputs, 'arn') ?? '',
    path: text(outputs, 'path') ?? '/',
    id: text(outputs, 'policyId') ?? '',
    description: text(outputs, 'description'),
    document: text(outputs, 'policy') ?? '',
    tags: textMap(outputs, 'tagsAll'),
  };
}

function readRole(
  { resource: { outputs, urn }, stack }: StackResource,
  inlineByRole: ReadonlyMap<string, readonly StackResource[]>,
  attachmentsByRole: ReadonlyMap<string, readonly StackResource[]>,
  policies: ReadonlyMap<string, ManagedPolicy>,
): Role {
  const name = text(outputs, 'name') ?? '';
  const inline = [
    ...blocks(outputs, 'inlinePolicies').map(inlinePolicy),
    ...(inlineByRole.get(name) ?? []).map(({ resource }) => inlinePolicy(resource.outputs)),
  ].filter((policy) => policy !== undefined);
  const attached = [
    ...new Set([
      ...texts(outputs, 'managedPolicyArns'),
      ...(attachmentsByRole.get(name) ?? []).map(({ resource }) => text(resource.outputs, 'policyArn') ?? ''),
    ]),
  ];
  const boundary = text(outputs, 'permissionsBoundary');
  const assumeRolePolicy = text(outputs, 'assumeRolePolicy') ?? '';
  return {
    stack,
    urn,
    name,
    arn: text(outputs, 'arn') ?? '',
    path: text(outputs, 'path') ?? '/',
    uniqueId: text(outputs, 'uniqueId') ?? '',
    description: text(outputs, 'description'),
    assumeRolePolicy,
    maxSessionDuration: number(outputs, 'maxSessionDuration') ?? 3600,
    permissionsBoundary: boundary,
    tags: textMap(outputs, 'tagsAll'),
    inline,
    attached,
    trust: compilePolicy(parse(assumeRolePolicy), { name: `trust policy of ${name}`, kind: 'trust' }),
    identity: [
      ...inline.map(({ name: policyName, document }) =>
        compilePolicy(parse(document), { name: policyName, kind: 'identity' }),
      ),
      ...attached.map((arn) => compilePolicy(managedDocument(arn, policies), { name: arn, kind: 'identity' })),
    ],
    ...(boundary !== undefined && {
      boundary: compilePolicy(managedDocument(boundary, policies), { name: boundary, kind: 'boundary' }),
    }),
  };
}

/** What it may do is AWS's own policy for its service, and the service's business: here it may do nothing. */
function readServiceLinkedRole({ resource: { inputs, outputs, urn }, stack }: StackResource): Role {
  const assumeRolePolicy = serviceTrust(text(inputs, 'awsServiceName') ?? '');
  const name = text(outputs, 'name') ?? '';
  return {
    stack,
    urn,
    name,
    arn: text(outputs, 'arn') ?? '',
    path: text(outputs, 'path') ?? '/',
    uniqueId: text(outputs, 'uniqueId') ?? '',
    description: text(outputs, 'description'),
    assumeRolePolicy,
    maxSessionDuration: 3600,
    permissionsBoundary: undefined,
    tags: textMap(outputs, 'tagsAll'),
    inline: [],
    attached: [],
    trust: compilePolicy(parse(assumeRolePolicy), { name: `trust policy of ${name}`, kind: 'trust' }),
    identity: [],
  };
}

function inlinePolicy(properties: StackResource['resource']['outputs']): InlinePolicy | undefined {
  const name = text(properties, 'name');
  const document = text(properties, 'policy');
  return name === undefined || document === undefined ? undefined : { name, document };
}

/** Throws if neither AWS nor a stack has that policy. */
export function managedDocument(arn: string, policies: ReadonlyMap<string, ManagedPolicy>): PolicyDocument {
  const declared = policies.get(arn);
  if (declared !== undefined) return parse(declared.document);
  const managed = awsManagedPolicy(arn);
  if (managed !== undefined) return managed.document;
  throw new Error(`NoSuchEntity: Policy ${arn} does not exist or is not attachable.`);
}

const parse = (document: string): PolicyDocument => JSON.parse(document) as PolicyDocument;
