import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  dynamodbIndexArn,
  dynamodbTableArn,
  executeApiArn,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  s3BucketArn,
  s3ObjectArn,
  snsTopicArn,
  sqsQueueArn,
  type Link,
  type ModelEndpoint,
  type ModelResource,
  type Service,
} from '@palisade/policies';
import {
  kmsWays,
  s3Ways,
  type LogName,
  type ProcessingCaller,
  type ProcessingResource,
  type ProcessingWay,
} from '../../src/blueprints/processing/access-names.ts';
import { GraphView, text } from '../graph-view.ts';
import { processingPaths } from './processing-paths.ts';
import { apiGatewayLogRole, processingPrincipals, roleNamed } from './processing-principals.ts';
import { actionsOfService, defaultKeyPolicy, everyAction, type World } from './world.ts';

export type ProcessingWorld = World<ProcessingCaller, ProcessingResource, ProcessingWay>;

/** A processing stack, with everybody and everything its access contract speaks of. */
export function processingWorld(graph: Graph): ProcessingWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  const deployed = readDeployed([graph], account);
  return {
    model: {
      account,
      principals: processingPrincipals(view, deployed),
      resources: resourcesOf(view, deployed),
      endpoints: endpointsOf(view, deployed),
      links: linksOf(view),
    },
    scope: {
      paths: processingPaths(view),
      actions: (on) => (on === 'anything else' ? everyAction : actionsOfService(serviceOf(on))),
      by: (on) => (on === 'anything else' ? ['tls'] : (waysTo[serviceOf(on)] ?? ['tls'])),
    },
  };
}

const waysTo: Readonly<Record<string, readonly ProcessingWay[]>> = {
  s3: s3Ways,
  kms: kmsWays,
  dynamodb: ['tls', 'dynamodb-endpoint'],
  sns: ['tls', 'sns-endpoint', 'plain-http'],
  sqs: ['tls', 'plain-http'],
  'execute-api': ['tls', 'api-endpoint'],
};

