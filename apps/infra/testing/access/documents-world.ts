import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  executeApiArn,
  lambdaFunctionArn,
  rootUser,
  s3BucketArn,
  unsigned,
  type ModelPrincipal,
  type ModelResource,
  type Service,
} from '@palisade/policies';
import { ways, type Way } from '../../src/access-contract.ts';
import type { DocumentsCaller, DocumentsResource } from '../../src/blueprints/documents/access-contract.ts';
import { GraphView } from '../graph-view.ts';
import { documentsPaths } from './documents-paths.ts';
import { administratorOf, deployedRole, otherAccount, roleOf } from './principals.ts';
import { bucketAt, endpointIn, logsAt, objectAt, resourceIn } from './resources.ts';
import { flowLogArn, serviceIn } from './services.ts';
import { apiGatewayLogRole, roleNamed } from './stack-roles.ts';
import { actionsAsked, administratorAccess, type World } from './world.ts';

export type DocumentsWorld = World<DocumentsCaller, DocumentsResource, Way>;

/** A documents stack, with everybody and everything its access contract speaks of. */
export function documentsWorld(graph: Graph): DocumentsWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  const deployed = readDeployed([graph], account);
  return {
    model: {
      account,
      principals: principalsOf(view, account, deployed),
      resources: resourcesOf(view, account, deployed),
      endpoints: { s3: endpointIn(deployed, view.output('vpcEndpointId')) },
      links: [{ type: 'integration', method: executeApiArn(methodOf(view, account)), function: 'handler' }],
    },
    scope: {
      paths: documentsPaths,
      actions: actionsAsked(serviceOf),
      by: (on) => (serviceOf(on) === 's3' ? ways : ['tls']),
    },
  };
}

function principalsOf(view: GraphView, account: string, deployed: Deployed): Record<DocumentsCaller, ModelPrincipal> {
  const here = { account, region: view.output('region') };
  const api = methodOf(view, account);
  const [role, administrator, service] = [deployedRole(deployed), administratorOf(account), serviceIn(account)];
  const auditorPolicy = deployed.managed.get(view.output('auditorPolicyArn'));
  const flowLogs = (change: Partial<typeof here> = {}) => {
    const at = { ...here, ...change };
    return service('vpc-flow-logs')(flowLogArn(at), at.account);
  };
  const apiGateway = (change: Partial<typeof api>) => service('apigateway')(executeApiArn({ ...api, ...change }));
  const [otherService, logDelivery] = [service('cloudtrail'), service('logging.s3')];
  return {
    'handler code': role(view.output('handlerRoleArn'), { 'lambda:SourceFunctionArn': view.output('functionArn') }),
    'handler role by Lambda': role(view.output('handlerRoleArn')),
    client: role(view.output('clientRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    auditor: roleOf(account)('auditor', auditorPolicy === undefined ? [] : [auditorPolicy]),
    'flow log role': role(roleNamed(view, 'flow-log-role')),
    'API Gateway log role': role(apiGatewayLogRole(view)),
    deployer: administrator('deployer'),
    'other administrator': administrator('other-administrator'),
    'root user': rootUser({ account }),
    stranger: roleOf(account)('stranger', []),
    'administrator of another account': roleOf(otherAccount)('administrator', [administratorAccess]),
    unsigned: unsigned(),
    'Lambda service': service('lambda')(view.output('functionArn')),
    'VPC Flow Logs service': flowLogs(),
    'VPC Flow Logs service of another region': flowLogs({ region: 'eu-west-1' }),
    'VPC Flow Logs service for another account': flowLogs({ account: otherAccount }),
    'this API': apiGateway({}),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery': logDelivery(view.output('bucketArn')),
    'S3 log delivery for another bucket': logDelivery(s3BucketArn({ bucket: 'other-bucket' })),
    'S3 log delivery for another account': logDelivery(view.output('bucketArn'), otherAccount),
    'another service for the bucket': otherService(view.output('bucketArn')),
    'another service for this API': otherService(executeApiArn(api)),
    'another service for a flow log': otherService(flowLogArn(here)),
  };
}

function resourcesOf(view: GraphView, account: string, deployed: Deployed): Record<DocumentsResource, ModelResource> {
  const here = { account, region: view.output('region') };
  const bucket = view.output('bucketName');
  const logBucket = view.output('logBucketName');
  const api = methodOf(view, account);
  const at = resourceIn(deployed);
  const [bucketCalled, object] = [bucketAt(at), objectAt(at)];
  const method = (change: Partial<typeof api>) => at(executeApiArn({ ...api, ...change }));
  return {
    'documents bucket': bucketCalled(bucket),
    document: object(bucket, 'ab/cd.txt'),
    'log bucket': bucketCalled(logBucket),
    'access log object': object(logBucket, 'documents/2026/01/01/log'),
    'log object outside the prefix': object(logBucket, 'elsewhere/log'),
    'other bucket': bucketCalled('other-bucket'),
    'other object': object('other-bucket', 'x'),
    ...logsAt(at, here, {
      handler: view.output('handlerLogGroupName'),
      access: view.output('accessLogGroupName'),
      execution: view.output('executionLogGroupName'),
      flow: view.output('flowLogGroupName'),
      other: '/aws/lambda/other',
    }),
    'POST /documents': method({}),
    'GET /documents': method({ method: 'GET' }),
    'POST /documents of another stage': method({ stage: 'other' }),
    'POST /documents of another API': method({ api: 'other00000' }),
    handler: at(view.output('functionArn')),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'handler role': at(view.output('handlerRoleArn')),
    'client role': at(view.output('clientRoleArn')),
    'verifier role': at(view.output('verifierRoleArn')),
    'flow log role': at(roleNamed(view, 'flow-log-role')),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

function serviceOf(resource: DocumentsResource): Service {
  if (/bucket|object|^document$/.test(resource)) return 's3';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/ \/documents/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

function methodOf(view: GraphView, account: string) {
  const place = { account, region: view.output('region') };
  return { ...place, api: view.output('apiId'), stage: view.output('stageName'), method: 'POST', path: 'documents' };
}
