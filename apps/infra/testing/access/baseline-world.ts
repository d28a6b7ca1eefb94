import { readDeployed } from '@palisade/local-cloud';
import type { Graph } from '@palisade/local-engine';
import {
  configurationRecorderArn,
  iamRoleArn,
  rootUser,
  unsigned,
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
import { outside, tls } from './paths.ts';
import { administratorOf, otherAccount, roleOf } from './principals.ts';
import { bucketAt, objectAt, resourceIn } from './resources.ts';
import { serviceIn } from './services.ts';
import { actionsAsked, administratorAccess, type World } from './world.ts';

export type BaselineWorld = World<BaselineCaller, BaselineResource, BaselineWay>;

/** A baseline stack, with everybody and everything its access contract speaks of. */
export function baselineWorld(graph: Graph): BaselineWorld {
  const view = new GraphView(graph);
  const account = view.output('accountId');
  return {
    model: { account, principals: principals(view), resources: resources(view, graph), endpoints: {} },
    scope: {
      paths: baselinePaths,
      actions: actionsAsked(serviceOf),
      by: (on) => (serviceOf(on) === 's3' ? baselineWays : ['tls']),
    },
  };
}

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
    serviceIn(account)(name)(configurationRecorderArn({ ...here, account, name: 'default', id: 'x' }));
  return {
    Config: service('config'),
    'Config for another account': service('config', otherAccount),
    'another service': service('cloudtrail'),
    deployer: administratorOf(here.account)('deployer'),
    'root user': rootUser(here),
    stranger: roleOf(here.account)('stranger', []),
    'administrator of another account': roleOf(otherAccount)('administrator', [administratorAccess]),
    unsigned: unsigned(),
  };
}

function resources(view: GraphView, graph: Graph): Record<BaselineResource, ModelResource> {
  const account = view.output('accountId');
  const at = resourceIn(readDeployed([graph], account));
  const [bucket, object] = [bucketAt(at), objectAt(at)];
  const history = view.output('configHistoryBucketName');
  return {
    'history bucket': bucket(history),
    'history object': object(history, `AWSLogs/${account}/Config/us-east-1/2026/1/1/ConfigHistory/x.json.gz`),
    'history object of another account': object(history, `AWSLogs/${otherAccount}/Config/us-east-1/x.json.gz`),
    'object elsewhere': object(history, `AWSLogs/${account}/CloudTrail/x.json.gz`),
    'other bucket': bucket('other-bucket'),
    'other object': object('other-bucket', `AWSLogs/${account}/Config/x`),
    'Config role': at(view.output('configServiceRoleArn')),
    'other role': at(iamRoleArn({ account, name: 'other' })),
    'anything else': { arn: '*' },
  };
}
