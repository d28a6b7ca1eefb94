import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  executeApiArn,
  fromJson,
  identityPolicy,
  kmsKeyArn,
  lambdaFunctionArn,
  logGroupArn,
  readLogGroups,
  rootUser,
  unsigned,
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
import { administratorOf, deployedRole, otherAccount, roleOf } from './principals.ts';
import { logsAt, resourceIn } from './resources.ts';
import { secureApiPaths } from './secure-api-paths.ts';
import { serviceIn } from './services.ts';
import { apiGatewayLogRole } from './stack-roles.ts';
import { actionsAsked, administratorAccess, defaultKeyPolicy, type World } from './world.ts';

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
      actions: actionsAsked(serviceOf),
      by: (on) => (serviceOf(on) === 'kms' ? secureApiWays : ['tls']),
    },
  };
}

function principalsOf(view: GraphView, account: string, deployed: Deployed): Record<SecureApiCaller, ModelPrincipal> {
  const here = { account, region: view.output('region') };
  const api = apiOf(view, account);
  const [role, administrator, service] = [deployedRole(deployed), administratorOf(account), serviceIn(account)];
  const roleWith = roleOf(account);
  const from = (name: string) => (change: Partial<typeof api>) => service(name)(executeApiArn({ ...api, ...change }));
  const [apiGateway, otherService] = [from('apigateway'), from('cloudtrail')];
  const logs = (region: string) =>
    service(`logs.${region}`)(logGroupArn({ ...here, group: view.output('logGroupName') }));
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
    'administrator of another account': roleOf(otherAccount)('administrator', [administratorAccess]),
    unsigned: unsigned(),
    'Lambda service': service('lambda')(view.output('functionArn')),
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

function resourcesOf(view: GraphView, account: string, deployed: Deployed): Record<SecureApiResource, ModelResource> {
  const here = { account, region: view.output('region') };
  const api = { ...apiOf(view, account), path: 'any/path' };
  const at = resourceIn(deployed);
  const method = (change: Partial<typeof api>) => at(executeApiArn({ ...api, ...change }));
  return {
    key: { arn: view.output('kmsKeyArn'), policy: keyPolicyOf(view) },
    'other key': { arn: kmsKeyArn({ ...here, id: 'other' }), policy: defaultKeyPolicy(account) },
    ...logsAt(at, here, {
      handler: view.output('logGroupName'),
      access: view.output('accessLogGroupName'),
      execution: view.output('executionLogGroupName'),
      other: '/aws/lambda/other',
    }),
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

function serviceOf(resource: SecureApiResource): Service {
  if (/key$/.test(resource)) return 'kms';
  if (/ log( streams)?$/.test(resource)) return 'logs';
  if (/^(GET|POST) \/|^any path/.test(resource)) return 'execute-api';
  if (/role$/.test(resource)) return 'sts';
  return 'lambda';
}

/** As API Gateway names it to the function: any path below the root. */
function apiOf(view: GraphView, account: string) {
  const place = { account, region: view.output('region') };
  return { ...place, api: view.output('apiId'), stage: view.output('stageName'), method: 'POST', path: '{proxy+}' };
}

function keyPolicyOf(view: GraphView): Policy {
  return fromJson(text(view.one('aws:kms/key:Key'), 'policy'), { name: 'key policy', kind: 'key' });
}
