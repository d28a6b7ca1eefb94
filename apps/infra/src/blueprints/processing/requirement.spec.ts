import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isAssetReference, type Resource } from '@palisade/local-engine';
import { documentRequestModel, processingApi, uploadRequestModel } from '@palisade/shared-types';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { type ProcessingFunction, processingFunctions, processingReader } from '../../../testing/processing-reader.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { listed, statements } from '../../../testing/stack-reader.ts';

// Every line of the requirement, in its own words, against the graph the program declares. What a graph cannot show (that
// the parts work together) is shown by apps/e2e, and who may do what by access-contract.spec.ts.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runStack('processing-local'));
});

const { all, one, lambda, key, bucketPart, alarms, waitsFor } = processingReader(() => stack);

describe('Environment Context', () => {
  test('Deployment Region: us-east-1 (single region); Naming Convention: prefix prod', () => {
    expect(stack.output('region')).toBe('us-east-1');
    expect(stack.output('documentsTableName')).toBe('prod-documents-local');
  });
});

describe('Core Serverless Infrastructure', () => {
  test('1. Amazon S3 Bucket: document storage with server-side encryption', () => {
    expect(bucketPart('encryption', 'BucketServerSideEncryptionConfiguration').inputs['rules']).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key('data') },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ['SSE-C'],
      },
    ]);
    expect(bucketPart('versioning', 'BucketVersioning').inputs['versioningConfiguration']).toEqual({
      status: 'Enabled',
    });
    expect(bucketPart('public-access', 'BucketPublicAccessBlock').inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  test('1. Amazon DynamoDB Table: document metadata with DynamoDB Streams enabled', () => {
    expect(one('aws:dynamodb/table:Table', 'documents-table').inputs).toMatchObject({
      hashKey: 'documentId',
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: true },
    });
    expect(one('aws:dynamodb/table:Table', 'permissions-table').inputs).toMatchObject({ hashKey: 'keyHash' });
  });

  test('2. AWS Lambda Functions: processor triggered by S3 events, API handler, latest Node.js, environment for configuration', () => {
    for (const name of processingFunctions) {
      const { code, ...inputs } = lambda(name).inputs;
      expect(inputs).toMatchObject({ runtime: 'nodejs24.x', handler: 'index.handler', architectures: ['arm64'] });
      expect(isAssetReference(code)).toBe(true);
    }
    const variables = (name: ProcessingFunction) =>
      Object.keys((lambda(name).inputs['environment'] as { variables: Record<string, string> }).variables).sort();
    expect(variables('authorizer')).toEqual(['PERMISSIONS_TABLE']);
    expect(variables('api-handler')).toEqual([
      'BUCKET_NAME',
      'CURSOR_KEY',
      'DOCUMENTS_TABLE',
      'KMS_KEY_ARN',
      'MAX_UPLOAD_BYTES',
      'PRESIGNED_SECONDS',
    ]);
    expect(variables('processor')).toEqual(['BUCKET_NAME', 'DOCUMENTS_TABLE', 'MAX_DOCUMENT_BYTES']);
    expect(variables('notifier')).toEqual(['TOPIC_ARN']);
  });

  test('3. API Layer: RESTful endpoints with Lambda integration', () => {
    const methods = all('aws:apigateway/method:Method').map(({ inputs }) => {
      const resource = all('aws:apigateway/resource:Resource').find(({ id }) => id === inputs['resourceId']);
      return `${String(inputs['httpMethod'])} ${text(resource as Resource, 'path')}`;
    });
    expect(methods.sort()).toEqual(
      Object.values(processingApi)
        .map(({ method, resource }) => `${method} ${resource}`)
        .sort(),
    );
    for (const { inputs } of all('aws:apigateway/integration:Integration')) {
      expect(inputs).toMatchObject({ type: 'AWS_PROXY', uri: lambda('api-handler').outputs['invokeArn'] });
    }
  });

  test('3. Request validation: input validation and rate limiting', () => {
    const methods = all('aws:apigateway/method:Method');
    for (const { inputs } of methods) expect(typeof inputs['requestValidatorId']).toBe('string');
    const models = all('aws:apigateway/model:Model').map(
      ({ inputs }) => JSON.parse(String(inputs['schema'])) as unknown,
    );
    expect(models).toEqual(expect.arrayContaining([documentRequestModel, uploadRequestModel]));
    for (const { inputs } of methods.filter(({ inputs: { httpMethod } }) => httpMethod === 'POST')) {
      const bound = inputs['requestModels'] as Record<string, string>;
      expect(bound['$default']).toBe(bound['application/json']);
    }
    expect(one('aws:apigateway/methodSettings:MethodSettings').inputs).toMatchObject({
      methodPath: '*/*',
      settings: { throttlingRateLimit: 500, throttlingBurstLimit: 1000 },
    });
  });

  test('4. Serverless Networking: private subnets for Lambda functions, in two zones, and no way out', () => {
    const subnets = all('aws:ec2/subnet:Subnet');
    expect(subnets.map(({ name }) => name)).toEqual(['network-private-1', 'network-private-2']);
    expect(new Set(subnets.map(({ inputs }) => inputs['availabilityZoneId'])).size).toBe(2);
    for (const token of [
      'aws:ec2/natGateway:NatGateway',
      'aws:ec2/internetGateway:InternetGateway',
      'aws:ec2/route:Route',
    ])
      expect(all(token)).toEqual([]);
    for (const name of processingFunctions) {
      const { subnetIds } = lambda(name).inputs['vpcConfig'] as { subnetIds: string[] };
      expect(subnetIds).toEqual(subnets.map(({ id }) => id));
    }
    expect(one('aws:ec2/flowLog:FlowLog').inputs).toMatchObject({ trafficType: 'ALL' });
  });

  test('4. VPC Endpoints: S3 and DynamoDB (Gateway), API Gateway (Interface), each with a policy', () => {
    const endpoints = Object.fromEntries(
      all('aws:ec2/vpcEndpoint:VpcEndpoint').map(({ inputs }) => [
        String(inputs['serviceName']).replace('com.amazonaws.us-east-1.', ''),
        inputs['vpcEndpointType'],
      ]),
    );
    expect(endpoints).toEqual({ s3: 'Gateway', dynamodb: 'Gateway', 'execute-api': 'Interface', sns: 'Interface' });
    for (const endpoint of all('aws:ec2/vpcEndpoint:VpcEndpoint')) {
      for (const { Action, Resource: on } of statements(endpoint)) {
        expect(listed(Action).filter((action) => action.includes('*'))).toEqual([]);
        expect(listed(on).filter((resource) => resource === '*')).toEqual([]);
      }
    }
  });

  test('4. Security Groups: minimal required access for Lambda functions', () => {
    const groupsOf = (name: ProcessingFunction) =>
      (lambda(name).inputs['vpcConfig'] as { securityGroupIds: string[] }).securityGroupIds.map(
        (id) => all('aws:ec2/securityGroup:SecurityGroup').find((group) => group.id === id)?.name,
      );
    expect(Object.fromEntries(processingFunctions.map((name) => [name, groupsOf(name)]))).toEqual({
      authorizer: ['dynamodb-clients'],
      'api-handler': ['s3-clients', 'dynamodb-clients'],
      processor: ['s3-clients', 'dynamodb-clients'],
      notifier: ['sns-clients'],
    });
    const rules = [
      ...all('aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule'),
      ...all('aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'),
    ];
    expect(rules).toHaveLength(6);
    for (const { inputs } of rules) {
      expect(inputs).toMatchObject({ ipProtocol: 'tcp', fromPort: 443, toPort: 443 });
      expect(inputs['cidrIpv4']).toBeUndefined();
      expect(inputs['prefixListId'] ?? inputs['referencedSecurityGroupId']).toEqual(expect.any(String));
    }
    expect(one('aws:ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs).toMatchObject({ ingress: [], egress: [] });
  });
});

