import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph, Resource } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// Each run of the program is a process of its own.
jest.setTimeout(120_000);

let graph: Graph;
let stack: GraphView;
const custom = (): readonly Resource[] => graph.resources.filter(({ type }) => type.startsWith('aws:'));
const run = (config: Readonly<Record<string, string>>) => runStack('processing-local', { config });

beforeAll(async () => {
  graph = await runStack('processing-local');
  stack = new GraphView(graph);
});

test('running the program again changes nothing', async () => {
  const again = await runStack('processing-local', { previous: graph });
  expect(byUrn(again)).toEqual(byUrn(graph));
  expect(again.outputs).toEqual(graph.outputs);
});

describe('names', () => {
  test.each([
    ['aws:lambda/function:Function', 'name', /^prod-[a-z-]+-local$/],
    ['aws:dynamodb/table:Table', 'name', /^prod-(documents|api-permissions)-local$/],
    ['aws:sqs/queue:Queue', 'name', /^prod-[a-z-]+-dlq-local$/],
    ['aws:sns/topic:Topic', 'name', /^prod-(document-changes|alarms)-local$/],
    ['aws:s3/bucket:Bucket', 'bucket', /^prod-[a-z-]+-local-\d{12}-us-east-1-an$/],
    ['aws:iam/role:Role', 'name', /^prod-[a-z-]+-local(-role-[0-9a-f]{7})?$/],
    ['aws:iam/policy:Policy', 'name', /^prod-[a-z-]+-local(-policy-[0-9a-f]{7})?$/],
    ['aws:kms/alias:Alias', 'name', /^alias\/prod-(data|logs|messaging)-local$/],
    ['aws:apigateway/restApi:RestApi', 'name', /^prod-documents-api-local$/],
    ['aws:apigateway/usagePlan:UsagePlan', 'name', /^prod-(read-only|read-write|admin)-plan-local$/],
    ['aws:cloudwatch/metricAlarm:MetricAlarm', 'name', /^prod-[a-z0-9-]+-local$/],
    ['aws:cloudtrail/trail:Trail', 'name', /^prod-audit-trail-local$/],
    ['aws:ec2/securityGroup:SecurityGroup', 'name', /^prod-[a-z0-9-]+-sg-local$/],
    [
      'aws:cloudwatch/logGroup:LogGroup',
      'name',
      /^(\/aws\/[a-z]+\/prod-[a-z0-9-]+-local|API-Gateway-Execution-Logs_[a-z0-9]+\/v1)$/,
    ],
  ])('every %s is called {prefix}-{resource}-{environmentSuffix}', (token, property, pattern) => {
    const names = stack.all(token).map((resource) => text(resource, property));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !pattern.test(name))).toEqual([]);
  });

  test('the longest prefix and suffix are short enough for every name', async () => {
    const long = await run({ 'palisade:namePrefix': 'platform', 'palisade:environmentSuffix': 'x'.repeat(16) });
    for (const { id } of new GraphView(long).all('aws:s3/bucket:Bucket')) expect(id.length).toBeLessThanOrEqual(63);
  });

  test('another prefix is the first part of everything', async () => {
    const other = new GraphView(await run({ 'palisade:namePrefix': 'acme' }));
    expect(JSON.stringify(other.graph)).not.toMatch(/prod-(documents|api|data|logs)/);
    expect(other.output('documentsTableName')).toBe('acme-documents-local');
  });
});

test('every resource that AWS lets carry tags has a name and its environment', () => {
  const taggable = custom().filter(({ type }) => isTaggable(type));
  expect(taggable.length).toBeGreaterThan(60);
  for (const { outputs, urn } of taggable) {
    const tags = outputs['tagsAll'] as Record<string, string>;
    expect({ urn, tags }).toMatchObject({ urn, tags: { Environment: 'local', Blueprint: 'processing' } });
    if (tags['Name'] !== undefined) expect(tags['Name']).toMatch(/^prod-[a-z0-9-]+-local$/);
  }
});

