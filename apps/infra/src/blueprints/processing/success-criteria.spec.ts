import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { processingFunctions, processingReader } from '../../../testing/processing-reader.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { listed, statement, statements } from '../../../testing/stack-reader.ts';

// Every line of the requirement, in its own words, against the graph the program declares. What a graph cannot show (that
// the parts work together) is shown by apps/e2e, and who may do what by access-contract.spec.ts.

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let stack: GraphView;

beforeAll(async () => {
  stack = new GraphView(await runStack('processing-local'));
});

const { all, one, lambda, key, bucketPart, alarms, waitsFor } = processingReader(() => stack);

const metrics = (namespace: string): readonly unknown[] => alarms(namespace).map(({ inputs }) => inputs['metricName']);

describe('Success Criteria', () => {
  test('1. Complete implementation with proper structure: every resource is of this program and of a known type', () => {
    const types = new Set(stack.graph.resources.map(({ type }) => type.split(':')[0]));
    expect([...types].sort()).toEqual(['aws', 'palisade', 'pulumi']);
    expect(stack.graph.resources.length).toBeGreaterThan(200);
  });

  test('2. Secure API Gateway with Lambda authorizers validating API keys and permissions', () => {
    expect(one('aws:apigateway/restApi:RestApi').inputs['apiKeySource']).toBe('AUTHORIZER');
    const authorizer = one('aws:apigateway/authorizer:Authorizer');
    expect(authorizer.inputs).toMatchObject({
      type: 'REQUEST',
      identitySource: 'method.request.header.x-api-key',
      authorizerUri: lambda('authorizer').outputs['invokeArn'],
      authorizerResultTtlInSeconds: 300,
    });
    for (const { inputs } of all('aws:apigateway/method:Method')) {
      expect(inputs).toMatchObject({ authorization: 'CUSTOM', authorizerId: authorizer.id, apiKeyRequired: true });
    }
  });

  test('3. Event-driven document processing connecting S3, Lambda, and DynamoDB', () => {
    const notification = one('aws:s3/bucketNotification:BucketNotification');
    expect(waitsFor(notification, lambda('processor'))).toBe(true);
    expect(waitsFor(lambda('processor'), one('aws:dynamodb/table:Table', 'documents-table'))).toBe(true);
    const mapping = one('aws:lambda/eventSourceMapping:EventSourceMapping');
    expect(waitsFor(mapping, one('aws:dynamodb/table:Table', 'documents-table'))).toBe(true);
  });

  test('4. Enterprise-grade security with strictest least privilege IAM: no wildcard but where AWS has no resource', () => {
    for (const policy of all('aws:iam/policy:Policy').filter(({ name }) => !name.includes('api-gateway-logs'))) {
      for (const { Action, Effect, Resource: on } of statements(policy)) {
        if (Effect === 'Deny') continue;
        expect(listed(Action).filter((action) => action.includes('*'))).toEqual([]);
        if (!listed(on).includes('*')) continue;
        expect(listed(Action).every((action) => /^(ec2:|xray:Put|logs:DescribeLogGroups$)/.test(action))).toBe(true);
      }
    }
  });

  test('5. KMS encryption at rest for S3, DynamoDB, Lambda, and CloudWatch Logs', () => {
    expect(all('aws:kms/key:Key')).toHaveLength(3);
    for (const { inputs } of all('aws:kms/key:Key')) expect(inputs).toMatchObject({ enableKeyRotation: true });
    expect(all('aws:kms/alias:Alias')).toHaveLength(3);
    const groups = all('aws:cloudwatch/logGroup:LogGroup');
    expect(groups).toHaveLength(8);
    for (const group of groups) {
      expect(group.inputs['kmsKeyId']).toBe(key('logs'));
      expect(waitsFor(group, one('aws:kms/key:Key', 'logs-key'))).toBe(true);
    }
    for (const { inputs } of [...all('aws:sqs/queue:Queue'), ...all('aws:sns/topic:Topic')])
      expect(inputs['kmsMasterKeyId']).toBe(key('messaging'));
    expect(one('aws:cloudtrail/trail:Trail').inputs['kmsKeyId']).toBe(key('logs'));
  });

  test('6. HTTPS/TLS encryption in transit for all service communications', () => {
    const insecure = { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    for (const policy of all('aws:s3/bucketPolicy:BucketPolicy')) {
      expect(statement(policy, 'DenyInsecureTransport')).toMatchObject({ ...insecure, Action: 's3:*' });
      expect(statement(policy, 'DenyOldTls')).toMatchObject({ Effect: 'Deny', Action: 's3:*' });
    }
    expect(all('aws:s3/bucketPolicy:BucketPolicy')).toHaveLength(3);
    expect(all('aws:sqs/queuePolicy:QueuePolicy')).toHaveLength(4);
    for (const policy of all('aws:sqs/queuePolicy:QueuePolicy'))
      expect(statement(policy, 'DenyInsecureTransport')).toMatchObject({ ...insecure, Action: 'sqs:*' });
    expect(all('aws:sns/topicPolicy:TopicPolicy')).toHaveLength(2);
    for (const policy of all('aws:sns/topicPolicy:TopicPolicy'))
      expect(statement(policy, 'DenyInsecurePublishing')).toMatchObject({ ...insecure, Action: 'sns:Publish' });
  });

  test('7. Comprehensive audit logging with CloudTrail, CloudWatch, and access monitoring', () => {
    const trail = one('aws:cloudtrail/trail:Trail');
    expect(trail.inputs).toMatchObject({
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: stack.output('trailBucketName'),
    });
    const selectors = trail.inputs['advancedEventSelectors'] as {
      name: string;
      fieldSelectors: { field: string; equals?: string[]; startsWiths?: string[] }[];
    }[];
    expect(
      selectors.map(
        ({ fieldSelectors }) => fieldSelectors.find(({ field }) => field === 'resources.type')?.equals?.[0],
      ),
    ).toEqual([undefined, 'AWS::S3::Object', 'AWS::DynamoDB::Table', 'AWS::Lambda::Function']);
    const of = (name: string) => selectors.find((selector) => selector.name === name)?.fieldSelectors.at(-1);
    expect(of('Objects')?.startsWiths).toEqual([`${stack.output('bucketArn')}/`]);
    expect(of('Items')?.equals).toEqual([stack.output('documentsTableArn'), stack.output('permissionsTableArn')]);
    expect(of('Calls of functions')?.equals).toHaveLength(4);
    for (const part of ['BucketPolicy', 'BucketVersioning'])
      expect(all(`aws:s3/${part[0]?.toLowerCase()}${part.slice(1)}:${part}`)).toHaveLength(3);
    for (const bucket of ['documents-bucket', 'trail-bucket'])
      expect(bucketPart('logging', 'BucketLogging', bucket).inputs['targetBucket']).toBe(
        stack.output('accessLogBucketName'),
      );
    const stage = one('aws:apigateway/stage:Stage').inputs;
    const { format } = stage['accessLogSettings'] as { format: string };
    expect(JSON.parse(format)).toMatchObject({
      clientId: '$context.authorizer.clientId',
      apiKeyId: '$context.identity.apiKeyId',
    });
    expect(format).not.toContain('$context.identity.apiKey"');
    expect(stage['xrayTracingEnabled']).toBe(true);
  });

  test('8. Error handling and resilience with DLQ and retry mechanisms', () => {
    expect(one('aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig').inputs).toMatchObject({
      functionName: stack.output('processorFunctionName'),
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
    });
    expect(one('aws:lambda/eventSourceMapping:EventSourceMapping').inputs).toMatchObject({
      startingPosition: 'TRIM_HORIZON',
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 5,
      maximumRecordAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destinationArn: stack.output('notifierDeadLetterQueueArn') } },
    });
    for (const { inputs } of all('aws:sqs/queue:Queue')) expect(inputs['messageRetentionSeconds']).toBe(1_209_600);
    const depth = alarms('AWS/SQS').map(({ inputs }) => (inputs['dimensions'] as Record<string, string>)['QueueName']);
    expect(depth.sort()).toEqual(
      all('aws:sqs/queue:Queue')
        .map((queue) => text(queue, 'name'))
        .sort(),
    );
  });

  test('9. Security monitoring with CloudWatch alarms for unauthorized access attempts', () => {
    const filters = all('aws:cloudwatch/logMetricFilter:LogMetricFilter');
    const attempts = filters.find(({ name }) => name === 'unauthorized-attempts-metric');
    expect(attempts?.inputs).toMatchObject({
      logGroupName: stack.output('authorizerLogGroupName'),
      pattern: '{ ($.outcome = "*-key") || ($.outcome = "denied") }',
    });
    expect([...metrics(stack.output('metricNamespace'))].sort()).toEqual([
      'BucketPolicyChanges',
      'DeniedAwsCalls',
      'KeyChanges',
      'RefusedRequests',
      'TrailChanges',
      'UnauthorizedAttempts',
    ]);
    expect(metrics('AWS/ApiGateway')).toEqual(['4XXError', '5XXError']);
    for (const { inputs } of all('aws:cloudwatch/metricAlarm:MetricAlarm')) {
      expect(inputs).toMatchObject({ alarmActions: [stack.output('alarmTopicArn')], treatMissingData: 'notBreaching' });
    }
    const policy = statements(one('aws:kms/key:Key', 'messaging-key'));
    expect(policy.some(({ Principal }) => JSON.stringify(Principal).includes('cloudwatch.amazonaws.com'))).toBe(true);
    const widgets = JSON.parse(text(one('aws:cloudwatch/dashboard:Dashboard'), 'dashboardBody')) as {
      widgets: { type: string; properties: { alarms?: string[] } }[];
    };
    expect(widgets.widgets[0]?.properties.alarms).toHaveLength(all('aws:cloudwatch/metricAlarm:MetricAlarm').length);
  });

  test('10. Financial services compliance with complete traceability and data protection', () => {
    for (const { inputs } of all('aws:dynamodb/table:Table'))
      expect(inputs['pointInTimeRecovery']).toEqual({ enabled: true, recoveryPeriodInDays: 35 });
    for (const name of processingFunctions) expect(lambda(name).inputs['tracingConfig']).toEqual({ mode: 'Active' });
    const tags = lambda('processor').outputs['tagsAll'] as Record<string, string>;
    expect(tags).toMatchObject({ DataClassification: 'confidential', Environment: 'local', ManagedBy: 'pulumi' });
    expect(one('aws:cloudtrail/trail:Trail').inputs['enableLogFileValidation']).toBe(true);
    expect(JSON.stringify(stack.graph.outputs)).not.toMatch(/plk_|AKIA|BEGIN [A-Z ]*KEY/);
  });
});

