import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isAssetReference, type Graph } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { paymentsReader } from '../../../testing/payments-reader.ts';
import { runPayments } from '../../../testing/run-payments.ts';
import { listed, statement, statements } from '../../../testing/stack-reader.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// What the requirement will be judged by. The same is often said before: then this looks at another side of it.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let graph: Graph;
let stack: GraphView;

beforeAll(async () => {
  graph = await runPayments();
  stack = new GraphView(graph);
});

const { all, alarmed, bucketPart, endpoints, firewallRules, key, keyArn, lambda, one, table, waitsFor } =
  paymentsReader(() => stack);
const custom = () => graph.resources.filter(({ type }) => type.startsWith('aws:'));

describe('Performance and Reliability', () => {
  test('Lambda functions should have appropriate memory and timeout configurations', () => {
    expect(lambda().inputs).toMatchObject({ memorySize: 512, timeout: 15 });
    for (const { inputs } of all('aws:apigateway/integration:Integration'))
      expect(inputs['timeoutMilliseconds']).toBeGreaterThan(15_000);
  });

  test('DynamoDB should use on-demand capacity for variable payment workloads', () => {
    expect(table('transactions').inputs['billingMode']).toBe('PAY_PER_REQUEST');
  });

  test('API Gateway should have throttling configured to prevent abuse', () => {
    expect(one('aws:apigateway/methodSettings:MethodSettings').inputs).toMatchObject({
      methodPath: '*/*',
      settings: { throttlingRateLimit: 500, throttlingBurstLimit: 1000, dataTraceEnabled: false },
    });
  });

  test('S3 should use intelligent tiering for cost optimization', () => {
    const { rules } = bucketPart('lifecycle', 'BucketLifecycleConfiguration', 'documents-bucket').inputs as {
      rules: { transitions?: unknown }[];
    };
    expect(rules.flatMap(({ transitions }) => transitions ?? [])).toEqual([
      { days: 0, storageClass: 'INTELLIGENT_TIERING' },
    ]);
  });

  test('CloudWatch alarms for critical metrics like API errors and Lambda failures', () => {
    expect(alarmed()).toEqual(
      expect.arrayContaining([
        'AWS/ApiGateway 4XXError payment-api-local v1',
        'AWS/ApiGateway 5XXError payment-api-local v1',
        'AWS/Lambda Errors payment-processor-local',
        'AWS/Lambda Throttles payment-processor-local',
        'AWS/DynamoDB SystemErrors PutItem payment-transactions-local',
        'AWS/DynamoDB WriteThrottleEvents payment-transactions-local',
      ]),
    );
    for (const { inputs } of all('aws:cloudwatch/metricAlarm:MetricAlarm')) {
      const told = { alarmActions: [stack.output('alarm_topic_arn')], okActions: [stack.output('alarm_topic_arn')] };
      expect(inputs).toMatchObject(told);
    }
  });
});

