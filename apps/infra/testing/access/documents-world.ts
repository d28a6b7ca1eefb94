import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  awsService,
  executeApiArn,
  formatArn,
  iamRoleArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  roleSession,
  rootUser,
  s3BucketArn,
  s3ObjectArn,
  unsigned,
  user,
  type Facts,
  type ModelEndpoint,
  type ModelPrincipal,
  type ModelResource,
  type Policy,
  type Service,
} from '@palisade/policies';
import { ways, type Way } from '../../src/access-contract.ts';
import type { DocumentsCaller, DocumentsResource } from '../../src/blueprints/documents/access-contract.ts';
import { GraphView, text } from '../graph-view.ts';
import { documentsPaths } from './documents-paths.ts';
import { actionsOfService, administratorAccess, everyAction, type World } from './world.ts';

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
      endpoints: { s3: endpointOf(deployed, view.output('vpcEndpointId')) },
      links: [{ type: 'integration', method: executeApiArn(methodOf(view, account)), function: 'handler' }],
    },
    scope: {
      paths: documentsPaths,
      actions: actionsAsked,
      by: (on) => (serviceOf(on) === 's3' ? ways : ['tls']),
    },
  };
}

function endpointOf({ endpoints }: Deployed, id: string): ModelEndpoint {
  const endpoint = endpoints.find((each) => each.id === id);
  if (endpoint === undefined) throw new Error(`The stack has no endpoint ${id}.`);
  return endpoint;
}

