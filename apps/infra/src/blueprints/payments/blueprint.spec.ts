import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { ofTheDeployer, runPayments, truststoreFile } from '../../../testing/run-payments.ts';
import { runStack } from '../../../testing/run-stack.ts';

// Each run of the program is a process of its own.
jest.setTimeout(120_000);

let graph: Graph;
let stack: GraphView;
const run = async (config: Readonly<Record<string, string>>) =>
  new GraphView(await runPayments('payments-local', { config }));

beforeAll(async () => {
  graph = await runPayments();
  stack = new GraphView(graph);
});

test('the access log has nothing that a client writes as it likes: a card number might be in it', () => {
  const { format } = stack.one('aws:apigateway/stage:Stage').inputs['accessLogSettings'] as { format: string };
  expect(format).toContain('$context.identity.sourceIp');
  expect(format).not.toMatch(/userAgent|\$context\.(path|error\.(message|validationErrorString))\b/);
});

describe('card numbers in what API Gateway and the firewall quote are masked, whatever stands near them', () => {
  const shown = (line: string, log = 'execution'): string => {
    const policy = stack.one('aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy', `${log}-masking`);
    const { policyDocument } = policy.inputs;
    const { Configuration, Statement } = JSON.parse(String(policyDocument)) as {
      Configuration: { CustomDataIdentifier: { Name: string; Regex: string }[] };
      Statement: { DataIdentifier: string[] }[];
    };
    let masked = line;
    for (const { Name, Regex } of Configuration.CustomDataIdentifier) {
      for (const { DataIdentifier } of Statement) expect(DataIdentifier).toContain(Name);
      masked = masked.replaceAll(new RegExp(Regex, 'g'), '*');
    }
    return masked;
  };

  test.each([
    // API Gateway on AWS quotes what its model refuses.
    '[ECMA 262 regex "^[A-Z]{3}$" does not match input string "@"]',
    '[object instance has properties which are not allowed by the schema: ["@"]]',
    '{"uri":"/payments/@","headers":[{"name":"user-agent","value":"shop/@"}]}',
  ])('%s', (line) => {
    const written = [
      '4111111111111111',
      '4111 1111 1111 1111',
      '5555-5555-5555-4444',
      '3782 822463 10005',
      '3056 930902 5904',
    ];
    for (const card of [...written, '4222222222222', '6200000000000000003']) {
      for (const log of ['execution', 'waf']) {
        expect(shown(line.replaceAll('@', card), log)).toBe(line.replaceAll('@', '*'));
      }
    }
  });

  test.each([
    '{"timestamp":1764000000000,"requestId":"22037064-2062-4454-8981-083993975117"}',
    'Root=1-67891233-456789012345678901234567',
    '2026-11-24T13:58:48.123Z 203.0.113.7 111122223333 999999999999.99',
  ])('and %s is not', (line) => expect(shown(line)).toBe(line));
});

