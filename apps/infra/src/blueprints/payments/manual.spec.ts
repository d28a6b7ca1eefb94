import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { paymentsReader } from '../../../testing/payments-reader.ts';
import { runPayments } from '../../../testing/run-payments.ts';
import { listed, statement, statements } from '../../../testing/stack-reader.ts';

// The manual that came with the requirement, line by line: what an operator was told to expect of a deployment holds for this one.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runPayments());
});

const { all, alarmed, bucketPart, buckets, endpoints, firewallRules, keyArn, lambda, one, table } = paymentsReader(
  () => stack,
);
const manual = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const listOf = (output: string): unknown => stack.graph.outputs[output];

describe('Quick Start', () => {
  test('pulumi config set environmentSuffix dev; region us-east-1; aws:region us-east-1', async () => {
    const config = {
      'palisade:environmentSuffix': 'dev',
      'palisade:region': 'us-east-1',
      'aws:region': 'us-east-1',
      'palisade:domainName': 'payments.example.com',
    };
    const view = new GraphView(await runPayments('payments-dev', { config }));
    expect(view.output('s3_bucket_name')).toBe('payment-docs-dev-111122223333');
  });

  test('API_URL=$(pulumi stack output api_gateway_url); curl -X POST $API_URL/process-payment', () => {
    expect(stack.output('api_gateway_url')).toBe('https://payments.palisade.test');
    const post = one('aws:apigateway/resource:Resource', 'api-process-payment');
    expect(text(post, 'path')).toBe('/process-payment');
  });
});

describe('Configuration Options', () => {
  test.each([
    ['environmentSuffix', 'dev', 'environment_suffix'],
    ['region', 'us-east-1', 'region'],
  ])('%s, default %s', async (key, fallback, output) => {
    const config = { 'palisade:target': 'aws', 'palisade:domainName': 'payments.example.com' };
    // Of a stack file that says neither.
    const view = new GraphView(await runPayments('payments-dev', { config, without: [`palisade:${key}`] }));
    expect(view.output(output)).toBe(fallback);
  });
});