describe('Security & Best Practices', () => {
  test('1. Lambda Execution Roles: separate roles per function with minimal permissions', () => {
    const roles = processingFunctions.map((name) => lambda(name).inputs['role']);
    expect(new Set(roles).size).toBe(4);
    for (const name of processingFunctions) {
      expect(lambda(name).inputs['role']).toBe(one('aws:iam/role:Role', `${name}-role`).outputs['arn']);
      expect(statements(one('aws:iam/role:Role', `${name}-role`), 'assumeRolePolicy')).toMatchObject([
        { Principal: { Service: 'lambda.amazonaws.com' } },
      ]);
    }
    const attached = all('aws:iam/rolePolicyAttachment:RolePolicyAttachment').map(({ inputs }) => inputs['policyArn']);
    expect(attached.filter((arn) => String(arn).includes(':aws:policy/'))).toEqual([]);
    expect(all('aws:iam/rolePolicy:RolePolicy')).toEqual([]);
  });

  test('1. S3 Policies: bucket-specific read/write access only', () => {
    const actions = (name: ProcessingFunction) =>
      statements(one('aws:iam/policy:Policy', `${name}-role-policy`))
        .filter(({ Effect, Action }) => Effect === 'Allow' && listed(Action).some((action) => action.startsWith('s3:')))
        .map(({ Action, Resource: on }) => [Action, on]);
    const incoming = `${stack.output('bucketArn')}/incoming/*`;
    expect(actions('api-handler').sort()).toEqual([
      ['s3:DeleteObject', incoming],
      ['s3:GetObject', incoming],
      ['s3:PutObject', incoming],
    ]);
    expect(actions('processor')).toEqual([['s3:GetObject', incoming]]);
    expect(actions('authorizer')).toEqual([]);
    expect(actions('notifier')).toEqual([]);
  });

  test('1. DynamoDB Policies: table-specific operations only', () => {
    const documents = stack.output('documentsTableArn');
    const permissions = stack.output('permissionsTableArn');
    const allowed = (name: ProcessingFunction) =>
      statements(one('aws:iam/policy:Policy', `${name}-role-policy`))
        .filter(
          ({ Effect, Action }) => Effect === 'Allow' && listed(Action).some((each) => each.startsWith('dynamodb:')),
        )
        .flatMap(({ Action, Resource: on }) => listed(Action).map((action) => `${action} ${String(on)}`))
        .sort();
    expect(allowed('authorizer')).toEqual([`dynamodb:GetItem ${permissions}`]);
    expect(allowed('api-handler')).toEqual([
      `dynamodb:GetItem ${documents}`,
      `dynamodb:PutItem ${documents}`,
      `dynamodb:Query ${documents}/index/byOwner`,
      `dynamodb:Query ${documents}/index/byStatus`,
      `dynamodb:UpdateItem ${documents}`,
    ]);
    expect(allowed('processor')).toEqual([`dynamodb:GetItem ${documents}`, `dynamodb:UpdateItem ${documents}`]);
    expect(allowed('notifier')).toEqual(
      ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `dynamodb:${action} ${documents}/stream/*`),
    );
  });

  test('1. API Gateway: execution role for Lambda authorizer', () => {
    const role = one('aws:iam/role:Role', 'authorizer-invoke-role');
    expect(one('aws:apigateway/authorizer:Authorizer').inputs['authorizerCredentials']).toBe(role.outputs['arn']);
    expect(statements(one('aws:iam/policy:Policy', 'authorizer-invoke-role-policy'))).toMatchObject([
      { Action: 'lambda:InvokeFunction', Resource: lambda('authorizer').outputs['arn'] },
    ]);
  });

  test('2. Basic Encryption: S3, DynamoDB at rest, API HTTPS only, Lambda environment variables', () => {
    for (const table of all('aws:dynamodb/table:Table'))
      expect(table.inputs['serverSideEncryption']).toEqual({ enabled: true, kmsKeyArn: key('data') });
    expect(one('aws:apigateway/restApi:RestApi').inputs).toMatchObject({
      securityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      endpointAccessMode: 'STRICT',
    });
    for (const name of processingFunctions) expect(lambda(name).inputs['kmsKeyArn']).toBe(key('messaging'));
  });
});

