import { readDeployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  awsService,
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
  type ModelPrincipal,
  type ModelResource,
  type Policy,
  type Service,
} from '@palisade/policies';
import type { AuditorCaller, AuditorResource } from '../../src/blueprints/auditor/access-contract.ts';
import { GraphView } from '../graph-view.ts';
import { actionsOfService, administratorAccess, everyAction, overTls, type World } from './world.ts';

export type AuditorWorld = World<AuditorCaller, AuditorResource, 'tls'>;

const otherAccount = '999999999999';
const fresh = { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 0 };
const old = { ...fresh, 'aws:MultiFactorAuthAge': 3600 };

/** An auditor stack beside the documents stack it audits. */
export function auditorWorld(auditor: Graph, documents: Graph): AuditorWorld {
  const [view, audited] = [new GraphView(auditor), new GraphView(documents)];
  const account = view.output('accountId');
  const { resource, roles } = readDeployed([documents, auditor], account);
  const policiesOf = (arn: string): readonly Policy[] => roles.get(arn)?.policies ?? [];
  return {
    model: {
      account,
      principals: principals(account, view.output('auditorRoleArn'), policiesOf),
      resources: resources(view, audited, (arn) => resource.get(arn)),
      endpoints: {},
    },
    scope: { paths: { tls: overTls }, actions: actionsAsked },
  };
}

function principals(
  account: string,
  auditorRoleArn: string,
  policiesOf: (arn: string) => readonly Policy[],
): Record<AuditorCaller, ModelPrincipal> {
  const administrator = (name: string, context: Facts = {}) =>
    user({ account, name, context, policies: [administratorAccess] });
  const role = (roleArn: string, policies: readonly Policy[], context: Facts = {}) =>
    roleSession({ roleArn, policies, context });
  const stranger = iamRoleArn({ account, name: 'stranger' });
  const elsewhere = iamRoleArn({ account: otherAccount, name: 'administrator' });
  return {
    auditor: role(auditorRoleArn, policiesOf(auditorRoleArn)),
    deployer: administrator('deployer'),
    'deployer with MFA': administrator('deployer', fresh),
    'deployer with old MFA': administrator('deployer', old),
    'other administrator with MFA': administrator('other-administrator', fresh),
    'root user': rootUser({ account }),
    stranger: role(stranger, []),
    'stranger with MFA': role(stranger, [], fresh),
    'administrator of another account with MFA': role(elsewhere, [administratorAccess], fresh),
    unsigned: unsigned(),
    'Lambda service': awsService({ service: 'lambda.amazonaws.com', sourceAccount: account }),
  };
}

function resources(
  view: GraphView,
  audited: GraphView,
  policyOf: (arn: string) => Policy | undefined,
): Record<AuditorResource, ModelResource> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const at = (arn: string): ModelResource => {
    const policy = policyOf(arn);
    return { arn, ...(policy && { policy }) };
  };
  const log = <Name extends AuditorResource>(name: Name, group: string, place = here) => {
    const streams = logGroupContentsArn({ ...place, group }).replace(/\*$/, 'log-stream:x');
    return {
      [name]: at(logGroupArn({ ...place, group })),
      [`${name} streams`]: at(streams),
    } as Record<Name | `${Name} streams`, ModelResource>;
  };
  const handlerLog = audited.output('handlerLogGroupName');
  return {
    ...log('handler log', handlerLog),
    ...log('access log', audited.output('accessLogGroupName')),
    ...log('execution log', audited.output('executionLogGroupName')),
    ...log('flow log', audited.output('flowLogGroupName')),
    ...log('log called alike', `${handlerLog}-2`),
    ...log('other log', '/aws/lambda/other'),
    ...log('handler log of another region', handlerLog, { ...here, region: 'eu-west-1' }),
    bucket: { arn: s3BucketArn({ bucket: 'a-bucket' }) },
    object: { arn: s3ObjectArn({ bucket: 'a-bucket', key: 'x' }) },
    function: { arn: lambdaFunctionArn({ ...here, name: 'a-function' }) },
    'auditor role': at(view.output('auditorRoleArn')),
    'other role': at(iamRoleArn({ account: here.account, name: 'other' })),
    'anything else': { arn: '*' },
  };
}

function actionsAsked(resource: AuditorResource): readonly string[] {
  return resource === 'anything else' ? everyAction : actionsOfService(serviceOf(resource));
}

function serviceOf(resource: AuditorResource): Service {
  if (/\blog\b/.test(resource)) return 'logs';
  if (/role$/.test(resource)) return 'sts';
  return resource === 'function' ? 'lambda' : 's3';
}
