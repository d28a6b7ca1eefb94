import type { Graph } from '@palisade/local-engine';
import { fromJson, statementsOf, type ModelEndpoint, type Policy, type PolicyDocument } from '@palisade/policies';
import { systemClock } from '../kernel/clock.ts';
import { cloudView } from '../kernel/cloud-view.ts';
import { ApplyError, type CloudView } from '../kernel/service.ts';
import { deployedApis, type DeployedApi } from './deployed-apis.ts';
import { readTables } from '../services/dynamodb/table/read-tables.ts';
import type { TableConfiguration } from '../services/dynamodb/table/table-configuration.ts';
import { readVpcEndpoints } from '../services/ec2/reading/vpc-endpoints.ts';
import { managedDocument, readDirectory, type Directory, type Role } from '../services/iam/directory.ts';
import { declaredKeys, type DeclaredKey } from '../services/kms/declared-keys.ts';
import { grantStatements } from '../services/kms/grant.ts';
import { readFunction, type FunctionConfiguration } from '../services/lambda/function-configuration.ts';
import { readPolicies } from '../services/lambda/function-policy.ts';
import { lambdaFunction } from '../services/lambda/resources/function.ts';
import { declaredGroups, type DeclaredGroup } from '../services/logs/declared-groups.ts';
import { resourcePolicies } from '../services/logs/resource-policies.ts';
import { readBuckets } from '../services/s3/configuration/read-graph.ts';
import type { BucketConfiguration } from '../services/s3/configuration/bucket-configuration.ts';
import { readTopics, type TopicConfiguration } from '../services/sns/topic-configuration.ts';
import { readQueues, type QueueConfiguration } from '../services/sqs/queue-configuration.ts';

/** A role with the policies that AWS would find on it. */
export interface DeployedRole {
  readonly stack: string;
  readonly arn: string;
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
}

/** What the graphs of stacks deploy that has a say in who may do what. */
export interface Deployed {
  readonly accountId: string;
  /** By ARN. */
  readonly roles: ReadonlyMap<string, DeployedRole>;
  /** Customer managed policies by ARN, attached or not. */
  readonly managed: ReadonlyMap<string, Policy>;
  /**
   * Policies of resources by ARN: of roles (trust), buckets, functions, keys, log groups, queues, tables, topics, and of APIs by
   * their execution ARN.
   */
  readonly resource: ReadonlyMap<string, Policy>;
  readonly endpoints: readonly ModelEndpoint[];
  readonly buckets: readonly BucketConfiguration[];
  readonly functions: readonly FunctionConfiguration[];
  readonly keys: readonly DeclaredKey[];
  readonly logGroups: readonly DeclaredGroup[];
  readonly queues: readonly QueueConfiguration[];
  readonly tables: readonly TableConfiguration[];
  readonly topics: readonly TopicConfiguration[];
  readonly apis: readonly DeployedApi[];
}

/**
 * Reads every policy of the given stacks with the readers that the services of the local cloud decide by, so that a proof and the
 * running cloud cannot disagree on what a graph says. Throws ApplyError for graphs that could not be deployed together.
 */
export function readDeployed(graphs: readonly Graph[], accountId: string): Deployed {
  const view = cloudView(new Map(graphs.map((graph) => [graph.stack, graph])));
  const directory = readDirectory(view);
  const { buckets, problems } = readBuckets(view, { accountId, now: systemClock.now() });
  const queues = readQueues(view, accountId);
  const tables = readTables(view, accountId);
  const topics = readTopics(view, accountId);
  const all = [...problems, ...queues.problems, ...tables.problems, ...topics.problems];
  if (all.length > 0) throw new ApplyError(all);
  const functions = view.ofType(lambdaFunction.token).map(readFunction);
  const keys = [...declaredKeys(view).keys.values()];
  const logGroups = [...declaredGroups(view).values()];
  const apis = deployedApis(view);
  const managed = managedPolicies(directory);
  return {
    accountId,
    managed,
    roles: new Map([...directory.roles.values()].map((role) => [role.arn, deployedRole(role, directory, managed)])),
    resource: new Map([
      ...[...directory.roles.values()].map(trustPolicy),
      ...bucketPolicies([...buckets.values()]),
      ...functionPolicies(view, functions),
      ...keys.map(keyPolicy),
      ...logGroupPolicies(view, logGroups),
      ...queuePolicies([...queues.queues.values()]),
      ...tablePolicies([...tables.tables.values()]),
      ...[...topics.topics.values()].map(topicPolicy),
      ...apis.flatMap(({ executionArn, policy }) => (policy === undefined ? [] : [[executionArn, policy] as const])),
    ]),
    endpoints: endpoints(view),
    buckets: [...buckets.values()],
    functions,
    keys,
    logGroups,
    queues: [...queues.queues.values()],
    tables: [...tables.tables.values()],
    topics: [...topics.topics.values()],
    apis,
  };
}

