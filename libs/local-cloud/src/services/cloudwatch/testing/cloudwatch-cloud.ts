import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
  type MetricAlarm,
  type MetricDatum,
} from '@aws-sdk/client-cloudwatch';
import type { Properties, Resource } from '@palisade/local-engine';
import { alarmArn as alarmArnOf } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { logs } from '../../logs/index.ts';
import { roleArn } from '../../sqs/testing/sqs-cloud.ts';
import { cloudwatch } from '../index.ts';
import { METRIC_ALARM } from '../resources/metric-alarm.ts';

export { declareRole, document, refusal, roleArn } from '../../sqs/testing/sqs-cloud.ts';

export const MINUTE = 60_000;

/** A cloud with CloudWatch and CloudWatch Logs, and clients of the AWS SDK over TLS. It starts at a full minute. */
export interface CloudwatchCloud {
  readonly cloud: TestCloud;
  /** The administrator. */
  readonly admin: CloudWatchClient;
  /** A session of the role of that name; or the administrator in another region. */
  as(role: string | undefined, region?: string): CloudWatchClient;
  /** Puts data into the namespace `App`, now unless it says otherwise. */
  put(...data: readonly MetricDatum[]): Promise<void>;
  alarm(name: string): Promise<MetricAlarm>;
  /** Moves the clock to just after the end of the present minute and that of so many more. */
  minutes(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startCloudwatch(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<CloudwatchCloud> {
  const cloud = await startTestCloud(declare, {
    ...options,
    services: [cloudwatch, logs, ...(options.services ?? [])],
  });
  cloud.clock.advance(MINUTE - (cloud.clock.now() % MINUTE));
  const clients: CloudWatchClient[] = [];
  const client = (config: ConstructorParameters<typeof CloudWatchClient>[0]): CloudWatchClient => {
    const made = new CloudWatchClient(config ?? {});
    clients.push(made);
    return made;
  };
  return {
    cloud,
    admin: client(cloud.deployer()),
    as: (role, region) =>
      client(
        role === undefined ? cloud.deployer(region) : cloud.role(roleArn(role), region === undefined ? {} : { region }),
      ),
    async put(...data) {
      // A client signs with the time of its making.
      const Timestamp = new Date(cloud.clock.now());
      await client(cloud.deployer()).send(
        new PutMetricDataCommand({ Namespace: 'App', MetricData: data.map((datum) => ({ Timestamp, ...datum })) }),
      );
    },
    async alarm(name) {
      const { MetricAlarms = [] } = await client(cloud.deployer()).send(
        new DescribeAlarmsCommand({ AlarmNames: [name] }),
      );
      const [found] = MetricAlarms;
      if (found === undefined) throw new Error(`There is no alarm ${name}.`);
      return found;
    },
    async minutes(count) {
      for (let minute = 0; minute < count; minute++) cloud.clock.advance(MINUTE);
      await cloud.cloud.host.state(cloudwatch).alarms.settle();
    },
    async close() {
      for (const each of clients) each.destroy();
      await cloud.close();
    },
  };
}

export const alarmArn = (name: string, region = 'us-east-1'): string =>
  alarmArnOf({ region, account: DEFAULT_ACCOUNT, name });

/** An alarm on the sum of `App` `Errors` in a minute, above 0; `inputs` over that. */
export const declareAlarm = (stack: Declaration, name: string, inputs: Properties = {}): Resource =>
  stack.resource(METRIC_ALARM, `${name} ${String(inputs['region'] ?? '')}`, {
    name,
    namespace: 'App',
    metricName: 'Errors',
    ...(inputs['extendedStatistic'] === undefined && { statistic: 'Sum' }),
    period: 60,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    ...inputs,
  });
