import type { Deployed } from '@palisade/local-cloud';
import {
  alarmArn,
  awsService,
  cloudTrailArn,
  executeApiArn,
  formatArn,
  iamRoleArn,
  logGroupArn,
  roleSession,
  rootUser,
  s3BucketArn,
  unsigned,
  user,
  type Facts,
  type ModelPrincipal,
  type Policy,
} from '@palisade/policies';
import { apiMethods, type ApiMethod, type ProcessingCaller } from '../../src/blueprints/processing/access-names.ts';
import { text, type GraphView } from '../graph-view.ts';
import { administratorAccess } from './world.ts';

const otherAccount = '999999999999';

/** Everybody the contract speaks of, with the policies the stack gives them. */
export function processingPrincipals(view: GraphView, deployed: Deployed): Record<ProcessingCaller, ModelPrincipal> {
  return { ...functions(view, deployed), ...otherRoles(view, deployed), ...people(view), ...services(view) };
}

function roleIn({ roles }: Deployed) {
  return (roleArn: string, context: Facts = {}): ModelPrincipal =>
    roleSession({ roleArn, context, policies: roles.get(roleArn)?.policies ?? [] });
}

function functions(view: GraphView, deployed: Deployed) {
  const role = roleIn(deployed);
  const code = (name: string): ModelPrincipal =>
    role(view.output(`${name}RoleArn`), { 'lambda:SourceFunctionArn': view.output(`${name}FunctionArn`) });
  const byLambda = (name: string): ModelPrincipal => role(view.output(`${name}RoleArn`));
  return {
    'authorizer code': code('authorizer'),
    'authorizer role by Lambda': byLambda('authorizer'),
    'API handler code': code('apiHandler'),
    'API handler role by Lambda': byLambda('apiHandler'),
    'processor code': code('processor'),
    'processor role by Lambda': byLambda('processor'),
    'notifier code': code('notifier'),
    'notifier role by Lambda': byLambda('notifier'),
  };
}

function otherRoles(view: GraphView, deployed: Deployed) {
  const role = roleIn(deployed);
  return {
    'authorizer invoke role': role(view.output('authorizerInvokeRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    'flow log role': role(roleNamed(view, 'flow-log-role')),
    'trail role': role(roleNamed(view, 'trail-role')),
    'API Gateway log role': role(apiGatewayLogRole(view)),
  };
}

function people(view: GraphView) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const administrator = (name: string) => user({ account: here.account, name, policies: [administratorAccess] });
  const roleWith = (name: string, policies: readonly Policy[], at = here) =>
    roleSession({ roleArn: iamRoleArn({ ...at, name }), policies });
  return {
    deployer: administrator('deployer'),
    'other administrator': administrator('other-administrator'),
    'root user': rootUser(here),
    stranger: roleWith('stranger', []),
    'administrator of another account': roleWith('administrator', [administratorAccess], {
      ...here,
      account: otherAccount,
    }),
    unsigned: unsigned(),
  };
}

function services(view: GraphView) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const service =
    (name: string) =>
    (sourceArn: string, sourceAccount: string = here.account) =>
      awsService({ service: `${name}.amazonaws.com`, sourceAccount, sourceArn });
  const api = {
    ...here,
    api: view.output('apiId'),
    stage: view.output('stageName'),
    method: 'POST',
    path: 'documents',
  };
  const apiGateway = (change: Partial<typeof api>) => service('apigateway')(executeApiArn({ ...api, ...change }));
  const methodArn = (route: ApiMethod): string => {
    const [method = '', path = ''] = route.split(' /');
    return executeApiArn({ ...api, method, path });
  };
  const trail = (name: string) => service('cloudtrail')(cloudTrailArn({ ...here, name }));
  const alarms = (account: string) => service('cloudwatch')(alarmArn({ ...here, account, name: 'errors' }), account);
  const logs = (region: string) =>
    service(`logs.${region}`)(logGroupArn({ ...here, group: view.output('processorLogGroupName') }));
  const flowLogs = (account: string) => service('vpc-flow-logs')(flowLogArn({ ...here, account }), account);
  const otherBucket = s3BucketArn({ bucket: 'other-bucket' });
  return {
    'Lambda service': service('lambda')(view.output('processorFunctionArn')),
    'VPC Flow Logs service': flowLogs(here.account),
    'VPC Flow Logs service for another account': flowLogs(otherAccount),
    CloudTrail: trail(view.output('trailName')),
    'CloudTrail for another trail': trail('other-trail'),
    'CloudWatch Logs': logs(here.region),
    'CloudWatch Logs of another region': logs('eu-west-1'),
    'CloudWatch alarms': alarms(here.account),
    'CloudWatch alarms of another account': alarms(otherAccount),
    ...ofMethods((method) => service('apigateway')(methodArn(method))),
    ...otherServices((sourceArn) => service('events')(sourceArn), {
      alarm: alarmArn({ ...here, name: 'errors' }),
      trail: cloudTrailArn({ ...here, name: view.output('trailName') }),
      flowLog: flowLogArn(here),
      methodArn,
    }),
    'a method this API has not': apiGateway({ method: 'PUT' }),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery': service('logging.s3')(view.output('bucketArn')),
    'S3 log delivery for the trail bucket': service('logging.s3')(
      s3BucketArn({ bucket: view.output('trailBucketName') }),
    ),
    'S3 log delivery for another bucket': service('logging.s3')(otherBucket),
    'S3 for the documents bucket': service('s3')(view.output('bucketArn')),
    'S3 for another bucket': service('s3')(otherBucket),
    'S3 for that bucket in another account': service('s3')(view.output('bucketArn'), otherAccount),
  };
}

type Sources = Readonly<Record<'alarm' | 'trail' | 'flowLog', string>> & {
  readonly methodArn: (method: ApiMethod) => string;
};

/** A service that the policies do not know, with the sources they expect of those they do. */
function otherServices(service: (sourceArn: string) => ModelPrincipal, { alarm, flowLog, methodArn, trail }: Sources) {
  const methods = apiMethods.map((method) => [`another service for ${method}`, service(methodArn(method))]);
  return {
    'another service for an alarm': service(alarm),
    'another service for the trail': service(trail),
    'another service for a flow log': service(flowLog),
    ...(Object.fromEntries(methods) as Record<`another service for ${ApiMethod}`, ModelPrincipal>),
  };
}

function ofMethods(principal: (method: ApiMethod) => ModelPrincipal): Record<ApiMethod, ModelPrincipal> {
  return Object.fromEntries(apiMethods.map((method) => [method, principal(method)])) as Record<
    ApiMethod,
    ModelPrincipal
  >;
}

export function flowLogArn(at: { readonly account: string; readonly region: string }): string {
  return formatArn({ ...at, partition: 'aws', service: 'ec2', resource: 'vpc-flow-log/fl-1' });
}

export function roleNamed(view: GraphView, logical: string): string {
  return text(view.one('aws:iam/role:Role', logical), 'arn');
}

/** Its logical name carries the suffix, since its physical one is generated from it. */
export function apiGatewayLogRole(view: GraphView): string {
  const role = view.all('aws:iam/role:Role').find(({ name }) => name.includes('api-gateway-logs-'));
  if (role === undefined) throw new Error('The stack has no API Gateway log role.');
  return text(role, 'arn');
}