function serviceOf(resource: ProcessingResource): Service {
  if (/bucket|object|^document$/.test(resource)) return 's3';
  if (/ (table|index|stream)$/.test(resource)) return 'dynamodb';
  if (/ key$/.test(resource)) return 'kms';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/dead letters|queue/.test(resource)) return 'sqs';
  if (/ topic$/.test(resource)) return 'sns';
  if (/^any method/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

function endpointsOf(view: GraphView, { endpoints }: Deployed): Readonly<Record<string, ModelEndpoint>> {
  const named = (output: string): ModelEndpoint => {
    const found = endpoints.find(({ id }) => id === view.output(output));
    if (found === undefined) throw new Error(`The stack has no endpoint ${output}.`);
    return found;
  };
  return {
    s3: named('s3EndpointId'),
    dynamodb: named('dynamodbEndpointId'),
    sns: named('snsEndpointId'),
    'execute-api': named('executeApiEndpointId'),
  };
}

function resourcesOf(view: GraphView, deployed: Deployed): Record<ProcessingResource, ModelResource> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const at = (arn: string, policyOn = arn): ModelResource => {
    const policy = deployed.resource.get(policyOn);
    return { arn, ...(policy && { policy }) };
  };
  const output = (name: string): ModelResource => at(view.output(name));
  return {
    ...storageOf(view, at),
    ...keysOf(view, deployed),
    ...logsOf(view, at),
    'authorizer dead letters': output('authorizerDeadLetterQueueArn'),
    'API handler dead letters': output('apiHandlerDeadLetterQueueArn'),
    'processor dead letters': output('processorDeadLetterQueueArn'),
    'notifier dead letters': output('notifierDeadLetterQueueArn'),
    'other queue': at(sqsQueueArn({ ...here, name: 'other-queue' })),
    'changes topic': output('changesTopicArn'),
    'alarm topic': output('alarmTopicArn'),
    'other topic': at(snsTopicArn({ ...here, name: 'other-topic' })),
    'any method of this API': at(executeApiArn(apiOf(view))),
    'any method of another API': at(executeApiArn({ ...apiOf(view), api: 'other00000' })),
    authorizer: output('authorizerFunctionArn'),
    'API handler': output('apiHandlerFunctionArn'),
    processor: output('processorFunctionArn'),
    notifier: output('notifierFunctionArn'),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'authorizer role': output('authorizerRoleArn'),
    'API handler role': output('apiHandlerRoleArn'),
    'processor role': output('processorRoleArn'),
    'notifier role': output('notifierRoleArn'),
    'authorizer invoke role': output('authorizerInvokeRoleArn'),
    'verifier role': output('verifierRoleArn'),
    'flow log role': at(roleNamed(view, 'flow-log-role')),
    'trail role': at(roleNamed(view, 'trail-role')),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

type At = (arn: string, policyOn?: string) => ModelResource;

function storageOf(view: GraphView, at: At) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const bucket = (name: string) => at(s3BucketArn({ bucket: name }));
  const object = (name: string, key: string) => at(s3ObjectArn({ bucket: name, key }), s3BucketArn({ bucket: name }));
  const [documents, accessLogs, trail] = ['bucketName', 'accessLogBucketName', 'trailBucketName'].map((name) =>
    view.output(name),
  ) as [string, string, string];
  const table = view.output('documentsTableName');
  const index = (name: string) =>
    at(dynamodbIndexArn({ ...here, table, index: name }), view.output('documentsTableArn'));
  return {
    'documents bucket': bucket(documents),
    document: object(documents, 'incoming/0000/00000000-0000-4000-8000-000000000000'),
    'object elsewhere': object(documents, 'elsewhere/x'),
    'access log bucket': bucket(accessLogs),
    'access log object': object(accessLogs, 'documents/2026/01/01/log'),
    'trail bucket': bucket(trail),
    'trail object': object(trail, `AWSLogs/${here.account}/CloudTrail/us-east-1/x.json.gz`),
    'trail object of another account': object(trail, 'AWSLogs/999999999999/CloudTrail/us-east-1/x.json.gz'),
    'other bucket': bucket('other-bucket'),
    'other object': object('other-bucket', 'x'),
    'documents table': at(view.output('documentsTableArn')),
    'byStatus index': index('byStatus'),
    'byOwner index': index('byOwner'),
    'documents stream': at(view.output('documentsStreamArn')),
    'permissions table': at(view.output('permissionsTableArn')),
    'other table': at(dynamodbTableArn({ ...here, table: 'other-table' })),
  };
}

function keysOf(view: GraphView, { resource: policies }: Deployed) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const key = (output: string): ModelResource => {
    const policy = policies.get(view.output(output));
    return { arn: view.output(output), ...(policy && { policy }) };
  };
  return {
    'data key': key('dataKeyArn'),
    'logs key': key('logsKeyArn'),
    'messaging key': key('messagingKeyArn'),
    'other key': { arn: kmsKeyArn({ ...here, id: 'other' }), policy: defaultKeyPolicy(here.account) },
  };
}

function logsOf(view: GraphView, at: At): Record<`${LogName} log` | `${LogName} log streams`, ModelResource> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const groups: Readonly<Record<LogName, string>> = {
    authorizer: view.output('authorizerLogGroupName'),
    'API handler': view.output('apiHandlerLogGroupName'),
    processor: view.output('processorLogGroupName'),
    notifier: view.output('notifierLogGroupName'),
    access: view.output('accessLogGroupName'),
    execution: view.output('executionLogGroupName'),
    flow: view.output('flowLogGroupName'),
    trail: view.output('trailLogGroupName'),
    other: '/aws/lambda/other',
  };
  const both = Object.entries(groups).flatMap(([name, group]) => [
    [`${name} log`, at(logGroupArn({ ...here, group }))],
    [`${name} log streams`, at(logGroupContentsArn({ ...here, group }).replace(/\*$/, 'log-stream:x'))],
  ]);
  return Object.fromEntries(both) as ReturnType<typeof logsOf>;
}

/** Each method with the function it calls, each log group with the key it is encrypted with. */
function linksOf(view: GraphView): readonly Link[] {
  const groups = view.all('aws:cloudwatch/logGroup:LogGroup').map((group) => text(group, 'arn'));
  const methods = view
    .all('aws:lambda/permission:Permission')
    .filter(({ inputs }) => inputs['principal'] === 'apigateway.amazonaws.com')
    .map(({ inputs }) => String(inputs['sourceArn']));
  return [
    ...methods.map((method) => ({ type: 'integration', method, function: 'API handler' }) as const),
    ...groups.map((logGroup) => ({ type: 'encryption', logGroup, key: 'logs key' }) as const),
  ];
}

function apiOf(view: GraphView) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  return { ...here, api: view.output('apiId'), stage: view.output('stageName'), method: 'POST', path: 'documents' };
}
