import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  awsService,
  executeApiArn,
  fromJson,
  iamRoleArn,
  iamRootArn,
  identityPolicy,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  logGroupContentsArn,
  readLogGroups,
  roleSession,
  rootUser,
  unsigned,
  user,
  type Facts,
  type Link,
  type ModelPrincipal,
  type ModelResource,
  type Policy,
  type Service,
} from '@palisade/policies';
import { logReaderPolicy } from '../../src/blueprints/auditor/policy.ts';
import {
  secureApiWays,
  type SecureApiCaller,
  type SecureApiResource,
  type SecureApiWay,
} from '../../src/blueprints/secure-api/access-contract.ts';
import { GraphView, text } from '../graph-view.ts';
import { secureApiPaths } from './secure-api-paths.ts';
import { actionsOfService, administratorAccess, everyAction, type World } from './world.ts';

export type SecureApiWorld = World<SecureApiCaller, SecureApiResource, SecureApiWay>;

/** A secure-api stack, with everybody and everything its access contract speaks of. */
export function secureApiWorld(graph: Graph): SecureApiWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  const deployed = readDeployed([graph], account);
  return {
    model: {
      account,
      principals: principalsOf(view, account, deployed),
      resources: resourcesOf(view, account, deployed),
      endpoints: {},
      links: linksOf(view, account),
    },
    scope: {
      paths: secureApiPaths(view),
      actions: actionsAsked,
      by: (on) => (serviceOf(on) === 'kms' ? secureApiWays : ['tls']),
    },
  };
}

