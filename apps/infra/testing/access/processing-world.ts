import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import { dynamodbIndexArn, sqsQueueArn, type ModelResource, type Service } from '@palisade/policies';
import {
  kmsWays,
  s3Ways,
  type ProcessingCaller,
  type ProcessingResource,
  type ProcessingWay,
} from '../../src/blueprints/processing/access-names.ts';
import { GraphView } from '../graph-view.ts';
import { processingPaths } from './processing-paths.ts';
import { methodOf, processingPrincipals } from './processing-principals.ts';
import { bucketAt, endpointIn, linksOf, logsAt, objectAt, resourceIn, type At } from './resources.ts';
import { serviceResources } from './service-resources.ts';
import { actionsAsked, type World } from './world.ts';

export type ProcessingWorld = World<ProcessingCaller, ProcessingResource, ProcessingWay>;

/** A processing stack, with everybody and everything its access contract speaks of. */
export function processingWorld(graph: Graph): ProcessingWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  const deployed = readDeployed([graph], account);
  const endpoint = (output: string) => endpointIn(deployed, view.output(output));
  return {
    model: {
      account,
      principals: processingPrincipals(view, deployed),
      resources: resourcesOf(view, deployed),
      endpoints: {
        s3: endpoint('s3EndpointId'),
        dynamodb: endpoint('dynamodbEndpointId'),
        sns: endpoint('snsEndpointId'),
        'execute-api': endpoint('executeApiEndpointId'),
      },
      links: linksOf(view, { function: 'API handler', key: 'logs key' }),
    },
    scope: {
      paths: processingPaths(view),
      actions: actionsAsked(serviceOf),
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

function resourcesOf(view: GraphView, deployed: Deployed): Record<ProcessingResource, ModelResource> {
  const at = resourceIn(deployed);
  const output = (name: string): ModelResource => at(view.output(name));
  const method = methodOf(view);
  return {
    ...serviceResources(view, at, {
      accessLogBucket: view.output('accessLogBucketName'),
      trailBucket: view.output('trailBucketName'),
      alarmTopicArn: view.output('alarmTopicArn'),
      logsKeyArn: view.output('logsKeyArn'),
      logs: {
        access: view.output('accessLogGroupName'),
        execution: view.output('executionLogGroupName'),
        flow: view.output('flowLogGroupName'),
        trail: view.output('trailLogGroupName'),
      },
      method,
    }),
    ...logsAt(at, method, {
      authorizer: view.output('authorizerLogGroupName'),
      'API handler': view.output('apiHandlerLogGroupName'),
      processor: view.output('processorLogGroupName'),
      notifier: view.output('notifierLogGroupName'),
    }),
    ...storageOf(view, at),
    'data key': output('dataKeyArn'),
    'messaging key': output('messagingKeyArn'),
    'authorizer dead letters': output('authorizerDeadLetterQueueArn'),
    'API handler dead letters': output('apiHandlerDeadLetterQueueArn'),
    'processor dead letters': output('processorDeadLetterQueueArn'),
    'notifier dead letters': output('notifierDeadLetterQueueArn'),
    'other queue': at(sqsQueueArn({ account: method.account, region: method.region, name: 'other-queue' })),
    'changes topic': output('changesTopicArn'),
    authorizer: output('authorizerFunctionArn'),
    'API handler': output('apiHandlerFunctionArn'),
    processor: output('processorFunctionArn'),
    notifier: output('notifierFunctionArn'),
    'authorizer role': output('authorizerRoleArn'),
    'API handler role': output('apiHandlerRoleArn'),
    'processor role': output('processorRoleArn'),
    'notifier role': output('notifierRoleArn'),
    'authorizer invoke role': output('authorizerInvokeRoleArn'),
    'verifier role': output('verifierRoleArn'),
  };
}

function storageOf(view: GraphView, at: At) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const [documents, table] = [view.output('bucketName'), view.output('documentsTableName')];
  const object = objectAt(at);
  const index = (name: string) =>
    at(dynamodbIndexArn({ ...here, table, index: name }), view.output('documentsTableArn'));
  return {
    'documents bucket': bucketAt(at)(documents),
    document: object(documents, 'incoming/0000/00000000-0000-4000-8000-000000000000'),
    'object elsewhere': object(documents, 'elsewhere/x'),
    'documents table': at(view.output('documentsTableArn')),
    'byStatus index': index('byStatus'),
    'byOwner index': index('byOwner'),
    'documents stream': at(view.output('documentsStreamArn')),
    'permissions table': at(view.output('permissionsTableArn')),
  };
}