describe('Stack Outputs', () => {
  test('under exactly these names', () => {
    const { outputs } = stack.graph;
    expect(outputs['vpc_id']).toBe(one('aws:ec2/vpc:Vpc').id);
    expect(outputs['private_subnet_ids']).toEqual(
      [1, 2, 3].map((zone) => one('aws:ec2/subnet:Subnet', `network-private-${zone}`).id),
    );
    expect(outputs['public_subnet_ids']).toEqual(
      [1, 2, 3].map((zone) => one('aws:ec2/subnet:Subnet', `network-public-${zone}`).id),
    );
    expect(outputs['lambda_function_name']).toBe('payment-processor-local');
    expect(outputs['lambda_function_arn']).toBe(lambda().outputs['arn']);
    expect(outputs['s3_bucket_name']).toBe(one('aws:s3/bucket:Bucket', 'documents-bucket').id);
    expect(outputs['dynamodb_table_name']).toBe('payment-transactions-local');
    expect(outputs['api_gateway_url']).toMatch(/^https:\/\//);
    expect(outputs['waf_web_acl_id']).toBe(one('aws:wafv2/webAcl:WebAcl').id);
    expect(outputs['kms_s3_key_id']).toBe(one('aws:kms/key:Key', 's3-key').id);
    expect(outputs['kms_dynamodb_key_id']).toBe(one('aws:kms/key:Key', 'dynamodb-key').id);
    expect(outputs['kms_logs_key_id']).toBe(one('aws:kms/key:Key', 'logs-key').id);
  });
});

describe('Security Features', () => {
  test('Network Security: private subnets, endpoints for S3, DynamoDB, and CloudWatch Logs, security groups, separate public subnets', () => {
    expect(Object.keys(endpoints()).sort()).toEqual(['dynamodb', 'logs', 's3']);
    expect(listOf('private_subnet_ids')).toHaveLength(3);
    expect(listOf('public_subnet_ids')).toHaveLength(3);
    expect(all('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule')).toHaveLength(3);
  });

  test('Encryption: separate keys with rotation, of bucket, tables and logs', () => {
    expect(
      bucketPart('encryption', 'BucketServerSideEncryptionConfiguration', 'documents-bucket').inputs,
    ).toMatchObject({
      rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: keyArn('s3') } }],
    });
    expect(table('transactions').inputs['serverSideEncryption']).toEqual({
      enabled: true,
      kmsKeyArn: keyArn('dynamodb'),
    });
    for (const { inputs } of all('aws:cloudwatch/logGroup:LogGroup')) expect(inputs['kmsKeyId']).toBe(keyArn('logs'));
  });

  test('API Protection: OWASP Top 10 managed rule sets, 2000 requests per 5 minutes per IP, access logging, Lambda proxy integration', () => {
    const groups = firewallRules().filter(({ statement: on }) => 'managedRuleGroupStatement' in on);
    expect(groups).toHaveLength(7);
    expect(firewallRules().find(({ name }) => name === 'rate')?.statement).toMatchObject({
      rateBasedStatement: { limit: 2000, evaluationWindowSec: 300, aggregateKeyType: 'IP' },
    });
    const { destinationArn, format } = one('aws:apigateway/stage:Stage').inputs['accessLogSettings'] as {
      destinationArn: string;
      format: string;
    };
    expect(destinationArn).toBe(one('aws:cloudwatch/logGroup:LogGroup', 'stage-access-logs').outputs['arn']);
    expect(JSON.parse(format)).toMatchObject({
      clientCertSerial: '$context.identity.clientCert.serialNumber',
      clientCertSubject: '$context.identity.clientCert.subjectDN',
      wafResponseCode: '$context.wafResponseCode',
    });
    for (const { inputs } of all('aws:apigateway/integration:Integration')) expect(inputs['type']).toBe('AWS_PROXY');
  });

  test('IAM Security: specific actions, explicit deny, conditions enforcing encrypted-only S3 access, VPC networking permissions', () => {
    const policy = one('aws:iam/policy:Policy', 'processor-role-policy');
    expect(statement(policy, 'DenyDestruction').Effect).toBe('Deny');
    expect(statement(policy, 'KeepReceipts').Condition).toEqual({
      ArnEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn('s3') },
      StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
    });
    expect(listed(statement(policy, 'VpcNetworkInterfaces').Action)).toContain('ec2:CreateNetworkInterface');
    expect(statement(policy, 'DenyNetworkInterfacesFromCode').Effect).toBe('Deny');
  });

  test('Data Protection: versioning, no public access, point-in-time recovery, 90 days of logs', () => {
    for (const bucket of buckets()) {
      expect(bucketPart('versioning', 'BucketVersioning', bucket).inputs['versioningConfiguration']).toEqual({
        status: 'Enabled',
      });
    }
    expect(table('transactions').inputs['pointInTimeRecovery']).toMatchObject({ enabled: true });
    expect(stack.graph.outputs['log_retention_days']).toBe(90);
  });

  test('Compliance: tags, and an audit trail', () => {
    expect(one('aws:cloudtrail/trail:Trail').inputs).toMatchObject({
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
    });
    expect(one('aws:wafv2/webAcl:WebAcl').outputs['tagsAll']).toMatchObject({ ComplianceScope: 'PCI-DSS' });
  });
});

describe('Resource Naming Convention', () => {
  test.each([
    ['VPC', 'payment-vpc-local', () => (one('aws:ec2/vpc:Vpc').inputs['tags'] as { Name: string }).Name],
    ['Lambda', 'payment-processor-local', () => stack.output('lambda_function_name')],
    ['S3', 'payment-docs-local-111122223333', () => stack.output('s3_bucket_name')],
    ['DynamoDB', 'payment-transactions-local', () => stack.output('dynamodb_table_name')],
  ])('%s: %s', (_, expected, found) => {
    expect(found()).toBe(expected);
  });
});