type Placed = readonly [arn: string, policy: Policy];

/** One object for each managed policy, however many roles it is attached to. */
function managedPolicies({ policies }: Directory): ReadonlyMap<string, Policy> {
  return new Map(
    [...policies.values()].map(({ arn, name, document }) => [arn, fromJson(document, { name, kind: 'identity' })]),
  );
}

function deployedRole(role: Role, { policies }: Directory, managed: ReadonlyMap<string, Policy>): DeployedRole {
  const attached = (arn: string): Policy =>
    managed.get(arn) ?? { name: arn, kind: 'identity', document: managedDocument(arn, policies) };
  const { arn, name, permissionsBoundary: boundary, stack } = role;
  return {
    stack,
    arn,
    name,
    policies: [
      ...role.inline.map((inline) =>
        fromJson(inline.document, { name: `${inline.name} of ${name}`, kind: 'identity' }),
      ),
      ...role.attached.map(attached),
    ],
    ...(boundary !== undefined && {
      boundary: { name: boundary, kind: 'boundary', document: managedDocument(boundary, policies) } as const,
    }),
  };
}

const trustPolicy = ({ arn, name, assumeRolePolicy }: Role): Placed => [
  arn,
  fromJson(assumeRolePolicy, { name: `trust policy of ${name}`, kind: 'trust' }),
];

/** As it is in force: RestrictPublicBuckets narrows a public one. */
function bucketPolicies(buckets: readonly BucketConfiguration[]): readonly Placed[] {
  return buckets.flatMap(({ arn, policy }) =>
    policy === undefined ? [] : [[arn, named(policy.compiled.name, 'bucket', policy.compiled.document)] as const],
  );
}

function functionPolicies(view: CloudView, functions: readonly FunctionConfiguration[]): readonly Placed[] {
  const byArn = new Map(functions.map((each) => [each.arn, each]));
  return [...readPolicies(view, byArn)].map(([arn, { document }]) => {
    const name = `policy of function ${arn.slice(arn.indexOf(':function:') + ':function:'.length)}`;
    return [arn, named(name, 'function', document)];
  });
}

/** As it is in force: grants that the program declares are statements of it. */
function keyPolicy({ arn, compiled, grants }: DeclaredKey): Placed {
  const { document, kind, name } = compiled;
  const granted = grants.flatMap((grant) => grantStatements({ ...grant, createdAt: 0, issuedBy: '' }));
  return [arn, named(name, kind, { ...document, Statement: [...statementsOf(document), ...granted] })];
}

/** CloudWatch Logs has resource policies for a region, which hold for each of its groups. */
function logGroupPolicies(view: CloudView, groups: readonly DeclaredGroup[]): readonly Placed[] {
  const byRegion = new Map(
    [...resourcePolicies(view)].map(([region, { name, document }]) => [region, named(name, 'resource', document)]),
  );
  return groups.flatMap(({ arn, region }) => {
    const policy = byRegion.get(region);
    return policy === undefined ? [] : [[arn, policy] as const];
  });
}

function queuePolicies(queues: readonly QueueConfiguration[]): readonly Placed[] {
  return queues.flatMap(({ arn, policy }) =>
    policy === undefined ? [] : [[arn, named(policy.compiled.name, 'queue', policy.compiled.document)] as const],
  );
}

/** That of a table is that of its indexes too; its stream has its own. */
function tablePolicies(tables: readonly TableConfiguration[]): readonly Placed[] {
  return tables.flatMap(({ arn, indexes, policy, stream }) =>
    [
      ...[arn, ...indexes.map((index) => index.arn)].map((each) => [each, policy] as const),
      ...(stream === undefined ? [] : [[stream.arn, stream.policy] as const]),
    ].flatMap(([each, its]) =>
      its === undefined ? [] : [[each, named(its.compiled.name, 'table', its.compiled.document)] as const],
    ),
  );
}

/** Every topic has one: AWS's default, if the program gives none. */
function topicPolicy({ arn, policy: { compiled } }: TopicConfiguration): Placed {
  return [arn, named(compiled.name, 'topic', compiled.document)];
}

function endpoints(view: CloudView): readonly ModelEndpoint[] {
  return readVpcEndpoints(view.ofType).map(({ id, type, serviceName, policy, vpcId }) => ({
    id,
    type,
    service: serviceName.slice(serviceName.lastIndexOf('.') + 1),
    vpc: vpcId,
    policy: fromJson(policy, { name: `policy of ${id}`, kind: 'endpoint' }),
  }));
}

function named(name: string, kind: Policy['kind'], document: PolicyDocument): Policy {
  return { name, kind, document };
}