describe('Critical Implementation Requirements', () => {
  test('API Gateway with usage plans and API keys: a plan for each level, with throttle and quota', () => {
    const plans = Object.fromEntries(
      all('aws:apigateway/usagePlan:UsagePlan').map(({ inputs }) => [inputs['name'], inputs['quotaSettings']]),
    );
    expect(plans).toEqual({
      'prod-read-only-plan-local': { limit: 100_000, period: 'DAY' },
      'prod-read-write-plan-local': { limit: 50_000, period: 'DAY' },
      'prod-admin-plan-local': { limit: 10_000, period: 'DAY' },
    });
    for (const { inputs } of all('aws:apigateway/usagePlan:UsagePlan')) {
      expect(inputs['apiStages']).toEqual([{ apiId: stack.output('apiId'), stage: 'v1' }]);
      expect(inputs['throttleSettings']).toMatchObject({
        rateLimit: expect.any(Number),
        burstLimit: expect.any(Number),
      });
    }
  });

  test('the authorizer validates keys against the permissions table, and logs to CloudWatch', () => {
    expect(lambda('authorizer').inputs['environment']).toEqual({
      variables: { PERMISSIONS_TABLE: stack.output('permissionsTableName') },
    });
    expect(one('aws:dynamodb/table:Table', 'permissions-table').inputs['attributes']).toEqual([
      { name: 'keyHash', type: 'S' },
    ]);
    // No key is in the program: they are issued at run time, shown once and stored hashed.
    expect(all('aws:apigateway/apiKey:ApiKey')).toEqual([]);
  });
});
