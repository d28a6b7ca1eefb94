import type { Graph, Resource, Value } from '@palisade/local-engine';
import {
  compilePolicy,
  s3BucketArn,
  type CompiledPolicy,
  type PolicyDocument,
  type PolicyKind,
} from '@palisade/policies';

/** Every policy a graph deploys, read where AWS would read it. */
export interface DeployedPolicies {
  /** Policies attached to a role, by the role's ARN. */
  readonly identity: ReadonlyMap<string, readonly CompiledPolicy[]>;
  /** Trust policies by role ARN, bucket policies by bucket ARN, function policies by function ARN. */
  readonly resource: ReadonlyMap<string, CompiledPolicy>;
  /** By endpoint id; an endpoint without a policy lets everything pass and is not in here. */
  readonly endpoint: ReadonlyMap<string, CompiledPolicy>;
  /** Managed policies by ARN, attached or not. */
  readonly managed: ReadonlyMap<string, CompiledPolicy>;
}

export function deployedPolicies(graph: Graph): DeployedPolicies {
  const ofType = (token: string): readonly Resource[] => graph.resources.filter(({ type }) => type === token);
  const managed = new Map(
    ofType('aws:iam/policy:Policy').map((policy) => [text(policy, 'arn'), read(policy, 'policy', 'identity')]),
  );
  return {
    managed,
    identity: identities(ofType, managed),
    resource: resourcePolicies(ofType),
    endpoint: endpoints(ofType),
  };
}

type OfType = (token: string) => readonly Resource[];

function identities(
  ofType: OfType,
  managed: ReadonlyMap<string, CompiledPolicy>,
): Map<string, readonly CompiledPolicy[]> {
  const attachments = ofType('aws:iam/rolePolicyAttachment:RolePolicyAttachment');
  const inline = ofType('aws:iam/rolePolicy:RolePolicy');
  return new Map(
    ofType('aws:iam/role:Role').map((role) => {
      const mine = (resource: Resource): boolean => text(resource, 'role') === text(role, 'name');
      const attached = attachments.filter(mine).map((attachment) => {
        const policy = managed.get(text(attachment, 'policyArn'));
        if (policy === undefined)
          throw new Error(
            `${attachment.urn} attaches ${text(attachment, 'policyArn')}, which the stack does not declare.`,
          );
        return policy;
      });
      return [
        text(role, 'arn'),
        [...attached, ...inline.filter(mine).map((policy) => read(policy, 'policy', 'identity'))],
      ];
    }),
  );
}

function resourcePolicies(ofType: OfType): Map<string, CompiledPolicy> {
  return new Map([
    ...ofType('aws:iam/role:Role').map((role) => [text(role, 'arn'), read(role, 'assumeRolePolicy', 'trust')] as const),
    ...ofType('aws:s3/bucketPolicy:BucketPolicy').map(
      (policy) => [s3BucketArn({ bucket: text(policy, 'bucket') }), read(policy, 'policy', 'bucket')] as const,
    ),
    ...functionPolicies(ofType),
  ]);
}

/** Lambda makes one statement of each permission. */
function functionPolicies(ofType: OfType): [string, CompiledPolicy][] {
  const permissions = ofType('aws:lambda/permission:Permission');
  return ofType('aws:lambda/function:Function').map((handler) => {
    const arn = text(handler, 'arn');
    const mine = permissions.filter((permission) =>
      [arn, text(handler, 'name')].includes(text(permission, 'function')),
    );
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: mine.map((permission) => ({
        Sid: text(permission, 'statementId'),
        Effect: 'Allow',
        Principal: { Service: text(permission, 'principal') },
        Action: text(permission, 'action'),
        Resource: arn,
        Condition: {
          ArnLike: { 'AWS:SourceArn': text(permission, 'sourceArn') },
          StringEquals: { 'AWS:SourceAccount': text(permission, 'sourceAccount') },
        },
      })),
    };
    return [arn, compilePolicy(document, { name: `policy of ${text(handler, 'name')}`, kind: 'function' })];
  });
}

function endpoints(ofType: OfType): Map<string, CompiledPolicy> {
  const withPolicy = ofType('aws:ec2/vpcEndpoint:VpcEndpoint').filter(({ outputs }) => outputs['policy'] !== undefined);
  return new Map(withPolicy.map((endpoint) => [endpoint.id, read(endpoint, 'policy', 'endpoint')]));
}

function read(resource: Resource, property: string, kind: PolicyKind): CompiledPolicy {
  const value: Value | undefined = resource.outputs[property];
  const document = (typeof value === 'string' ? JSON.parse(value) : value) as PolicyDocument;
  return compilePolicy(document, { name: `${kind} policy ${resource.name}`, kind });
}

/** A property that must be there; a permission without a source is a mistake no proof should pass over. */
function text({ urn, outputs }: Resource, property: string): string {
  const value = outputs[property];
  if (typeof value !== 'string') throw new Error(`${urn} has no ${property}.`);
  return value;
}