function principalsOf(view: GraphView, account: string, { roles }: Deployed): Record<SecureApiCaller, ModelPrincipal> {
  const here = { account, region: view.output('region') };
  const api = apiOf(view, account);
  const role = (roleArn: string, context: Facts = {}) =>
    roleSession({ roleArn, context, policies: roles.get(roleArn)?.policies ?? [] });
  const roleWith = (name: string, policies: readonly Policy[], at = here) =>
    roleSession({ roleArn: iamRoleArn({ ...at, name }), policies });
  const administrator = (name: string) => user({ account, name, policies: [administratorAccess] });
  const from = (service: string) => (change: Partial<typeof api>) =>
    awsService({ service, sourceAccount: account, sourceArn: executeApiArn({ ...api, ...change }) });
  const [apiGateway, otherService] = [from('apigateway.amazonaws.com'), from('cloudtrail.amazonaws.com')];
  const logs = (region: string) =>
    awsService({
      service: `logs.${region}.amazonaws.com`,
      sourceAccount: account,
      sourceArn: logGroupArn({ ...here, group: view.output('logGroupName') }),
    });
  const groups = view.graph.outputs['logGroupNames'] as [string, ...string[]];
  const audited = { logGroups: groups, logKeyArns: view.graph.outputs['logKeyArns'] as string[] };
  return {
    'handler code': role(view.output('handlerRoleArn'), { 'lambda:SourceFunctionArn': view.output('functionArn') }),
    client: role(view.output('clientRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    auditor: roleWith('auditor', [logReaderPolicy({ partition: 'aws', ...here, audited })]),
    'log reader without the key': roleWith('reader', [identityPolicy('reader', [readLogGroups({ ...here, groups })])]),
    'API Gateway log role': role(apiGatewayLogRole(view)),
    deployer: administrator('deployer'),
    'other administrator': administrator('other-administrator'),
    'root user': rootUser({ account }),
    stranger: roleWith('stranger', []),
    'administrator of another account': roleWith('administrator', [administratorAccess], {
      ...here,
      account: otherAccount,
    }),
    unsigned: unsigned(),
    'Lambda service': awsService({
      service: 'lambda.amazonaws.com',
      sourceAccount: account,
      sourceArn: view.output('functionArn'),
    }),
    'CloudWatch Logs': logs(here.region),
    'CloudWatch Logs of another region': logs('us-east-1'),
    'another service for GET /': otherService({ method: 'GET', path: '' }),
    'another service for any path': otherService({}),
    'GET / of this API': apiGateway({ method: 'GET', path: '' }),
    'any path of this API': apiGateway({}),
    'the health route of this API': apiGateway({ method: 'GET', path: 'health' }),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
  };
}

function resourcesOf(
  view: GraphView,
  account: string,
  { resource: policies }: Deployed,
): Record<SecureApiResource, ModelResource> {
  const here = { account, region: view.output('region') };
  const api = { ...apiOf(view, account), path: 'any/path' };
  const at = (arn: string): ModelResource => {
    const policy = policies.get(arn);
    return { arn, ...(policy && { policy }) };
  };
  const log = <Name extends SecureApiResource>(name: Name, group: string) => {
    const streams = logGroupContentsArn({ ...here, group }).replace(/\*$/, 'log-stream:x');
    return { [name]: at(logGroupArn({ ...here, group })), [`${name} streams`]: at(streams) } as Record<
      Name | `${Name} streams`,
      ModelResource
    >;
  };
  const method = (change: Partial<typeof api>) => at(executeApiArn({ ...api, ...change }));
  return {
    key: { arn: view.output('kmsKeyArn'), policy: keyPolicyOf(view) },
    'other key': { arn: kmsKeyArn({ ...here, id: 'other' }), policy: defaultKeyPolicy(account) },
    ...log('handler log', view.output('logGroupName')),
    ...log('access log', view.output('accessLogGroupName')),
    ...log('execution log', view.output('executionLogGroupName')),
    ...log('other log', '/aws/lambda/other'),
    'GET /': method({ method: 'GET', path: '' }),
    'POST /': method({ path: '' }),
    'any path': method({}),
    'any path of another stage': method({ stage: 'other' }),
    'any path of another API': method({ api: 'other00000' }),
    handler: at(view.output('functionArn')),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'handler role': at(view.output('handlerRoleArn')),
    'client role': at(view.output('clientRoleArn')),
    'verifier role': at(view.output('verifierRoleArn')),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'anything else': { arn: '*' },
  };
}

/** Each method with the function it calls, each log group with the key it is encrypted with. */
function linksOf(view: GraphView, account: string): readonly Link[] {
  const api = apiOf(view, account);
  const groups = view.all('aws:cloudwatch/logGroup:LogGroup').map((group) => text(group, 'arn'));
  return [
    { type: 'integration', method: executeApiArn({ ...api, method: 'GET', path: '' }), function: 'handler' },
    { type: 'integration', method: executeApiArn(api), function: 'handler' },
    ...groups.map((logGroup) => ({ type: 'encryption', logGroup, key: 'key' }) as const),
  ];
}

/** Everything a resource's own service can do; whatever AWS can do where there is no resource to name. */
function actionsAsked(resource: SecureApiResource): readonly string[] {
  return resource === 'anything else' ? everyAction : actionsOfService(serviceOf(resource));
}

function serviceOf(resource: SecureApiResource): Service {
  if (/key$/.test(resource)) return 'kms';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/^(GET|POST) \/|^any path/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

const otherAccount = '999999999999';

/** As API Gateway names it to the function: any path below the root. */
function apiOf(view: GraphView, account: string) {
  const place = { account, region: view.output('region') };
  return { ...place, api: view.output('apiId'), stage: view.output('stageName'), method: 'POST', path: '{proxy+}' };
}

function keyPolicyOf(view: GraphView): Policy {
  return fromJson(text(view.one('aws:kms/key:Key'), 'policy'), { name: 'key policy', kind: 'key' });
}

/** AWS's own: the account's identity policies decide. */
function defaultKeyPolicy(account: string): Policy {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: iamRootArn({ account }) },
    Action: 'kms:*',
    Resource: '*',
  } as const;
  return { name: 'default key policy', kind: 'key', document: { Version: '2012-10-17', Statement: statement } };
}

/** Its logical name carries the suffix, since its physical one is generated from it. */
function apiGatewayLogRole(view: GraphView): string {
  const role = view.all('aws:iam/role:Role').find(({ name }) => name.startsWith('api-gateway-logs-'));
  if (role === undefined) throw new Error('The stack has no API Gateway log role.');
  return text(role, 'arn');
}
