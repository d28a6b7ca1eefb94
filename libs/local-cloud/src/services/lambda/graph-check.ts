import { parseArn } from '@palisade/policies';
import type { Graph, Resource, ResourceLookup } from '@palisade/local-engine';
import { systemClock } from '../../kernel/clock.ts';
import { block, number, text, texts } from '../../kernel/properties.ts';
import { ApplyError } from '../../kernel/service.ts';
import { readDirectory, type Directory } from '../iam/directory.ts';
import { subnet } from '../ec2/resources/subnet.ts';
import { securityGroup } from '../ec2/resources/security-group.ts';
import { roleProblems } from './execution-role.ts';
import { limits } from './limits.ts';

/** Problems of a function among the other resources of its stack. */
export function checkFunctionInGraph(self: Resource, graph: Graph, lookup: ResourceLookup): readonly string[] {
  return [...checkRole(self, graph, lookup), ...checkVpc(self, lookup), ...checkConcurrency(self, graph)];
}

function checkRole(self: Resource, graph: Graph, lookup: ResourceLookup): readonly string[] {
  const arn = text(self.outputs, 'arn') ?? '';
  const parts = parseArn(arn);
  const role = directoryOf(graph, lookup)?.roles.get(text(self.outputs, 'role') ?? '');
  // A role of another stack is looked at when the graph is applied.
  if (parts === undefined || role === undefined) return [];
  const { partition, account: accountId, region } = parts;
  // The engine runs before there is a cloud with a clock of its own; the apply asks again with that one.
  const now = systemClock.now();
  const needs = {
    inVpc: isInVpc(self),
    tracing: text(block(self.outputs, 'tracingConfig') ?? {}, 'mode') === 'Active',
  };
  return roleProblems(role, { partition, accountId, region, functionArn: arn, now }, needs);
}

export function isInVpc({ outputs }: Resource): boolean {
  return texts(block(outputs, 'vpcConfig') ?? {}, 'subnetIds').length > 0;
}

/** The stack's roles; undefined if IAM itself has found problems with them. */
function directoryOf(graph: Graph, lookup: ResourceLookup): Directory | undefined {
  const { stack } = graph;
  const found = (resource: Resource): { stack: string; resource: Resource } => ({ stack, resource });
  try {
    return readDirectory({
      stacks: new Map([[stack, graph]]),
      ofType: (token) => lookup.ofType(token).map(found),
      byUrn: (urn) => {
        const resource = lookup.byUrn(urn);
        return resource && found(resource);
      },
    });
  } catch (error) {
    if (error instanceof ApplyError) return undefined;
    throw error;
  }
}

/** Subnets and security groups of a function are of one VPC. */
function checkVpc({ outputs }: Resource, lookup: ResourceLookup): readonly string[] {
  const placement = block(outputs, 'vpcConfig') ?? {};
  const parts = [
    ...texts(placement, 'subnetIds').flatMap((id) => lookup.byId(subnet.token, id) ?? []),
    ...texts(placement, 'securityGroupIds').flatMap((id) => lookup.byId(securityGroup.token, id) ?? []),
  ];
  const vpcs = new Set(parts.map((part) => text(part.outputs, 'vpcId')));
  return vpcs.size > 1
    ? [
        'InvalidParameterValueException: Security Groups are required to be in the same VPC as the subnets of the function.',
      ]
    : [];
}

function checkConcurrency(self: Resource, graph: Graph): readonly string[] {
  const functions = graph.resources.filter((other) => other.type === self.type);
  const upToSelf = functions.slice(0, functions.findIndex((other) => other.urn === self.urn) + 1);
  return reservedConcurrency(self) > 0 ? concurrencyProblems(upToSelf) : [];
}

/** Reserved concurrency must leave the account its unreserved minimum. */
export function concurrencyProblems(functions: readonly Resource[]): readonly string[] {
  const reserved = functions.reduce((sum, each) => sum + Math.max(0, reservedConcurrency(each)), 0);
  return limits.concurrency - reserved >= limits.unreservedConcurrency
    ? []
    : [
        "InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's " +
          `UnreservedConcurrentExecution below its minimum value of [${limits.unreservedConcurrency}].`,
      ];
}

function reservedConcurrency({ outputs }: Resource): number {
  return number(outputs, 'reservedConcurrentExecutions') ?? -1;
}
