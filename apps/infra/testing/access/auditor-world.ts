import { readDeployed, type Deployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  awsService,
  iamRoleArn,
  lambdaFunctionArn,
  rootUser,
  s3BucketArn,
  s3ObjectArn,
  unsigned,
  type ModelPrincipal,
  type ModelResource,
  type Service,
} from '@palisade/policies';
import type { AuditorCaller, AuditorResource } from '../../src/blueprints/auditor/access-contract.ts';
import { GraphView } from '../graph-view.ts';
import { administratorOf, deployedRole, freshMfa, oldMfa, otherAccount, roleOf } from './principals.ts';
import { logAt, logsAt, resourceIn } from './resources.ts';
import { actionsAsked, administratorAccess, overTls, type World } from './world.ts';

export type AuditorWorld = World<AuditorCaller, AuditorResource, 'tls'>;

/** An auditor stack beside the documents stack it audits. */
export function auditorWorld(auditor: Graph, documents: Graph): AuditorWorld {
  const [view, audited] = [new GraphView(auditor), new GraphView(documents)];
  const account = view.output('accountId');
  const deployed = readDeployed([documents, auditor], account);
  return {
    model: {
      account,
      principals: principals(view, deployed),
      resources: resources(view, audited, deployed),
      endpoints: {},
    },
    scope: { paths: { tls: overTls }, actions: actionsAsked(serviceOf) },
  };
}

function principals(view: GraphView, deployed: Deployed): Record<AuditorCaller, ModelPrincipal> {
  const account = view.output('accountId');
  const [administrator, role] = [administratorOf(account), roleOf(account)];
  const elsewhere = roleOf(otherAccount);
  return {
    auditor: deployedRole(deployed)(view.output('auditorRoleArn')),
    deployer: administrator('deployer'),
    'deployer with MFA': administrator('deployer', freshMfa),
    'deployer with old MFA': administrator('deployer', oldMfa),
    'other administrator with MFA': administrator('other-administrator', freshMfa),
    'root user': rootUser({ account }),
    stranger: role('stranger', []),
    'stranger with MFA': role('stranger', [], freshMfa),
    'administrator of another account with MFA': elsewhere('administrator', [administratorAccess], freshMfa),
    unsigned: unsigned(),
    'Lambda service': awsService({ service: 'lambda.amazonaws.com', sourceAccount: account }),
  };
}

function resources(view: GraphView, audited: GraphView, deployed: Deployed): Record<AuditorResource, ModelResource> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const at = resourceIn(deployed);
  const handlerLog = audited.output('handlerLogGroupName');
  return {
    ...logsAt(at, here, {
      handler: handlerLog,
      access: audited.output('accessLogGroupName'),
      execution: audited.output('executionLogGroupName'),
      flow: audited.output('flowLogGroupName'),
      other: '/aws/lambda/other',
    }),
    ...logAt(at, here, { name: 'log called alike', group: `${handlerLog}-2` }),
    ...logAt(at, { ...here, region: 'eu-west-1' }, { name: 'handler log of another region', group: handlerLog }),
    bucket: { arn: s3BucketArn({ bucket: 'a-bucket' }) },
    object: { arn: s3ObjectArn({ bucket: 'a-bucket', key: 'x' }) },
    function: { arn: lambdaFunctionArn({ ...here, name: 'a-function' }) },
    'auditor role': at(view.output('auditorRoleArn')),
    'other role': at(iamRoleArn({ account: here.account, name: 'other' })),
    'anything else': { arn: '*' },
  };
}

function serviceOf(resource: AuditorResource): Service {
  if (/\blog\b/.test(resource)) return 'logs';
  if (/role$/.test(resource)) return 'sts';
  return resource === 'function' ? 'lambda' : 's3';
}
