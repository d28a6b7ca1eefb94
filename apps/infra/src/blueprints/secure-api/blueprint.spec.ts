import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph, Resource } from '@palisade/local-engine';
import { GraphView, json, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let graph: Graph;
let stack: GraphView;
const custom = (): readonly Resource[] => graph.resources.filter(({ type }) => type.startsWith('aws:'));
const run = (config: Readonly<Record<string, string>>) => runStack('secure-api-local', { config });

beforeAll(async () => {
  graph = await runStack('secure-api-local');
  stack = new GraphView(graph);
});

test('running the program again changes nothing', async () => {
  const again = await runStack('secure-api-local', { previous: graph });
  expect(byUrn(again)).toEqual(byUrn(graph));
  expect(again.outputs).toEqual(graph.outputs);
});

describe('tags', () => {
  test('every resource that AWS lets carry tags has a name of its own and its environment', () => {
    const taggable = custom().filter(({ type }) => isTaggable(type));
    expect(taggable.length).toBeGreaterThan(12);
    for (const { outputs, urn } of taggable) {
      const tags = { Name: expect.stringMatching(/^[a-z0-9-]+-local$/), Environment: 'local', Blueprint: 'secure-api' };
      expect({ urn, tags: outputs['tagsAll'] }).toMatchObject({ urn, tags });
    }
    // A role and its only policy share a name.
    const names = taggable
      .filter(({ type }) => !type.startsWith('aws:iam/policy'))
      .map(({ outputs }) => (outputs['tagsAll'] as Record<string, string>)['Name']);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('names', () => {
  test.each([
    ['aws:iam/role:Role', /^[a-z0-9-]+-local(-role-[0-9a-f]{7})?$/],
    ['aws:iam/policy:Policy', /^[a-z0-9-]+-local(-policy-[0-9a-f]{7})?$/],
    ['aws:lambda/function:Function', /^status-handler-local$/],
    ['aws:apigateway/restApi:RestApi', /^secure-api-local$/],
    ['aws:kms/alias:Alias', /^alias\/secure-api-logs-local$/],
    [
      'aws:cloudwatch/logGroup:LogGroup',
      /^(\/aws\/[a-z]+\/[a-z0-9-]+-local|API-Gateway-Execution-Logs_[a-z0-9]+\/prod)$/,
    ],
  ])('every %s is called {resource}-{environmentSuffix}', (token, pattern) => {
    const names = stack.all(token).map((resource) => text(resource, 'name'));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !pattern.test(name))).toEqual([]);
  });
});

describe('pages of other origins', () => {
  const openMethods = (of: Graph) =>
    new GraphView(of)
      .all('aws:apigateway/method:Method')
      .filter(({ inputs }) => inputs['authorization'] === 'NONE')
      .map(({ inputs }) => inputs['httpMethod']);
  const environment = (of: Graph) => {
    const { environment: found } = new GraphView(of).one('aws:lambda/function:Function').inputs;
    return (found as { variables: Record<string, string> }).variables;
  };

  test('may not call, and nothing but the health route is open', () => {
    expect(openMethods(graph)).toEqual(['GET']);
    expect(environment(graph)).toEqual({ ENVIRONMENT_SUFFIX: 'local' });
  });

  test('may where the stack file names them, and OPTIONS is open for the question browsers ask first', async () => {
    const origins = ['https://app.example.com', 'https://admin.example.com'];
    const asked = await run({ 'palisade:allowedOrigins': JSON.stringify(origins) });
    expect(openMethods(asked).sort()).toEqual(['GET', 'OPTIONS', 'OPTIONS']);
    expect(environment(asked)).toMatchObject({ ALLOWED_ORIGINS: origins.join(',') });
    const sources = new GraphView(asked).all('aws:lambda/permission:Permission').map(({ inputs }) => {
      return String(inputs['sourceArn']).replace(/^.*\/prod/, '');
    });
    expect(sources.sort()).toEqual(['/*/{proxy+}', '/GET/', '/OPTIONS/', '/OPTIONS/{proxy+}']);
  });
});

describe('the deployment', () => {
  const trigger = (of: Graph) => new GraphView(of).one('aws:apigateway/deployment:Deployment').inputs['triggers'];

  test('is kept while the API says the same, and replaced when a route is added', async () => {
    expect(trigger(await run({ 'palisade:throttleRate': '7', 'palisade:logRetentionDays': '14' }))).toEqual(
      trigger(graph),
    );
    const more = await run({ 'palisade:allowedOrigins': '["https://app.example.com"]' });
    expect(trigger(more)).not.toEqual(trigger(graph));
  });
});

describe('protection', () => {
  test('a production stack keeps its logs when it is destroyed, and its key a month longer', async () => {
    const view = new GraphView(await run({ 'palisade:protection': 'prod' }));
    const groups = view.all('aws:cloudwatch/logGroup:LogGroup');
    expect(groups.map(({ inputs }) => inputs['deletionProtectionEnabled'])).toEqual(groups.map(() => true));
    expect(view.one('aws:kms/key:Key').inputs['deletionWindowInDays']).toBe(30);
    expect(stack.one('aws:kms/key:Key').inputs['deletionWindowInDays']).toBe(7);
  });

  test('without a verifier role nobody but administrators reads the logs', async () => {
    const view = new GraphView(await run({ 'palisade:verifierRole': 'absent' }));
    expect(view.all('aws:iam/role:Role').map(({ name }) => name)).not.toContain('verifier-role');
    const policies = view.all('aws:iam/policy:Policy').map((policy) => text(policy, 'policy'));
    expect(policies.filter((policy) => policy.includes('kms:'))).toEqual([]);
    expect(stack.one('aws:iam/policy:Policy', 'verifier-role-policy').inputs['policy']).toContain('kms:Decrypt');
  });

  test('an account with a log role for API Gateway keeps it', async () => {
    const view = new GraphView(await run({ 'palisade:apiGatewayAccount': 'existing' }));
    expect(view.all('aws:apigateway/account:Account')).toEqual([]);
    expect(stack.one('aws:apigateway/stage:Stage').dependencies).toContain(
      stack.one('aws:apigateway/account:Account').urn,
    );
  });
});

describe('a stack file', () => {
  test('without a suffix is refused with what to add', async () => {
    await expect(run({ 'palisade:environmentSuffix': '' })).rejects.toThrow(
      'palisade:environmentSuffix in Pulumi.secure-api-local.yaml is "". It must be 1 to 16 lower-case letters, digits or hyphens',
    );
  });

  test('for another region is refused', async () => {
    await expect(run({ 'aws:region': 'us-east-1' })).rejects.toThrow(
      'the blueprint secure-api is required to run in ap-southeast-1',
    );
  });
});

test('the stack is one component, which tells the four outputs', () => {
  const [component] = graph.resources.filter(({ type }) => type === 'palisade:systems:SecureApiStack');
  expect(Object.keys(component?.outputs ?? {}).sort()).toEqual(['apiUrl', 'functionName', 'kmsKeyId', 'logGroupName']);
  for (const { parent, type } of custom())
    expect({ type, parent }).toEqual({ type, parent: expect.stringContaining('SecureApiStack') });
});

test('no policy of AWS is attached and none is inline', () => {
  const attached = stack.all('aws:iam/rolePolicyAttachment:RolePolicyAttachment');
  expect(attached.filter(({ inputs }) => String(inputs['policyArn']).includes(':aws:policy/'))).toEqual([]);
  expect(stack.all('aws:iam/rolePolicy:RolePolicy')).toEqual([]);
  expect(json(stack.one('aws:iam/policy:Policy', 'handler-role-policy'), 'policy')).toMatchObject({
    Version: '2012-10-17',
  });
});

const byUrn = ({ resources }: Graph): Resource[] => [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
