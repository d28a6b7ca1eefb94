import type { Graph } from '@palisade/local-engine';
import { GraphView, text } from '../graph-view.ts';
import type { World } from './world.ts';

type AnyWorld = Pick<World<string, string, string>, 'model'>;

/** ARNs of a type's deployed resources that a world does not know. Throws if none is deployed: there would be nothing to prove. */
export function unspoken(graph: Graph, { model }: AnyWorld, token: string): readonly string[] {
  const known = Object.values(model.resources).map(({ arn }) => arn);
  const deployed = new GraphView(graph).all(token).map((resource) => text(resource, 'arn'));
  if (deployed.length === 0) throw new Error(`The stack deploys no ${token}.`);
  return deployed.filter((arn) => !known.includes(arn));
}

/** Ids of deployed endpoints that a world does not know, and of those it knows that are not deployed. */
export function unspokenEndpoints(graph: Graph, { model }: AnyWorld): readonly string[] {
  const known = Object.values(model.endpoints).map(({ id }) => id);
  const deployed = new GraphView(graph).all('aws:ec2/vpcEndpoint:VpcEndpoint').map(({ id }) => id);
  return [...known.filter((id) => !deployed.includes(id)), ...deployed.filter((id) => !known.includes(id))];
}

/** Names of deployed policies that none of a world's callers holds. */
export function unheldPolicies(graph: Graph, { model }: AnyWorld): readonly string[] {
  const held = new Set(Object.values(model.principals).flatMap(({ policies }) => policies.map(({ name }) => name)));
  const deployed = new GraphView(graph).all('aws:iam/policy:Policy').map((policy) => text(policy, 'name'));
  return deployed.filter((name) => !held.has(name));
}
