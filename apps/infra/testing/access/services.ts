import {
  alarmArn,
  awsService,
  cloudTrailArn,
  executeApiArn,
  formatArn,
  logGroupArn,
  s3BucketArn,
  type ModelPrincipal,
} from '@palisade/policies';
import type { ServiceCaller } from '../../src/blueprints/service-access.ts';
import { otherAccount } from './principals.ts';

/** What services of AWS act for. */
export interface ServiceSources {
  readonly account: string;
  readonly region: string;
  readonly functionArn: string;
  readonly logGroup: string;
  readonly trail: string;
  readonly trailBucket: string;
  /** One of the API's methods. */
  readonly method: MethodOfApi;
}

export interface MethodOfApi {
  readonly account: string;
  readonly region: string;
  readonly api: string;
  readonly stage: string;
  readonly method: string;
  readonly path: string;
}

/** The services that serve and watch over a stack, acting for it and for others. */
export function servicesOf(
  sources: ServiceSources,
): Omit<Record<ServiceCaller, ModelPrincipal>, 'flow log role' | 'trail role' | 'API Gateway log role'> {
  const { account, functionArn, logGroup, method, region } = sources;
  const here = { account, region };
  const service = serviceIn(account);
  const trail = (name: string) => service('cloudtrail')(cloudTrailArn({ ...here, name }));
  const alarms = (of: string) => service('cloudwatch')(alarmArn({ ...here, account: of, name: 'errors' }), of);
  const logs = (in_: string) => service(`logs.${in_}`)(logGroupArn({ ...here, group: logGroup }));
  const flowLogs = (of: string) => service('vpc-flow-logs')(flowLogArn({ ...here, account: of }), of);
  const apiGateway = (change: Partial<MethodOfApi>) => service('apigateway')(executeApiArn({ ...method, ...change }));
  const other = service('events');
  return {
    'Lambda service': service('lambda')(functionArn),
    'VPC Flow Logs service': flowLogs(account),
    'VPC Flow Logs service for another account': flowLogs(otherAccount),
    CloudTrail: trail(sources.trail),
    'CloudTrail for another trail': trail('other-trail'),
    'CloudWatch Logs': logs(region),
    'CloudWatch Logs of another region': logs('eu-west-1'),
    'CloudWatch alarms': alarms(account),
    'CloudWatch alarms of another account': alarms(otherAccount),
    'a method this API has not': apiGateway({ method: 'PUT' }),
    'another API': apiGateway({ api: 'other00000' }),
    'another stage of this API': apiGateway({ stage: 'other' }),
    'S3 log delivery for the trail bucket': service('logging.s3')(s3BucketArn({ bucket: sources.trailBucket })),
    'S3 log delivery for another bucket': service('logging.s3')(s3BucketArn({ bucket: 'other-bucket' })),
    'another service for an alarm': other(alarmArn({ ...here, name: 'errors' })),
    'another service for the trail': other(cloudTrailArn({ ...here, name: sources.trail })),
    'another service for a flow log': other(flowLogArn(here)),
  };
}

/** API Gateway for each of an API's methods, and with the same source a service that its policies do not know. */
export function methodCallers<Route extends string>(
  routes: readonly Route[],
  of: MethodOfApi,
): Record<Route | `another service for ${Route}`, ModelPrincipal> {
  const service = serviceIn(of.account);
  const entries = routes.flatMap((route) => {
    const [method = '', path = ''] = route.split(' /');
    const arn = executeApiArn({ ...of, method, path });
    return [
      [route, service('apigateway')(arn)],
      [`another service for ${route}`, service('events')(arn)],
    ];
  });
  return Object.fromEntries(entries) as ReturnType<typeof methodCallers<Route>>;
}

/** A service by the first part of its principal's name, acting for a source of this account unless said otherwise. */
export function serviceIn(account: string) {
  return (name: string) =>
    (sourceArn: string, sourceAccount: string = account): ModelPrincipal =>
      awsService({ service: `${name}.amazonaws.com`, sourceAccount, sourceArn });
}

export function flowLogArn(at: { readonly account: string; readonly region: string }): string {
  return formatArn({ ...at, partition: 'aws', service: 'ec2', resource: 'vpc-flow-log/fl-1' });
}