describe('Event-Driven Workflow', () => {
  test('1. API Gateway → Lambda Authorizer → API Handler → S3 → S3 Event → Document Processor', () => {
    expect(one('aws:s3/bucketNotification:BucketNotification').inputs).toMatchObject({
      bucket: stack.output('bucketName'),
      lambdaFunctions: [
        {
          lambdaFunctionArn: stack.output('processorFunctionArn'),
          events: ['s3:ObjectCreated:*'],
          filterPrefix: 'incoming/',
        },
      ],
    });
    const permission = one('aws:lambda/permission:Permission', 'processor-invoke');
    expect(permission.inputs).toMatchObject({
      principal: 's3.amazonaws.com',
      sourceArn: stack.output('bucketArn'),
      sourceAccount: stack.output('accountId'),
    });
    expect(waitsFor(one('aws:s3/bucketNotification:BucketNotification'), permission)).toBe(true);
  });

  test('2. DynamoDB Streams → Notification Lambda (status updates)', () => {
    expect(one('aws:lambda/eventSourceMapping:EventSourceMapping').inputs).toMatchObject({
      eventSourceArn: stack.output('documentsStreamArn'),
      functionName: stack.output('notifierFunctionArn'),
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('Serverless Best Practices', () => {
  test('1. CloudWatch Logs: centralized logging for all Lambda functions', () => {
    for (const name of processingFunctions) {
      const group = one('aws:cloudwatch/logGroup:LogGroup', `${name}-logs`);
      expect(lambda(name).inputs['loggingConfig']).toMatchObject({
        logFormat: 'JSON',
        logGroup: group.outputs['name'],
      });
      expect(group.inputs['retentionInDays']).toBe(90);
    }
  });

  test('1. CloudWatch Alarms: monitor Lambda errors and DynamoDB throttling', () => {
    const on = (metric: string) =>
      alarms('AWS/Lambda')
        .filter(({ inputs }) => inputs['metricName'] === metric)
        .map(({ inputs }) => (inputs['dimensions'] as Record<string, string>)['FunctionName'])
        .sort();
    const names = processingFunctions.map((name) => lambda(name).outputs['name']).sort();
    expect(on('Errors')).toEqual(names);
    expect(on('Throttles')).toEqual(names);
    expect(on('IteratorAge')).toEqual([stack.output('notifierFunctionName')]);
    const throttled = alarms('AWS/DynamoDB').map(({ inputs }) => {
      const { GlobalSecondaryIndexName: index, TableName: table } = inputs['dimensions'] as Record<string, string>;
      return `${String(inputs['metricName'])} ${table}${index === undefined ? '' : `/${index}`}`;
    });
    expect(throttled.sort()).toEqual(
      ['', '/byOwner', '/byStatus']
        .map((index) => `prod-documents-local${index}`)
        .concat('prod-api-permissions-local')
        .flatMap((table) => [`ReadThrottleEvents ${table}`, `WriteThrottleEvents ${table}`])
        .sort(),
    );
  });

  test('1. Dead Letter Queues: handle failed Lambda executions', () => {
    for (const name of processingFunctions) {
      const queue = one('aws:sqs/queue:Queue', `${name}-dlq`);
      expect(lambda(name).inputs['deadLetterConfig']).toEqual({ targetArn: queue.outputs['arn'] });
    }
  });

  test('2. DynamoDB On-Demand, S3 Lifecycle Policies, Lambda Memory Optimization', () => {
    for (const { inputs } of all('aws:dynamodb/table:Table')) expect(inputs['billingMode']).toBe('PAY_PER_REQUEST');
    const { rules } = bucketPart('lifecycle', 'BucketLifecycleConfiguration').inputs as { rules: { id: string }[] };
    expect(rules).toContainEqual(
      expect.objectContaining({ transitions: [{ days: 0, storageClass: 'INTELLIGENT_TIERING' }] }),
    );
    expect(processingFunctions.map((name) => lambda(name).inputs['memorySize'])).toEqual([256, 512, 1024, 256]);
  });
});

describe('Latest AWS Features (Select up to 2)', () => {
  test('DynamoDB Global Secondary Indexes: optimized query patterns (with Lambda Powertools, in the handlers)', () => {
    const { globalSecondaryIndexes } = one('aws:dynamodb/table:Table', 'documents-table').inputs as {
      globalSecondaryIndexes: { name: string; keySchemas: { attributeName: string }[]; nonKeyAttributes: string[] }[];
    };
    expect(
      globalSecondaryIndexes.map(({ keySchemas, name }) => [
        name,
        ...keySchemas.map(({ attributeName }) => attributeName),
      ]),
    ).toEqual([
      ['byStatus', 'status', 'updatedAt'],
      ['byOwner', 'ownerId', 'createdAt'],
    ]);
    for (const { nonKeyAttributes } of globalSecondaryIndexes) expect(nonKeyAttributes).toContain('fileName');
  });
});

describe('Expected Deliverables', () => {
  test('1. Main stack with all serverless resources, modular, for dev, staging and prod (blueprint.spec.ts runs them)', () => {
    const [component] = stack.graph.resources.filter(({ type }) => type === 'palisade:systems:ProcessingStack');
    expect(Object.keys(component?.outputs ?? {}).sort()).toEqual([
      'apiUrl',
      'bucketName',
      'documentsTableName',
      'uploadUrl',
    ]);
    for (const { parent, type } of stack.graph.resources.filter((each) => each.type.startsWith('aws:')))
      expect({ type, parent }).toEqual({ type, parent: expect.stringContaining('ProcessingStack') });
  });
});

describe('VPC Endpoint Integration', () => {
  test('functions reach S3 and DynamoDB by routes of the private subnets alone', () => {
    const table = one('aws:ec2/routeTable:RouteTable').id;
    for (const { inputs } of all('aws:ec2/vpcEndpoint:VpcEndpoint').filter(
      ({ inputs: { vpcEndpointType } }) => vpcEndpointType === 'Gateway',
    ))
      expect(inputs['routeTableIds']).toEqual([table]);
  });

  test('the network ACL lets endpoints of another subnet be called, and nothing in from elsewhere', () => {
    const { egress, ingress } = one('aws:ec2/networkAcl:NetworkAcl').inputs as Record<
      'egress' | 'ingress',
      { cidrBlock: string; fromPort: number; toPort: number }[]
    >;
    const fromVpc = ingress.filter(({ cidrBlock }) => cidrBlock === '10.40.0.0/16');
    expect(fromVpc.map(({ fromPort, toPort }) => [fromPort, toPort])).toEqual([[443, 443]]);
    for (const { cidrBlock, fromPort, toPort } of ingress.filter((rule) => !fromVpc.includes(rule))) {
      expect(cidrBlock).toBe('0.0.0.0/0');
      expect(fromPort).toBeGreaterThanOrEqual(1024);
      expect(fromPort <= 3389 && toPort >= 3389).toBe(false);
    }
    expect(egress.filter(({ cidrBlock }) => cidrBlock === '0.0.0.0/0')).toMatchObject([{ fromPort: 443, toPort: 443 }]);
  });
});