describe('settings', () => {
  test('tracing is one setting, for function, stage and role', async () => {
    const quiet = await run({ 'palisade:tracing': 'pass-through' });
    const mode = (view: GraphView) => view.one('aws:lambda/function:Function').inputs['tracingConfig'];
    expect([mode(stack), mode(quiet)]).toEqual([{ mode: 'Active' }, { mode: 'PassThrough' }]);
    expect(quiet.one('aws:apigateway/stage:Stage').inputs['xrayTracingEnabled']).toBeUndefined();
    expect(text(quiet.one('aws:iam/policy:Policy', 'processor-role-policy'), 'policy')).not.toContain('xray:');
  });

  test('an account that has a trail keeps it', async () => {
    const view = await run({ 'palisade:trail': 'existing' });
    expect(view.all('aws:cloudtrail/trail:Trail')).toEqual([]);
    expect(view.all('aws:s3/bucket:Bucket')).toHaveLength(3);
    expect(text(view.one('aws:kms/key:Key', 'operations-key'), 'policy')).not.toContain('cloudtrail');
    expect(view.all('aws:cloudwatch/logMetricFilter:LogMetricFilter').map(({ name }) => name)).toEqual([
      'bad-certificates-metric',
      'card-numbers-metric',
      'refused-requests-metric',
    ]);
  });

  test('the trail records objects of the stack, or of every bucket', async () => {
    const objects = (view: GraphView) =>
      (
        view.one('aws:cloudtrail/trail:Trail').inputs['advancedEventSelectors'] as {
          name: string;
          fieldSelectors: { field: string; startsWiths?: string[] }[];
        }[]
      )
        .find(({ name }) => name === 'Objects')
        ?.fieldSelectors.find(({ field }) => field === 'resources.ARN');
    expect(objects(stack)?.startsWiths).toEqual([
      `${stack.output('s3_bucket_arn')}/`,
      expect.stringContaining(stack.output('truststore_bucket_name')),
    ]);
    expect(objects(await run({ 'palisade:trailObjects': 'all' }))).toBeUndefined();
  });

  test('a zone that is there is used, and none made', async () => {
    const view = await run({ 'palisade:hostedZoneId': 'Z0123456789ABCDEFGHIJ' }).catch((error: Error) => error);
    // The local cloud knows no zone of that id: the program asked for it and made none of its own.
    expect(String(view)).toContain('Z0123456789ABCDEFGHIJ');
    expect(stack.output('hosted_zone_id')).toBe(stack.one('aws:route53/zone:Zone').id);
    expect(stack.graph.outputs['name_servers']).toHaveLength(4);
  });

  test('an account with a log role for API Gateway keeps it; otherwise it comes and goes with the stack', async () => {
    const view = await run({ 'palisade:apiGatewayAccount': 'existing' });
    expect(view.all('aws:apigateway/account:Account')).toEqual([]);
    expect(stack.one('aws:apigateway/account:Account').retainOnDelete).toBe(false);
  });

  test('operators are whom the stack file names, and otherwise the deployer', async () => {
    const trusted = (view: GraphView) => text(view.one('aws:iam/role:Role', 'operator-role'), 'assumeRolePolicy');
    expect(trusted(stack)).toContain(':user/deployer"');
    const named = await run({ 'palisade:operatorArns': '["arn:aws:iam::111122223333:role/operations"]' });
    expect(trusted(named)).toContain(':role/operations"');
    expect(trusted(named)).not.toContain(':user/deployer"');
  });

  test('the deployment is kept while the API says the same', async () => {
    const trigger = (view: GraphView) => view.one('aws:apigateway/deployment:Deployment').inputs['triggers'];
    const same = await run({ 'palisade:throttleRate': '7', 'palisade:requestsPerAddress': '50' });
    expect(trigger(same)).toEqual(trigger(stack));
  });
});

describe('a stack file', () => {
  test('for AWS is refused until its deployer has said what is theirs, all of it at once', async () => {
    await expect(runStack('payments-prod')).rejects.toThrow(
      /palisade:domainName is missing[^]*palisade:truststoreFile is missing/,
    );
  });

  test.each(['dev', 'prod'])('payments-%s runs once they have', async (name) => {
    const { 'palisade:hostedZoneId': _, ...config } = ofTheDeployer;
    const view = new GraphView(await runStack(`payments-${name}`, { config }));
    expect(view.output('api_gateway_url')).toBe('https://payments.example.com');
    expect(view.output('s3_bucket_name')).toBe(`payment-docs-${name}-111122223333`);
  });

  test('for production locks documents, protects what it keeps and records every bucket', async () => {
    const { 'palisade:hostedZoneId': _, ...config } = ofTheDeployer;
    const view = new GraphView(await runStack('payments-prod', { config }));
    expect(view.one('aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration').inputs['rule']).toEqual({
      defaultRetention: { mode: 'GOVERNANCE', days: 365 },
    });
    expect(view.one('aws:kms/key:Key', 's3-key').inputs['deletionWindowInDays']).toBe(30);
    expect(view.one('aws:dynamodb/table:Table', 'transactions-table').inputs['deletionProtectionEnabled']).toBe(true);
  });

  test('without a truststore says how to make one', async () => {
    const config = { 'palisade:truststoreFile': `${truststoreFile}.is-not-there.pem` };
    await expect(runPayments('payments-local', { config })).rejects.toThrow('npx palisade certs init');
  });

  test('with the longest suffix has names that are short enough', async () => {
    const view = await run({ 'palisade:environmentSuffix': 'x'.repeat(16) });
    for (const { id } of view.all('aws:s3/bucket:Bucket')) expect(id.length).toBeLessThanOrEqual(63);
  });
});

test('nothing in the state is a secret, and no private key is in the truststore', () => {
  const all = JSON.stringify(graph);
  expect(all).not.toContain('PRIVATE KEY');
  expect(text(stack.one('aws:s3/bucketObjectv2:BucketObjectv2'), 'content')).toContain('BEGIN CERTIFICATE');
});

test('an auditor of the payments API reads every log of it, and through CloudWatch Logs their key', async () => {
  const auditor = new GraphView(await runStack('auditor-payments-local', { beside: [graph] }));
  expect(auditor.graph.outputs['logGroupNames']).toEqual(graph.outputs['log_group_names']);
  const policy = text(auditor.one('aws:iam/policy:Policy'), 'policy');
  expect(policy).toContain(stack.output('kms_logs_key_arn'));
  for (const other of ['kms_s3_key_arn', 'kms_dynamodb_key_arn', 'kms_operations_key_arn'])
    expect(policy).not.toContain(stack.output(other));
});
