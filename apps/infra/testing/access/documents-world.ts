import type { Graph } from '@palisade/local-engine';
import {
  actionsOf,
  executeApiArn,
  formatArn,
  iamRoleArn,
  knownServices,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  s3BucketArn,
  s3ObjectArn,
  type CompiledPolicy,
  type ContextValue,
  type Service,
} from '@palisade/policies';
import type { DocumentsCaller, DocumentsResource } from '../../src/blueprints/documents/access-contract.ts';
import { GraphView, text } from '../graph-view.ts';
import { administratorAccess, roleCaller, rootCaller, serviceCaller, unsignedCaller, userCaller } from './callers.ts';
import { deployedPolicies, type DeployedPolicies } from './deployed-policies.ts';
import type { CallerFacts, ResourceFacts, World } from './prove-access.ts';

/** A documents stack, with everybody and everything its access contract speaks of. */
export function documentsWorld(graph: Graph): World<DocumentsCaller, DocumentsResource> {
  const view = new GraphView(graph);
  const policies = deployedPolicies(graph);
  const account = view.output('accountId');
  return {
    account,
    policies,
    endpointId: view.output('vpcEndpointId'),
    callers: callersOf(view, account, policies),
    resources: resourcesOf(view, account),
    actions: actionsAsked,
  };
}

function callersOf(
  view: GraphView,
  account: string,
  { identity, managed }: DeployedPolicies,
): Record<DocumentsCaller, CallerFacts> {
  const here = { account, region: view.output('region') };
  const elsewhere = { ...here, account: otherAccount };
  const api = methodOf(view, account);
  const role = (arn: string, context?: Record<string, ContextValue>) =>
    roleCaller(arn, identity.get(arn) ?? [], context);
  const roleWith = (name: string, policies: readonly CompiledPolicy[], at = here) =>
    roleCaller(iamRoleArn({ ...at, name }), policies);
  const administrator = (name: string) => userCaller({ account, name }, [administratorAccess]);
  const auditorPolicy = managed.get(view.output('auditorPolicyArn'));
  const flowLogs = (at: typeof here) => serviceCaller('vpc-flow-logs.amazonaws.com', at.account, flowLogArn(at));
  const apiGateway = (change: Partial<typeof api>) =>
    serviceCaller('apigateway.amazonaws.com', account, executeApiArn({ ...api, ...change }));
  const logDelivery = (bucketArn: string) => serviceCaller('logging.s3.amazonaws.com', account, bucketArn);
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
    'root user': rootCaller(account),
    stranger: roleWith('stranger', []),
    'administrator of another account': roleWith('administrator', [administratorAccess], elsewhere),
    unsigned: unsignedCaller,
    'Lambda service': serviceCaller('lambda.amazonaws.com', account, view.output('functionArn')),
    'VPC Flow Logs service': flowLogs(here),
    'VPC Flow Logs service for another account': flowLogs(elsewhere),
    'this API': apiGateway({}),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery': logDelivery(view.output('bucketArn')),
    'S3 log delivery for another bucket': logDelivery(s3BucketArn({ bucket: 'other-bucket' })),
  };
}

function resourcesOf(view: GraphView, account: string): Record<DocumentsResource, ResourceFacts> {
  const here = { account, region: view.output('region') };
  const bucket = view.output('bucketName');
  const logBucket = view.output('logBucketName');
  const api = methodOf(view, account);
  const role = (arn: string): ResourceFacts => ({ arn });
  const object = (name: string, key: string): ResourceFacts => ({
    arn: s3ObjectArn({ bucket: name, key }),
    policyOn: s3BucketArn({ bucket: name }),
    s3: true,
  });
  const group = (name: string): ResourceFacts => ({ arn: logGroupArn({ ...here, group: name }) });
  const streams = (name: string): ResourceFacts => ({
    arn: logGroupContentsArn({ ...here, group: name }).replace(/\*$/, 'log-stream:x'),
  });
  return {
    'documents bucket': { arn: s3BucketArn({ bucket }), s3: true },
    document: object(bucket, 'ab/cd.txt'),
    'log bucket': { arn: s3BucketArn({ bucket: logBucket }), s3: true },
    'access log object': object(logBucket, 'documents/2026/01/01/log'),
    'log object outside the prefix': object(logBucket, 'elsewhere/log'),
    'other bucket': { arn: s3BucketArn({ bucket: 'other-bucket' }), s3: true },
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
    'POST /documents': { arn: executeApiArn(api) },
    'GET /documents': { arn: executeApiArn({ ...api, method: 'GET' }) },
    'POST /documents of another stage': { arn: executeApiArn({ ...api, stage: 'other' }) },
    'POST /documents of another API': { arn: executeApiArn({ ...api, api: 'other00000' }) },
    handler: { arn: view.output('functionArn') },
    'other function': { arn: lambdaFunctionArn({ ...here, name: 'other' }) },
    'handler role': role(view.output('handlerRoleArn')),
    'client role': role(view.output('clientRoleArn')),
    'verifier role': role(view.output('verifierRoleArn')),
    'flow log role': role(flowLogRole(view)),
    'API Gateway log role': role(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

const everyAction = knownServices.flatMap((name) => actionsOf(name));

/** Everything a resource's own service can do; whatever AWS can do where there is no resource to name. */
function actionsAsked(resource: DocumentsResource): readonly string[] {
  if (resource === 'anything else') return everyAction;
  const actions = actionsOf(serviceOf(resource));
  return / role$/.test(resource) ? actions.filter(asksTrustPolicy) : actions;
}

/** A role is the resource of these alone; sts's other actions have none. */
function asksTrustPolicy(action: string): boolean {
  return /^sts:(AssumeRole(With.*)?|TagSession|SetSourceIdentity)$/.test(action);
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