describe('Success Criteria', () => {
  test('Functionality: API Gateway routes requests to Lambda functions in private subnets with mutual TLS authentication', () => {
    const deployment = one('aws:apigateway/deployment:Deployment');
    for (const integration of all('aws:apigateway/integration:Integration')) {
      expect(waitsFor(deployment, integration)).toBe(true);
      expect(waitsFor(integration, lambda())).toBe(true);
    }
    expect(waitsFor(one('aws:apigateway/basePathMapping:BasePathMapping'), deployment)).toBe(true);
    expect(one('aws:route53/record:Record', 'alias').inputs).toMatchObject({
      type: 'A',
      aliases: [{ name: text(one('aws:apigateway/domainName:DomainName'), 'regionalDomainName') }],
    });
  });

  test('Network Isolation: Lambda functions in private subnets access AWS services through VPC endpoints without internet routing', () => {
    expect(all('aws:ec2/route:Route')).toEqual([]);
    for (const endpoint of Object.values(endpoints())) expect(waitsFor(lambda(), endpoint)).toBe(true);
  });

  test('Encryption: all data encrypted at rest using customer-managed KMS keys with automatic rotation', () => {
    const used = new Set([
      ...all('aws:dynamodb/table:Table').map(
        ({ inputs }) => (inputs['serverSideEncryption'] as { kmsKeyArn: string }).kmsKeyArn,
      ),
      ...all('aws:cloudwatch/logGroup:LogGroup').map(({ inputs }) => inputs['kmsKeyId']),
      one('aws:cloudtrail/trail:Trail').inputs['kmsKeyId'],
      lambda().inputs['kmsKeyArn'],
      (lambda().inputs['environment'] as { variables: Record<string, string> }).variables['RECEIPTS_KEY_ARN'],
    ]);
    const keys = (['s3', 'dynamodb', 'logs', 'operations'] as const).map((kind) => keyArn(kind));
    expect(used).toEqual(new Set(keys));
    for (const kind of ['s3', 'dynamodb', 'logs', 'operations'] as const)
      expect(key(kind).inputs['enableKeyRotation']).toBe(true);
  });

  test('WAF Protection: OWASP Top 10 rules block common web attacks at API Gateway layer', () => {
    const counted = firewallRules().flatMap(({ action, statement: { managedRuleGroupStatement: group } }) => [
      ...(action !== undefined && 'count' in action ? ['own'] : []),
      ...((group?.['ruleActionOverrides'] ?? []) as { name: string }[]).map(({ name }) => name),
    ]);
    // Bodies beyond 8 KB are for the size rule, and clients are servers, which hosting providers host.
    expect(counted).toEqual(['HostingProviderIPList', 'SizeRestrictions_BODY']);
    for (const { visibilityConfig } of firewallRules()) expect(visibilityConfig.cloudwatchMetricsEnabled).toBe(true);
  });

  test('Access Control: IAM roles enforce least privilege with explicit denies for destructive operations', () => {
    // Of the roles that code or people hold; those that AWS services hold write one log each.
    for (const role of ['processor-role', 'operator-role'])
      expect(statement(one('aws:iam/policy:Policy', `${role}-policy`), 'DenyDestruction').Resource).toBe('*');
    for (const role of ['flow-log-role', 'trail-role']) {
      const actions = statements(one('aws:iam/policy:Policy', `${role}-policy`)).flatMap(({ Action }) =>
        listed(Action),
      );
      expect(actions.filter((action) => !/^logs:(CreateLogStream|PutLogEvents|Describe)/.test(action))).toEqual([]);
    }
  });

  test('Logging: all Lambda functions log to encrypted CloudWatch Log Groups with 90-day retention', () => {
    const group = one('aws:cloudwatch/logGroup:LogGroup', 'processor-logs');
    expect(waitsFor(lambda(), group)).toBe(true);
    expect(group.inputs).toMatchObject({ retentionInDays: 90, kmsKeyId: keyArn('logs') });
  });

  test('Compliance: all resources tagged with mandatory compliance tags for audit trails', () => {
    const missing = custom().filter(({ outputs, type }) => {
      const tags = (outputs['tagsAll'] ?? {}) as Record<string, string>;
      return isTaggable(type) && !(tags['Environment'] && tags['DataClassification'] && tags['ComplianceScope']);
    });
    expect(missing.map(({ urn }) => urn)).toEqual([]);
  });

  test('Reliability: DynamoDB point-in-time recovery enabled for transaction data protection', () => {
    expect(table('transactions').inputs['pointInTimeRecovery']).toEqual({ enabled: true, recoveryPeriodInDays: 35 });
  });

  test('Resource Naming: all resources include environmentSuffix for deployment uniqueness', async () => {
    const config = { 'palisade:environmentSuffix': 'pr-42', 'palisade:domainName': 'pr-42.palisade.test' };
    const other = await runPayments('payments-local', { config });
    const names = (of: Graph) =>
      of.resources.flatMap(({ id, outputs, type }) =>
        /bucket:Bucket$|table:Table$|role:Role$|function:Function$|logGroup:LogGroup$|webAcl:WebAcl$/.test(type)
          ? [typeof outputs['name'] === 'string' ? outputs['name'] : id]
          : [],
      );
    const taken = new Set(names(graph));
    expect(names(other).filter((name) => taken.has(name))).toEqual([]);
  });

  test('Code Quality: the same program twice declares the same', async () => {
    const again = await runPayments('payments-local', { previous: graph });
    const byUrn = ({ resources }: Graph) => [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    expect(byUrn(again)).toEqual(byUrn(graph));
    expect(again.outputs).toEqual(graph.outputs);
  });
});

describe('What to deliver', () => {
  test.each([
    [
      'VPC with 3 private and 3 public subnets across availability zones',
      { 'aws:ec2/vpc:Vpc': 1, 'aws:ec2/subnet:Subnet': 6 },
    ],
    [
      'API Gateway with mutual TLS, Lambda integration, and WAF attachment',
      {
        'aws:apigateway/domainName:DomainName': 1,
        'aws:apigateway/integration:Integration': 2,
        'aws:wafv2/webAclAssociation:WebAclAssociation': 1,
      },
    ],
    [
      'Lambda functions with VPC configuration, security groups, and IAM roles',
      { 'aws:lambda/function:Function': 1, 'aws:ec2/securityGroup:SecurityGroup': 4, 'aws:iam/role:Role': 5 },
    ],
    [
      'S3 buckets with encryption, versioning, public access blocking',
      {
        'aws:s3/bucket:Bucket': 4,
        'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': 4,
        'aws:s3/bucketVersioning:BucketVersioning': 4,
        'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': 4,
      },
    ],
    ['DynamoDB table with encryption, point-in-time recovery', { 'aws:dynamodb/table:Table': 2 }],
    ['KMS keys for S3, CloudWatch Logs, and DynamoDB with automatic rotation', { 'aws:kms/key:Key': 4 }],
    ['CloudWatch Log Groups with encryption and 90-day retention', { 'aws:cloudwatch/logGroup:LogGroup': 6 }],
    ['WAF WebACL with OWASP Top 10 rule set', { 'aws:wafv2/webAcl:WebAcl': 1 }],
    [
      'IAM roles and policies following least privilege principle',
      { 'aws:iam/role:Role': 5, 'aws:iam/policy:Policy': 5 },
    ],
    ['VPC endpoints for AWS services (S3, DynamoDB, CloudWatch)', { 'aws:ec2/vpcEndpoint:VpcEndpoint': 3 }],
    [
      'Security groups and network ACLs for traffic control',
      { 'aws:ec2/securityGroup:SecurityGroup': 4, 'aws:ec2/networkAcl:NetworkAcl': 2 },
    ],
  ])('%s', (_, expected) => {
    const found = Object.fromEntries(Object.keys(expected).map((token) => [token, all(token).length]));
    expect(found).toEqual(expected);
  });

  test('Complete Pulumi implementation, with what the function runs', () => {
    expect(isAssetReference(lambda().inputs['code'])).toBe(true);
  });

  test('Proper resource tagging with compliance tags', () => {
    expect(lambda().outputs['tagsAll']).toMatchObject({ ComplianceScope: 'PCI-DSS', Name: 'payment-processor-local' });
  });

  test('Documentation with deployment and testing instructions', () => {
    const manual = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    for (const heading of ['Use it', 'Keys of the stack file', 'Outputs', 'Troubleshooting'])
      expect(manual).toContain(`\n## ${heading}\n`);
  });
});
