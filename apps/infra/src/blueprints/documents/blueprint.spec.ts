import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph, Resource } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let graph: Graph;
const custom = (): readonly Resource[] => graph.resources.filter((resource) => resource.type.startsWith('aws:'));

beforeAll(async () => {
  graph = await runStack('documents-local');
});

test('running the program again changes nothing', async () => {
  const again = await runStack('documents-local', { previous: graph });
  expect(byUrn(again)).toEqual(byUrn(graph));
  expect(again.outputs).toEqual(graph.outputs);
});

test('another stage name keeps the deployment: its trigger is what it freezes, not when or where it ran', async () => {
  const renamed = await runStack('documents-local', { previous: graph, config: { 'palisade:stageName': 'live' } });
  const deployment = (of: Graph): Resource => new GraphView(of).one('aws:apigateway/deployment:Deployment');
  expect(deployment(renamed).inputs['triggers']).toEqual(deployment(graph).inputs['triggers']);
  expect(new GraphView(renamed).one('aws:apigateway/stage:Stage').inputs['stageName']).toBe('live');
});

describe('tags', () => {
  const wanted = {
    Project: 'palisade',
    Blueprint: 'documents',
    Environment: 'local',
    DataClassification: 'confidential',
    ManagedBy: 'pulumi',
  };

  test('every resource that AWS lets carry tags carries them', () => {
    const taggable = custom().filter(({ type }) => isTaggable(type));
    expect(taggable.length).toBeGreaterThan(20);
    for (const { urn, outputs } of taggable)
      expect({ urn, tags: outputs['tagsAll'] }).toMatchObject({ urn, tags: wanted });
  });
});

describe('names', () => {
  const suffixed = /^[a-z0-9-]+-local$/;

  test.each([
    ['aws:iam/role:Role', /^[a-z0-9-]+-local(-role-[0-9a-f]{7})?$/],
    ['aws:iam/policy:Policy', /^[a-z0-9-]+-local(-policy-[0-9a-f]{7})?$/],
    ['aws:lambda/function:Function', suffixed],
    ['aws:apigateway/restApi:RestApi', suffixed],
    ['aws:apigateway/requestValidator:RequestValidator', suffixed],
    ['aws:ec2/securityGroup:SecurityGroup', suffixed],
    [
      'aws:cloudwatch/logGroup:LogGroup',
      /^(\/aws\/[a-z]+\/[a-z0-9-]+-local|API-Gateway-Execution-Logs_[a-z0-9]+\/default)$/,
    ],
  ])('every %s is called {type}-{environmentSuffix}', (token, pattern) => {
    const names = new GraphView(graph).all(token).map((resource) => text(resource, 'name'));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !pattern.test(name))).toEqual([]);
  });

  test('every bucket adds the account and the region, as its namespace asks', () => {
    for (const bucket of new GraphView(graph).all('aws:s3/bucket:Bucket')) {
      expect(bucket.id).toMatch(/^[a-z-]+-local-\d{12}-us-east-1-an$/);
      expect(bucket.id.length).toBeLessThanOrEqual(63);
    }
  });

  test('every resource of the network has a Name', () => {
    for (const { urn, type, inputs } of custom().filter((resource) => /^aws:(ec2|vpc)\//.test(resource.type))) {
      if (!isTaggable(type)) continue;
      expect({ urn, name: (inputs['tags'] as Record<string, string> | undefined)?.['Name'] }).toEqual({
        urn,
        name: expect.stringMatching(suffixed),
      });
    }
  });
});

describe('protection', () => {
  test('a production stack keeps documents and logs when it is destroyed', async () => {
    const view = new GraphView(await runStack('documents-local', { config: { 'palisade:protection': 'prod' } }));
    expect(view.all('aws:s3/bucket:Bucket').map(({ inputs }) => inputs['forceDestroy'])).toEqual([false, false]);
    const groups = view.all('aws:cloudwatch/logGroup:LogGroup');
    expect(groups.map(({ inputs }) => inputs['deletionProtectionEnabled'])).toEqual(groups.map(() => true));
  });

  test('only the account-wide API Gateway setting outlives the stack', () => {
    const kept = graph.resources.filter(({ retainOnDelete }) => retainOnDelete).map(({ name }) => name);
    expect(kept.length).toBe(4);
    expect(kept.every((name) => name.startsWith('api-gateway-logs-local'))).toBe(true);
  });

  test('without a verifier role nobody reads documents from outside', async () => {
    const view = new GraphView(await runStack('documents-local', { config: { 'palisade:verifierRole': 'absent' } }));
    expect(view.all('aws:iam/role:Role').map(({ name }) => name)).not.toContain('verifier-role');
    expect(text(view.one('aws:s3/bucketPolicy:BucketPolicy', 'documents-bucket-policy'), 'policy')).not.toContain(
      'verifier',
    );
  });
});

test('a wrong stack file is refused with every problem at once', async () => {
  const config = { 'aws:region': 'eu-west-1', 'palisade:environmentSuffix': 'Local!' };
  await expect(runStack('documents-local', { config })).rejects.toThrow(/aws:region(.|\n)*palisade:environmentSuffix/);
});

const byUrn = ({ resources }: Graph): Resource[] => [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
