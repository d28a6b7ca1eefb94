import type { Graph } from '@palisade/local-engine';
import {
  actionsOf,
  assumedRoleArn,
  compilePolicy,
  executeApiArn,
  formatArn,
  iamRoleArn,
  iamRootArn,
  iamUserArn,
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
import { deployedPolicies } from './deployed-policies.ts';
import type { CallerFacts, ResourceFacts, World } from './prove-access.ts';

/** A documents stack, with everybody and everything its access contract speaks of. */
export function documentsWorld(graph: Graph): World<DocumentsCaller, DocumentsResource> {
  const view = new GraphView(graph);
  const policies = deployedPolicies(graph);
  const account = view.output('accountId');
  const resources = resourcesOf(view, account);
  return {
    account,
    policies,
    resources,
    endpointId: view.output('vpcEndpointId'),
    callers: callersOf(view, account, policies.identity, policies.managed),
    actions: actionsAsked,
  };
}

function callersOf(
  view: GraphView,
  account: string,
  identity: ReadonlyMap<string, readonly CompiledPolicy[]>,
  managed: ReadonlyMap<string, CompiledPolicy>,
): Record<DocumentsCaller, CallerFacts> {
  const here = { account, region: view.output('region') };
  const roleNamed = (name: string): string => text(view.one('aws:iam/role:Role', name), 'arn');
  const policiesOf = (arn: string): readonly CompiledPolicy[] => identity.get(arn) ?? [];
  const role = (arn: string, context: Record<string, ContextValue> = {}) =>
    roleCaller(account, arn, policiesOf(arn), context);
  const handlerRole = view.output('handlerRoleArn');
  const auditorPolicy = managed.get(view.output('auditorPolicyArn'));
  const api = {
    ...here,
    api: view.output('apiId'),
    stage: view.output('stageName'),
    method: 'POST',
    path: 'documents',
  };
  const user = (name: string): CallerFacts => ({
    principal: iamUserArn({ account, name }),
    identity: [administrator],
    context: person(iamUserArn({ account, name }), account, 'User'),
  });
  return {
    'handler code': role(handlerRole, { 'lambda:SourceFunctionArn': view.output('functionArn') }),
    'handler role by Lambda': role(handlerRole),
    client: role(view.output('clientRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    auditor: roleCaller(
      account,
      iamRoleArn({ account, name: 'auditor' }),
      auditorPolicy === undefined ? [] : [auditorPolicy],
    ),
    'flow log role': role(roleNamed('flow-log-role')),
    'API Gateway log role': role(roleNamed(`api-gateway-logs-${suffixOf(view)}-role`)),
    deployer: user('deployer'),
    'other administrator': user('other-administrator'),
    'root user': {
      principal: iamRootArn({ account }),
      identity: [],
      context: person(iamRootArn({ account }), account, 'Account'),
    },
    stranger: roleCaller(account, iamRoleArn({ account, name: 'stranger' }), []),
    'administrator of another account': roleCaller(
      otherAccount,
      iamRoleArn({ account: otherAccount, name: 'administrator' }),
      [administrator],
    ),
    unsigned: { principal: 'anonymous', identity: [], context: { 'aws:PrincipalType': 'Anonymous' } },
    'Lambda service': service('lambda.amazonaws.com', account, view.output('functionArn')),
    'VPC Flow Logs service': service('vpc-flow-logs.amazonaws.com', account, flowLogArn(here)),
    'VPC Flow Logs service for another account': service(
      'vpc-flow-logs.amazonaws.com',
      otherAccount,
      flowLogArn({ ...here, account: otherAccount }),
    ),
    'this API': service('apigateway.amazonaws.com', account, executeApiArn(api)),
    'another API': service('apigateway.amazonaws.com', account, executeApiArn({ ...api, api: 'other00000' })),
    'another stage of this API': service(
      'apigateway.amazonaws.com',
      account,
      executeApiArn({ ...api, stage: 'other' }),
    ),
    'S3 log delivery': service('logging.s3.amazonaws.com', account, view.output('bucketArn')),
    'S3 log delivery for another bucket': service(
      'logging.s3.amazonaws.com',
      account,
      s3BucketArn({ bucket: 'other-bucket' }),
    ),
  };
}

function resourcesOf(view: GraphView, account: string): Record<DocumentsResource, ResourceFacts> {
  const here = { account, region: view.output('region') };
  const bucket = view.output('bucketName');
  const logBucket = view.output('logBucketName');
  const api = {
    ...here,
    api: view.output('apiId'),
    stage: view.output('stageName'),
    method: 'POST',
    path: 'documents',
  };
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
    'flow log role': role(text(view.one('aws:iam/role:Role', 'flow-log-role'), 'arn')),
    'API Gateway log role': role(text(view.one('aws:iam/role:Role', `api-gateway-logs-${suffixOf(view)}-role`), 'arn')),
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

const administrator = compilePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  { name: 'AdministratorAccess', kind: 'identity' },
);

function roleCaller(
  account: string,
  arn: string,
  identity: readonly CompiledPolicy[],
  context: Record<string, ContextValue> = {},
): CallerFacts {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    principal: assumedRoleArn({ account, role: name, session: 'session' }),
    identity,
    context: { ...person(arn, account, 'AssumedRole'), ...context },
  };
}

function person(principalArn: string, account: string, type: string): Record<string, ContextValue> {
  return {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalType': type,
    'aws:PrincipalIsAWSService': false,
  };
}

function service(principal: string, sourceAccount: string, sourceArn: string): CallerFacts {
  return {
    principal,
    identity: [],
    context: { 'aws:PrincipalIsAWSService': true, 'aws:SourceAccount': sourceAccount, 'aws:SourceArn': sourceArn },
  };
}

function flowLogArn(at: { readonly account: string; readonly region: string }): string {
  return formatArn({ ...at, partition: 'aws', service: 'ec2', resource: 'vpc-flow-log/fl-1' });
}

/** `documents-local` is the suffix `local` of the blueprint `documents`. */
function suffixOf({ graph }: GraphView): string {
  return graph.stack.replace(/^documents-/, '');
}
