import { readDeployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  awsService,
  configurationRecorderArn,
  iamRoleArn,
  roleSession,
  rootUser,
  s3BucketArn,
  s3ObjectArn,
  unsigned,
  user,
  type ModelPrincipal,
  type ModelResource,
  type RequestPath,
  type Service,
} from '@palisade/policies';
import {
  baselineWays,
  type BaselineCaller,
  type BaselineResource,
  type BaselineWay,
} from '../../src/blueprints/baseline/access-contract.ts';
import { GraphView } from '../graph-view.ts';
import { actionsOfService, administratorAccess, everyAction, type World } from './world.ts';

export type BaselineWorld = World<BaselineCaller, BaselineResource, BaselineWay>;

const otherAccount = '999999999999';

/** A baseline stack, with everybody and everything its access contract speaks of. */
export function baselineWorld(graph: Graph): BaselineWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  return {
    model: { account, principals: principals(view), resources: resources(view, graph), endpoints: {} },
    scope: {
      paths: baselinePaths,
      actions: (on) => (on === 'anything else' ? everyAction : actionsOfService(serviceOf(on))),
      by: (on) => (serviceOf(on) === 's3' ? baselineWays : ['tls']),
    },
  };
}

const tls = { 'aws:SecureTransport': true, 's3:TlsVersion': '1.3' };
const outside = { 'aws:SourceIp': '198.51.100.7' };

const baselinePaths: Readonly<Record<BaselineWay, RequestPath>> = {
  tls: { context: { ...tls, ...outside } },
  'owner-acl': { context: { ...tls, ...outside, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  'plain-http': { context: { ...outside, 'aws:SecureTransport': false } },
  'old-tls': { context: { ...outside, 'aws:SecureTransport': true, 's3:TlsVersion': '1.1' } },
};

function serviceOf(resource: BaselineResource): Service {
  return resource.endsWith(' role') ? 'sts' : 's3';
}

function principals(view: GraphView): Record<BaselineCaller, ModelPrincipal> {
  const here = { account: view.output('accountId'), region: view.output('region') };
  const service = (name: string, account = here.account) =>
    awsService({
      service: `${name}.amazonaws.com`,
      sourceAccount: account,
      sourceArn: configurationRecorderArn({ ...here, account, name: 'default', id: 'x' }),
    });
  const roleWith = (name: string, policies: (typeof administratorAccess)[], account = here.account) =>
    roleSession({ roleArn: iamRoleArn({ account, name }), policies });
  return {
    Config: service('config'),
    'Config for another account': service('config', otherAccount),
    'another service': service('cloudtrail'),
    deployer: user({ account: here.account, name: 'deployer', policies: [administratorAccess] }),
    'root user': rootUser(here),
    stranger: roleWith('stranger', []),
    'administrator of another account': roleWith('administrator', [administratorAccess], otherAccount),
    unsigned: unsigned(),
  };
}

function resources(view: GraphView, graph: Graph): Record<BaselineResource, ModelResource> {
  const account = view.output('accountId');
  const { resource } = readDeployed([graph], account);
  const at = (arn: string, policyOn = arn): ModelResource => {
    const policy = resource.get(policyOn);
    return { arn, ...(policy && { policy }) };
  };
  const history = view.output('configHistoryBucketName');
  const object = (bucket: string, key: string) => at(s3ObjectArn({ bucket, key }), s3BucketArn({ bucket }));
  return {
    'history bucket': at(s3BucketArn({ bucket: history })),
    'history object': object(history, `AWSLogs/${account}/Config/us-east-1/2026/1/1/ConfigHistory/x.json.gz`),
    'history object of another account': object(history, `AWSLogs/${otherAccount}/Config/us-east-1/x.json.gz`),
    'object elsewhere': object(history, `AWSLogs/${account}/CloudTrail/x.json.gz`),
    'other bucket': at(s3BucketArn({ bucket: 'other-bucket' })),
    'other object': object('other-bucket', `AWSLogs/${account}/Config/x`),
    'Config role': at(view.output('configServiceRoleArn')),
    'other role': at(iamRoleArn({ account, name: 'other' })),
    'anything else': { arn: '*' },
  };
}
