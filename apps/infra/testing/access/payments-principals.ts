import type { Deployed } from '@palisade/local-cloud';
import { rootUser, s3BucketArn, unsigned, type ModelPrincipal } from '@palisade/policies';
import { apiMethods, type PaymentsCaller } from '../../src/blueprints/payments/access-names.ts';
import type { GraphView } from '../graph-view.ts';
import { administratorOf, deployedRole, freshMfa, oldMfa, otherAccount, roleOf } from './principals.ts';
import { methodCallers, serviceIn, servicesOf, type MethodOfApi } from './services.ts';
import { apiGatewayLogRole, roleNamed } from './stack-roles.ts';
import { administratorAccess } from './world.ts';

/** Everybody the contract speaks of, with the policies the stack gives them. */
export function paymentsPrincipals(view: GraphView, deployed: Deployed): Record<PaymentsCaller, ModelPrincipal> {
  return { ...roles(view, deployed), ...people(view), ...services(view) };
}

function roles(view: GraphView, deployed: Deployed) {
  const role = deployedRole(deployed);
  const processor = view.output('lambda_role_arn');
  return {
    'processor code': role(processor, { 'lambda:SourceFunctionArn': view.output('lambda_function_arn') }),
    'processor role by Lambda': role(processor),
    // AWS keeps the second factor in the session that was taken with it.
    operator: role(view.output('operator_role_arn'), freshMfa),
    'flow log role': role(roleNamed(view, 'flow-log-role')),
    'trail role': role(roleNamed(view, 'trail-role')),
    'API Gateway log role': role(apiGatewayLogRole(view)),
  };
}

function people(view: GraphView) {
  const account = view.output('account_id');
  const administrator = administratorOf(account);
  const root = rootUser({ account });
  const elsewhere = roleOf(otherAccount);
  return {
    deployer: administrator('deployer'),
    'deployer with MFA': administrator('deployer', freshMfa),
    'deployer with old MFA': administrator('deployer', oldMfa),
    'other administrator': administrator('other-administrator'),
    'other administrator with MFA': administrator('other-administrator', freshMfa),
    'root user': root,
    'root user with MFA': { ...root, context: { ...root.context, ...freshMfa } },
    'stranger with MFA': roleOf(account)('stranger', [], freshMfa),
    'administrator of another account with MFA': elsewhere('administrator', [administratorAccess], freshMfa),
    unsigned: unsigned(),
  };
}

function services(view: GraphView) {
  const here = { account: view.output('account_id'), region: view.output('region') };
  const method = methodOf(view);
  const service = serviceIn(here.account);
  const logDelivery = (output: string) => service('logging.s3')(s3BucketArn({ bucket: view.output(output) }));
  return {
    ...servicesOf({
      ...here,
      functionArn: view.output('lambda_function_arn'),
      logGroup: view.output('lambda_log_group_name'),
      trail: view.output('trail_name'),
      trailBucket: view.output('trail_bucket_name'),
      method,
    }),
    ...methodCallers(apiMethods, method),
    'S3 log delivery for the documents bucket': logDelivery('s3_bucket_name'),
    'S3 log delivery for the truststore bucket': logDelivery('truststore_bucket_name'),
    'another service for the documents bucket': service('events')(view.output('s3_bucket_arn')),
  };
}

export function methodOf(view: GraphView): MethodOfApi {
  return {
    account: view.output('account_id'),
    region: view.output('region'),
    api: view.output('rest_api_id'),
    stage: view.output('stage_name'),
    method: 'POST',
    path: 'process-payment',
  };
}
