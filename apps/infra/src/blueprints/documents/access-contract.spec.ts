import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import type { PolicyDocument, Statement } from '@palisade/policies';
import { documentsWorld } from '../../../testing/access/documents-world.ts';
import { proveAccess } from '../../../testing/access/prove-access.ts';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { documentsAccess } from './access-contract.ts';

// A quarter of a million decisions take a second, and longer on a busy machine.
jest.setTimeout(60_000);

let graph: Graph;

beforeAll(async () => {
  graph = await runStack('documents-local');
});

describe('the deployed policies', () => {
  test('allow exactly what the contract grants, for every caller, action, resource and way', () => {
    const proof = proveAccess(documentsAccess, documentsWorld(graph));
    expect(proof.surplus).toEqual([]);
    expect(proof.missing).toEqual([]);
    expect(proof.decided).toBeGreaterThan(100_000);
  });

  test('a permission too many is found', () => {
    const widened = rewritePolicy(graph, 'handler-role-policy', '"s3:PutObject"', '["s3:PutObject","s3:DeleteObject"]');
    const { surplus, missing } = proveAccess(documentsAccess, documentsWorld(widened));
    expect(missing).toEqual([]);
    expect(surplus.length).toBeGreaterThan(0);
    expect(surplus.every((line) => line.includes('s3:DeleteObject'))).toBe(true);
  });

  test('a permission too few is found', () => {
    const narrowed = rewritePolicy(graph, 'handler-role-policy', '"logs:PutLogEvents"', '"logs:TagResource"');
    const { missing } = proveAccess(documentsAccess, documentsWorld(narrowed));
    expect(missing.some((line) => line.startsWith('handler code · logs:PutLogEvents · handler log'))).toBe(true);
  });

  // Redundant on purpose: what these two deny, the endpoint rule and the verifier's own policy do not grant today.
  const secondLines = ['documents-bucket-policy ObjectsOnlyByPrincipals', 'documents-bucket-policy OnlyGetObjects'];

  test('no statement is idle: without any one of them the proof fails', () => {
    const idle = withoutEachStatement(graph)
      .filter(({ changed }) => {
        const { surplus, missing } = proveAccess(documentsAccess, speakingOfContract(documentsWorld(changed)));
        return surplus.length + missing.length === 0;
      })
      .map(({ removed }) => removed);
    expect(idle).toEqual(secondLines);
  });
});

describe('the contract speaks of everything that is deployed', () => {
  test.each([
    ['roles', 'aws:iam/role:Role', 'arn'],
    ['buckets', 'aws:s3/bucket:Bucket', 'arn'],
    ['functions', 'aws:lambda/function:Function', 'arn'],
    ['log groups', 'aws:cloudwatch/logGroup:LogGroup', 'arn'],
  ])('%s', (_, token, property) => {
    const known = Object.values(documentsWorld(graph).resources).map(({ arn }) => arn);
    const deployed = new GraphView(graph).all(token).map((resource) => text(resource, property));
    expect(deployed.length).toBeGreaterThan(0);
    expect(deployed.filter((arn) => !known.includes(arn))).toEqual([]);
  });

  test('every policy belongs to one of its callers', () => {
    const { policies, callers } = documentsWorld(graph);
    const held = new Set(Object.values(callers).flatMap(({ identity }) => identity));
    expect([...policies.managed.values()].filter((policy) => !held.has(policy)).map(({ name }) => name)).toEqual([]);
  });
});

type DocumentsWorld = ReturnType<typeof documentsWorld>;

/** The same world, asked only about actions the contract names: enough to notice a change, and fast. */
function speakingOfContract(world: DocumentsWorld): DocumentsWorld {
  const { grants, exceptions } = documentsAccess;
  const named = new Set([...grants.flatMap(({ may }) => may), ...exceptions.flatMap(({ mayNot }) => mayNot)]);
  return { ...world, actions: (resource) => world.actions(resource).filter((action) => named.has(action)) };
}

const policyProperties = ['policy', 'assumeRolePolicy'];

/** For every statement of every policy: the graph without it. */
function withoutEachStatement(original: Graph): { removed: string; changed: Graph }[] {
  return original.resources.flatMap((resource) =>
    policyProperties.flatMap((property) => {
      const text = resource.outputs[property];
      if (typeof text !== 'string') return [];
      const document = JSON.parse(text) as PolicyDocument & { readonly Statement: readonly Statement[] };
      return document.Statement.map((statement) => {
        const rest = { ...document, Statement: document.Statement.filter((other) => other !== statement) };
        const changed = { ...resource, outputs: { ...resource.outputs, [property]: JSON.stringify(rest) } };
        return {
          removed: `${resource.name} ${statement.Sid ?? ''}`,
          changed: { ...original, resources: original.resources.map((each) => (each === resource ? changed : each)) },
        };
      });
    }),
  );
}

/** The graph with one policy text changed, to see whether the proof notices. */
function rewritePolicy(original: Graph, name: string, from: string, to: string): Graph {
  const resources = original.resources.map((resource) => {
    const { policy } = resource.outputs;
    if (resource.name !== name || typeof policy !== 'string') return resource;
    if (!policy.includes(from)) throw new Error(`${name} does not contain ${from}.`);
    return { ...resource, outputs: { ...resource.outputs, policy: policy.replace(from, to) } };
  });
  return { ...original, resources };
}
