import {
  dynamodbTableArn,
  executeApiArn,
  kmsKeyArn,
  lambdaFunctionArn,
  snsTopicArn,
  type ModelResource,
} from '@palisade/policies';
import type { ServiceResource } from '../../src/blueprints/service-access.ts';
import type { GraphView } from '../graph-view.ts';
import { otherAccount } from './principals.ts';
import { bucketAt, logsAt, objectAt, type At } from './resources.ts';
import type { MethodOfApi } from './services.ts';
import { apiGatewayLogRole, roleNamed } from './stack-roles.ts';
import { defaultKeyPolicy } from './world.ts';

/** Names and ARNs of what watches over a stack. */
export interface Watched {
  readonly accessLogBucket: string;
  readonly trailBucket: string;
  readonly alarmTopicArn: string;
  readonly logsKeyArn: string;
  /** Log groups. */
  readonly logs: Readonly<Record<'access' | 'execution' | 'flow' | 'trail', string>>;
  /** One of the API's methods. */
  readonly method: MethodOfApi;
}

/** What services of AWS write to and read in a stack, and what is somebody else's. */
export function serviceResources(view: GraphView, at: At, of: Watched): Record<ServiceResource, ModelResource> {
  const { account, region } = of.method;
  const here = { account, region };
  const [bucket, object] = [bucketAt(at), objectAt(at)];
  const delivered = (to: string) => object(of.trailBucket, `AWSLogs/${to}/CloudTrail/us-east-1/x.json.gz`);
  return {
    'access log bucket': bucket(of.accessLogBucket),
    'access log object': object(of.accessLogBucket, 'documents/2026/01/01/log'),
    'trail bucket': bucket(of.trailBucket),
    'trail object': delivered(account),
    'trail object of another account': delivered(otherAccount),
    'alarm topic': at(of.alarmTopicArn),
    'logs key': at(of.logsKeyArn),
    ...logsAt(at, here, { ...of.logs, other: '/aws/lambda/other' }),
    'flow log role': at(roleNamed(view, 'flow-log-role')),
    'trail role': at(roleNamed(view, 'trail-role')),
    'API Gateway log role': at(apiGatewayLogRole(view)),
    'other bucket': bucket('other-bucket'),
    'other object': object('other-bucket', 'x'),
    'other table': at(dynamodbTableArn({ ...here, table: 'other-table' })),
    'other key': { arn: kmsKeyArn({ ...here, id: 'other' }), policy: defaultKeyPolicy(account) },
    'other topic': at(snsTopicArn({ ...here, name: 'other-topic' })),
    'other function': at(lambdaFunctionArn({ ...here, name: 'other' })),
    'any method of this API': at(executeApiArn(of.method)),
    'any method of another API': at(executeApiArn({ ...of.method, api: 'other00000' })),
    'anything else': { arn: '*' },
  };
}