describe('settings', () => {
  const functions = (view: GraphView) => view.all('aws:lambda/function:Function');

  test('tracing is one setting, for functions, stage and roles', async () => {
    const quiet = new GraphView(await run({ 'palisade:tracing': 'pass-through' }));
    const mode = (view: GraphView) => functions(view).map(({ inputs }) => inputs['tracingConfig']);
    expect(mode(stack)).toEqual(mode(stack).map(() => ({ mode: 'Active' })));
    expect(mode(quiet)).toEqual(mode(quiet).map(() => ({ mode: 'PassThrough' })));
    expect(stack.one('aws:apigateway/stage:Stage').inputs['xrayTracingEnabled']).toBe(true);
    expect(quiet.one('aws:apigateway/stage:Stage').inputs['xrayTracingEnabled']).toBeUndefined();
    const policies = quiet.all('aws:iam/policy:Policy').map((policy) => text(policy, 'policy'));
    expect(policies.filter((policy) => policy.includes('xray:'))).toEqual([]);
  });

  test('an account that has a trail keeps it, and its events are alarmed on where it logs them', async () => {
    const view = new GraphView(await run({ 'palisade:trail': 'existing' }));
    expect(view.all('aws:cloudtrail/trail:Trail')).toEqual([]);
    expect(view.all('aws:s3/bucket:Bucket')).toHaveLength(2);
    expect(view.all('aws:cloudwatch/logMetricFilter:LogMetricFilter').map(({ name }) => name)).toEqual([
      'refused-requests-metric',
      'unauthorized-attempts-metric',
    ]);
    expect(text(view.one('aws:kms/key:Key', 'logs-key'), 'policy')).not.toContain('cloudtrail');
  });

  test('without a verifier role nobody reads documents from outside but by presigned requests', async () => {
    const view = new GraphView(await run({ 'palisade:verifierRole': 'absent' }));
    expect(JSON.stringify(view.graph)).not.toContain('verifier');
  });

  test('an account with a log role for API Gateway keeps it', async () => {
    const view = new GraphView(await run({ 'palisade:apiGatewayAccount': 'existing' }));
    expect(view.all('aws:apigateway/account:Account')).toEqual([]);
    expect(stack.one('aws:apigateway/stage:Stage').dependencies).toContain(
      stack.one('aws:apigateway/account:Account').urn,
    );
  });

  test('a production stack keeps what it stores when it is destroyed, and its keys a month longer', async () => {
    const view = new GraphView(await run({ 'palisade:protection': 'prod' }));
    const each = (token: string, property: string) => view.all(token).map(({ inputs }) => inputs[property]);
    expect(new Set(each('aws:s3/bucket:Bucket', 'forceDestroy'))).toEqual(new Set([false]));
    expect(new Set(each('aws:dynamodb/table:Table', 'deletionProtectionEnabled'))).toEqual(new Set([true]));
    expect(new Set(each('aws:cloudwatch/logGroup:LogGroup', 'deletionProtectionEnabled'))).toEqual(new Set([true]));
    expect(new Set(each('aws:kms/key:Key', 'deletionWindowInDays'))).toEqual(new Set([30]));
    expect(stack.one('aws:kms/key:Key', 'data-key').inputs['deletionWindowInDays']).toBe(7);
    expect(stack.one('aws:dynamodb/table:Table', 'documents-table').inputs['deletionProtectionEnabled']).toBe(false);
  });

  test('the deployment is kept while the API says the same, and replaced when the authorizer changes', async () => {
    const trigger = (of: Graph) => new GraphView(of).one('aws:apigateway/deployment:Deployment').inputs['triggers'];
    expect(trigger(await run({ 'palisade:throttleRate': '7', 'palisade:readOnlyRate': '3' }))).toEqual(trigger(graph));
    expect(trigger(await run({ 'palisade:authorizerCacheSeconds': '0' }))).not.toEqual(trigger(graph));
  });
});

describe('a stack file', () => {
  test('for another region is refused', async () => {
    await expect(run({ 'aws:region': 'eu-west-1' })).rejects.toThrow(
      'the blueprint processing is required to run in us-east-1',
    );
  });

  test('for AWS is refused without a cursor key', async () => {
    await expect(runStack('processing-prod')).rejects.toThrow(
      'palisade:cursorKey is missing from Pulumi.processing-prod.yaml',
    );
  });

  test.each(['dev', 'staging', 'prod'])('processing-%s runs once it has a cursor key', async (name) => {
    const of = await runStack(`processing-${name}`, { config: { 'palisade:cursorKey': 'a'.repeat(64) } });
    expect(new GraphView(of).output('bucketName')).toContain(`prod-documents-${name}-`);
  });
});

test('an auditor of the platform reads every log of it, and through CloudWatch Logs the key', async () => {
  const auditor = new GraphView(await runStack('auditor-processing-local', { beside: [graph] }));
  expect(auditor.graph.outputs['logGroupNames']).toEqual(graph.outputs['logGroupNames']);
  expect(auditor.graph.outputs['logGroupNames']).toHaveLength(8);
  const policy = text(auditor.one('aws:iam/policy:Policy'), 'policy');
  expect(policy).toContain(stack.output('logsKeyArn'));
  for (const other of ['dataKeyArn', 'messagingKeyArn']) expect(policy).not.toContain(stack.output(other));
});

test('the cursor key is a secret wherever it stands', () => {
  const key = (stack.one('aws:lambda/function:Function', 'api-handler').inputs['environment'] as { variables: unknown })
    .variables as Record<string, unknown>;
  expect(Object.keys(key)).toContain('CURSOR_KEY');
  const outputs = JSON.stringify(graph.outputs);
  expect(outputs).not.toContain(String(key['CURSOR_KEY']));
});

const byUrn = ({ resources }: Graph): Resource[] => [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
