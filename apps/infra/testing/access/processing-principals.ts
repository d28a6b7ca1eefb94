import type { Deployed } from '@palisade/local-cloud';
import { rootUser, s3BucketArn, unsigned, type ModelPrincipal } from '@palisade/policies';
import { apiMethods, type ProcessingCaller } from '../../src/blueprints/processing/access-names.ts';
import type { GraphView } from '../graph-view.ts';
import { administratorOf, deployedRole, otherAccount, roleOf } from './principals.ts';
import { methodCallers, serviceIn, servicesOf, type MethodOfApi } from './services.ts';
import { apiGatewayLogRole, roleNamed } from './stack-roles.ts';
import { administratorAccess } from './world.ts';

/** Everybody the contract speaks of, with the policies the stack gives them. */
export function processingPrincipals(view: GraphView, deployed: Deployed): Record<ProcessingCaller, ModelPrincipal> {
  return { ...functions(view, deployed), ...otherRoles(view, deployed), ...people(view), ...services(view) };
}

function functions(view: GraphView, deployed: Deployed) {
  const role = deployedRole(deployed);
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
  const role = deployedRole(deployed);
  return {
    'authorizer invoke role': role(view.output('authorizerInvokeRoleArn')),
    verifier: role(view.output('verifierRoleArn')),
    'flow log role': role(roleNamed(view, 'flow-log-role')),
    'trail role': role(roleNamed(view, 'trail-role')),
    'API Gateway log role': role(apiGatewayLogRole(view)),
  };
}

function people(view: GraphView) {
  const account = view.output('accountId');
  const administrator = administratorOf(account);
  return {
    deployer: administrator('deployer'),
    'other administrator': administrator('other-administrator'),
    'root user': rootUser({ account }),
    stranger: roleOf(account)('stranger', []),
    'administrator of another account': roleOf(otherAccount)('administrator', [administratorAccess]),
    unsigned: unsigned(),
  };
}

function services(view: GraphView) {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const method = methodOf(view);
  const service = serviceIn(here.account);
  const bucketArn = view.output('bucketArn');
  return {
    ...servicesOf({
      ...here,
      functionArn: view.output('processorFunctionArn'),
      logGroup: view.output('processorLogGroupName'),
      trail: view.output('trailName'),
      trailBucket: view.output('trailBucketName'),
      method,
    }),
    ...methodCallers(apiMethods, method),
    'S3 log delivery': service('logging.s3')(bucketArn),
    'S3 for the documents bucket': service('s3')(bucketArn),
    'S3 for another bucket': service('s3')(s3BucketArn({ bucket: 'other-bucket' })),
    'S3 for that bucket in another account': service('s3')(bucketArn, otherAccount),
  };
}

export function methodOf(view: GraphView): MethodOfApi {
  return {
    account: view.output('accountId'),
    region: view.output('region'),
    api: view.output('apiId'),
    stage: view.output('stageName'),
    method: 'POST',
    path: 'documents',
  };
}
