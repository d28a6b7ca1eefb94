import type { Deployed } from '@palisade/local-cloud';
import {
  alarmArn,
  awsService,
  cloudTrailArn,
  executeApiArn,
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
import { apiMethods, type ApiMethod, type PaymentsCaller } from '../../src/blueprints/payments/access-names.ts';
import type { GraphView } from '../graph-view.ts';
import { apiGatewayLogRole, flowLogArn, roleNamed } from './processing-principals.ts';
import { administratorAccess } from './world.ts';

const otherAccount = '999999999999';
const fresh = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 0 };
const old = { ...fresh, 'aws:MultiFactorAuthAge': 3600 };

/** Everybody the contract speaks of, with the policies the stack gives them. */
export function paymentsPrincipals(view: GraphView, deployed: Deployed): Record<PaymentsCaller, ModelPrincipal> {
  return { ...roles(view, deployed), ...people(view), ...services(view) };
}

function roles(view: GraphView, deployed: Deployed) {
  const role = (roleArn: string, context: Facts = {}): ModelPrincipal =>
    roleSession({ roleArn, context, policies: deployed.roles.get(roleArn)?.policies ?? [] });
  const processor = view.output('lambda_role_arn');
  return {
    'processor code': role(processor, { 'lambda:SourceFunctionArn': view.output('lambda_function_arn') }),
    'processor role by Lambda': role(processor),
    // AWS keeps the second factor in the session that was taken with it.
    operator: role(view.output('operator_role_arn'), fresh),
    'flow log role': role(roleNamed(view, 'flow-log-role')),
    'trail role': role(roleNamed(view, 'trail-role')),
    'API Gateway log role': role(apiGatewayLogRole(view)),
  };
}

function people(view: GraphView) {
  const here = { account: view.output('account_id') };
  const administrator = (name: string, context: Facts = {}) =>
    user({ ...here, name, context, policies: [administratorAccess] });
  const root = rootUser(here);
  const roleWith = (name: string, policies: readonly Policy[], account = here.account) =>
    roleSession({ roleArn: iamRoleArn({ account, name }), policies, context: fresh });
  return {
    deployer: administrator('deployer'),
    'deployer with MFA': administrator('deployer', fresh),
    'deployer with old MFA': administrator('deployer', old),
    'other administrator': administrator('other-administrator'),
    'other administrator with MFA': administrator('other-administrator', fresh),
    'root user': root,
    'root user with MFA': { ...root, context: { ...root.context, ...fresh } },
    'stranger with MFA': roleWith('stranger', []),
    'administrator of another account with MFA': roleWith('administrator', [administratorAccess], otherAccount),
    unsigned: unsigned(),
  };
}

function services(view: GraphView) {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const service =
    (name: string) =>
    (sourceArn: string, sourceAccount: string = here.account) =>
      awsService({ service: `${name}.amazonaws.com`, sourceAccount, sourceArn });
  const api = {
    ...here,
    api: view.output('rest_api_id'),
    stage: view.output('stage_name'),
    method: 'POST',
    path: 'process-payment',
  };
  const apiGateway = (change: Partial<typeof api>) => service('apigateway')(executeApiArn({ ...api, ...change }));
  const methodArn = (route: ApiMethod): string => {
    const [method = '', path = ''] = route.split(' /');
    return executeApiArn({ ...api, method, path });
  };
  const trail = (name: string) => service('cloudtrail')(cloudTrailArn({ ...here, name }));
  const alarms = (account: string) => service('cloudwatch')(alarmArn({ ...here, account, name: 'errors' }), account);
  const logs = (region: string) =>
    service(`logs.${region}`)(logGroupArn({ ...here, group: view.output('lambda_log_group_name') }));
  const flowLogs = (account: string) => service('vpc-flow-logs')(flowLogArn({ ...here, account }), account);
  const logDelivery = (bucket: string) => service('logging.s3')(s3BucketArn({ bucket }));
  const otherService = service('events');
  return {
    'Lambda service': service('lambda')(view.output('lambda_function_arn')),
    'VPC Flow Logs service': flowLogs(here.account),
    'VPC Flow Logs service for another account': flowLogs(otherAccount),
    CloudTrail: trail(view.output('trail_name')),
    'CloudTrail for another trail': trail('other-trail'),
    'CloudWatch Logs': logs(here.region),
    'CloudWatch Logs of another region': logs('eu-west-1'),
    'CloudWatch alarms': alarms(here.account),
    'CloudWatch alarms of another account': alarms(otherAccount),
    ...ofMethods((method) => [method, service('apigateway')(methodArn(method))]),
    ...ofMethods((method) => [`another service for ${method}`, otherService(methodArn(method))]),
    'a method this API has not': apiGateway({ method: 'PUT' }),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery for the documents bucket': logDelivery(view.output('s3_bucket_name')),
    'S3 log delivery for the truststore bucket': logDelivery(view.output('truststore_bucket_name')),
    'S3 log delivery for the trail bucket': logDelivery(view.output('trail_bucket_name')),
    'S3 log delivery for another bucket': logDelivery('other-bucket'),
    'another service for an alarm': otherService(alarmArn({ ...here, name: 'errors' })),
    'another service for the documents bucket': otherService(view.output('s3_bucket_arn')),
    'another service for the trail': otherService(cloudTrailArn({ ...here, name: view.output('trail_name') })),
    'another service for a flow log': otherService(flowLogArn(here)),
  };
}

function ofMethods<Name extends string>(
  principal: (method: ApiMethod) => readonly [Name, ModelPrincipal],
): Record<Name, ModelPrincipal> {
  return Object.fromEntries(apiMethods.map((method) => principal(method))) as Record<Name, ModelPrincipal>;
}