function principalsOf(
  view: GraphView,
  account: string,
  { managed, roles }: Deployed,
): Record<DocumentsCaller, ModelPrincipal> {
  const here = { account, region: view.output('region') };
  const elsewhere = { ...here, account: otherAccount };
  const api = methodOf(view, account);
  const role = (roleArn: string, context: Facts = {}) =>
    roleSession({ roleArn, context, policies: roles.get(roleArn)?.policies ?? [] });
  const roleWith = (name: string, policies: readonly Policy[], at = here) =>
    roleSession({ roleArn: iamRoleArn({ ...at, name }), policies });
  const administrator = (name: string) => user({ account, name, policies: [administratorAccess] });
  const auditorPolicy = managed.get(view.output('auditorPolicyArn'));
  const flowLogs = (at: typeof here) =>
    awsService({ service: 'vpc-flow-logs.amazonaws.com', sourceAccount: at.account, sourceArn: flowLogArn(at) });
  const apiGateway = (change: Partial<typeof api>) =>
    awsService({
      service: 'apigateway.amazonaws.com',
      sourceAccount: account,
      sourceArn: executeApiArn({ ...api, ...change }),
    });
  const otherService = (sourceArn: string) =>
    awsService({ service: 'cloudtrail.amazonaws.com', sourceAccount: account, sourceArn });
  const logDelivery = (sourceArn: string) =>
    awsService({ service: 'logging.s3.amazonaws.com', sourceAccount: account, sourceArn });
  return {
    'handler code': role(view.output('handlerRoleArn'), { 'lambda:SourceFunctionArn': view.output('functionArn') }),
    'handler role by Lambda': role(view.output('handlerRoleArn')),
    client: role(view.output('clientRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    auditor: roleWith('auditor', auditorPolicy === undefined ? [] : [auditorPolicy]),
    'flow log role': role(flowLogRole(view)),
    'API Gateway log role': role(apiGatewayLogRole(view)),
    deployer: administrator('deployer'),
    'other administrator': administrator('other-administrator'),
    'root user': rootUser({ account }),
    stranger: roleWith('stranger', []),
    'administrator of another account': roleWith('administrator', [administratorAccess], elsewhere),
    unsigned: unsigned(),
    'Lambda service': awsService({
      service: 'lambda.amazonaws.com',
      sourceAccount: account,
      sourceArn: view.output('functionArn'),
    }),
    'VPC Flow Logs service': flowLogs(here),
    'VPC Flow Logs service of another region': flowLogs({ ...here, region: 'eu-west-1' }),
    'VPC Flow Logs service for another account': flowLogs(elsewhere),
    'this API': apiGateway({}),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery': logDelivery(view.output('bucketArn')),
    'S3 log delivery for another bucket': logDelivery(s3BucketArn({ bucket: 'other-bucket' })),
    'S3 log delivery for another account': awsService({
      service: 'logging.s3.amazonaws.com',
      sourceAccount: otherAccount,
      sourceArn: view.output('bucketArn'),
    }),
    'another service for the bucket': otherService(view.output('bucketArn')),
    'another service for this API': otherService(executeApiArn(api)),
    'another service for a flow log': otherService(flowLogArn(here)),
  };
}

function resourcesOf(
  view: GraphView,
  account: string,
  { resource: policies }: Deployed,
): Record<DocumentsResource, ModelResource> {
  const here = { account, region: view.output('region') };
  const bucket = view.output('bucketName');
  const logBucket = view.output('logBucketName');
  const api = methodOf(view, account);
  const at = (arn: string, policyOn = arn): ModelResource => {
    const policy = policies.get(policyOn);
    return { arn, ...(policy && { policy }) };
  };
  const bucketAt = (name: string) => at(s3BucketArn({ bucket: name }));
  const object = (name: string, key: string) => at(s3ObjectArn({ bucket: name, key }), s3BucketArn({ bucket: name }));
  const group = (name: string) => at(logGroupArn({ ...here, group: name }));
  const streams = (name: string) => at(logGroupContentsArn({ ...here, group: name }).replace(/\*$/, 'log-stream:x'));
  const method = (change: Partial<typeof api>) => at(executeApiArn({ ...api, ...change }));
  return {
    'documents bucket': bucketAt(bucket),
    document: object(bucket, 'ab/cd.txt'),
    'log bucket': bucketAt(logBucket),
    'access log object': object(logBucket, 'documents/2026/01/01/log'),
    'log object outside the prefix': object(logBucket, 'elsewhere/log'),
    'other bucket': bucketAt('other-bucket'),
    'other object': object('other-bucket', 'x'),
    'handler log': group(view.output('handlerLogGroupName')),
    'handler log streams': streams(view.output('handlerLogGroupName')),
    'access log': group(view.output('accessLogGroupName')),
    'access log streams': streams(view.output('accessLogGroupName')),
    'execution log': group(view.output('executionLogGroupName')),
    'execution log streams': streams(view.output('executionLogGroupName')),
    'flow log': group(view.output('flowLogGroupName')),
    'flow log streams': streams(view.output('flowLogGroupName')),
    'other log': group('/aws/lambda/other'),
    'other log streams': streams('/aws/lambda/other'),
    'POST /documents': method({}),
    'GET /documents': method({ method: 'GET' }),
    'POST /documents of another stage': method({ stage: 'other' }),
    'POST /documents of another API': method({ api: 'other00000' }),
    handler: at(view.output('functionArn')),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'handler role': at(view.output('handlerRoleArn')),
    'client role': at(view.output('clientRoleArn')),
    'verifier role': at(view.output('verifierRoleArn')),
    'flow log role': at(flowLogRole(view)),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

/** Everything a resource's own service can do; whatever AWS can do where there is no resource to name. */
function actionsAsked(resource: DocumentsResource): readonly string[] {
  return resource === 'anything else' ? everyAction : actionsOfService(serviceOf(resource));
}

function serviceOf(resource: DocumentsResource): Service {
  if (/bucket|object|^document$/.test(resource)) return 's3';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/ \/documents/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

const otherAccount = '999999999999';

function flowLogArn(at: { readonly account: string; readonly region: string }): string {
  return formatArn({ ...at, partition: 'aws', service: 'ec2', resource: 'vpc-flow-log/fl-1' });
}

function methodOf(view: GraphView, account: string) {
  const place = { account, region: view.output('region') };
  return { ...place, api: view.output('apiId'), stage: view.output('stageName'), method: 'POST', path: 'documents' };
}

const flowLogRole = (view: GraphView): string => text(view.one('aws:iam/role:Role', 'flow-log-role'), 'arn');

/** Its logical name carries the suffix, since its physical one is generated from it. */
function apiGatewayLogRole(view: GraphView): string {
  const role = view.all('aws:iam/role:Role').find(({ name }) => name.startsWith('api-gateway-logs-'));
  if (role === undefined) throw new Error('The stack has no API Gateway log role.');
  return text(role, 'arn');
}