describe('Monitoring and Logging', () => {
  test('CloudWatch Logs: /aws/lambda/payment-processor-{environment_suffix}, 90 days, encrypted', () => {
    expect(stack.output('lambda_log_group_name')).toBe('/aws/lambda/payment-processor-local');
    expect(one('aws:cloudwatch/logGroup:LogGroup', 'processor-logs').inputs).toMatchObject({
      retentionInDays: 90,
      kmsKeyId: keyArn('logs'),
    });
  });

  test('CloudWatch Metrics: WAF metrics for all rules, API Gateway execution metrics', () => {
    for (const { visibilityConfig } of firewallRules()) expect(visibilityConfig.cloudwatchMetricsEnabled).toBe(true);
    expect(one('aws:apigateway/methodSettings:MethodSettings').inputs).toMatchObject({
      settings: { metricsEnabled: true },
    });
  });

  test.each([
    ['API Gateway 4XX/5XX error rates', ['AWS/ApiGateway 4XXError', 'AWS/ApiGateway 5XXError']],
    ['Lambda function errors and throttles', ['AWS/Lambda Errors', 'AWS/Lambda Throttles']],
    ['WAF blocked request rates', ['AWS/WAFV2 BlockedRequests']],
    [
      'DynamoDB consumed capacity, where it is not enough',
      ['AWS/DynamoDB ReadThrottleEvents', 'AWS/DynamoDB WriteThrottleEvents'],
    ],
  ])('Alarms: %s', (_, metrics) => {
    for (const metric of metrics) expect(alarmed().some((line) => line.startsWith(`${metric} `))).toBe(true);
  });

  test('card numbers are masked in what requests write', () => {
    const groups = all('aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy').map(({ inputs }) => {
      expect(String(inputs['policyDocument'])).toContain(
        'arn:aws:dataprotection::aws:data-identifier/CreditCardNumber',
      );
      return inputs['logGroupName'];
    });
    expect(groups.sort()).toEqual(
      ['lambda', 'access', 'execution', 'waf'].map((name) => stack.output(`${name}_log_group_name`)).sort(),
    );
  });
});

describe('Cost Optimization', () => {
  test('on-demand billing, no NAT gateway, gateway endpoints, one interface endpoint', () => {
    expect(all('aws:ec2/natGateway:NatGateway')).toEqual([]);
    const interfaces = Object.entries(endpoints()).filter(
      ([, { inputs }]) => inputs['vpcEndpointType'] === 'Interface',
    );
    expect(interfaces.map(([service]) => service)).toEqual(['logs']);
  });
});

describe('Troubleshooting', () => {
  test('Lambda cannot access DynamoDB: the endpoint is in the private route table, the security group and the role let it', () => {
    expect(endpoints()['dynamodb']?.inputs['routeTableIds']).toEqual([
      one('aws:ec2/routeTable:RouteTable', 'network-private-routes').id,
    ]);
    expect(
      one('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule', 'dynamodb-clients-to-dynamodb').inputs,
    ).toMatchObject({
      prefixListId: endpoints()['dynamodb']?.outputs['prefixListId'],
    });
  });

  test('API Gateway returns 502: the handler is the bundle’s', () => {
    expect(lambda().inputs['handler']).toBe('index.handler');
  });

  test('KMS encryption errors: the key lets CloudWatch Logs in for every group, and is where they are', () => {
    const { Condition, Principal } = statement(one('aws:kms/key:Key', 'logs-key'), 'EncryptLogGroups');
    expect(Principal).toEqual({ Service: 'logs.us-east-1.amazonaws.com' });
    const contexts = listed(Condition?.['ArnLike']?.['kms:EncryptionContext:aws:logs:arn']);
    expect(contexts.map((arn) => String(arn).split(':log-group:')[1]).sort()).toEqual(
      [...(listOf('log_group_names') as string[])].sort(),
    );
  });

  test('WAF not protecting API: its scope is REGIONAL and it is associated with the stage', () => {
    expect(one('aws:wafv2/webAcl:WebAcl').inputs['scope']).toBe('REGIONAL');
    expect(one('aws:wafv2/webAclAssociation:WebAclAssociation').inputs['resourceArn']).toBe(
      one('aws:apigateway/stage:Stage').outputs['arn'],
    );
  });

  test('the README has each of them', () => {
    for (const symptom of ['Lambda cannot access DynamoDB', '502', 'KMS', 'WAF']) expect(manual).toContain(symptom);
  });
});

describe('Cleanup', () => {
  test('KMS keys have a 10-day deletion window, or as a setting says', async () => {
    const windows = (view: GraphView) =>
      new Set(view.all('aws:kms/key:Key').map(({ inputs }) => inputs['deletionWindowInDays']));
    expect(windows(stack)).toEqual(new Set([10]));
    const config = { 'palisade:keyDeletionDays': '30' };
    expect(windows(new GraphView(await runPayments('payments-local', { config })))).toEqual(new Set([30]));
  });

  test('nothing in it is denied to whoever destroys the stack', () => {
    for (const { Condition, Sid } of statements(bucketPart('policy', 'BucketPolicy', 'documents-bucket')))
      if (Sid === 'DenyDestructionWithoutMfa')
        expect(listed(Condition?.['ArnNotLike']?.['aws:PrincipalArn'])).toContain(
          'arn:aws:iam::111122223333:user/deployer',
        );
  });
});
