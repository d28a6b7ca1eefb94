import { GetMetricDataCommand, GetMetricStatisticsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE, startCloudwatch, type CloudwatchCloud } from '../testing/cloudwatch-cloud.ts';

let watch: CloudwatchCloud;
beforeAll(async () => {
  watch = await startCloudwatch(() => undefined);
});
afterAll(() => watch.close());

test('what is put can be asked for', async () => {
  const now = watch.cloud.clock.now();
  await watch.put({ MetricName: 'Errors', Value: 2 }, { MetricName: 'Errors', Value: 3 });
  const { Datapoints, Label } = await watch.admin.send(
    new GetMetricStatisticsCommand({
      Namespace: 'App',
      MetricName: 'Errors',
      StartTime: new Date(now - MINUTE),
      EndTime: new Date(now + MINUTE),
      Period: 60,
      Statistics: ['Sum', 'Average', 'SampleCount', 'Minimum', 'Maximum'],
      ExtendedStatistics: ['p50'],
    }),
  );
  expect(Label).toBe('Errors');
  expect(Datapoints).toEqual([
    {
      Timestamp: new Date(now),
      Sum: 5,
      Average: 2.5,
      SampleCount: 2,
      Minimum: 2,
      Maximum: 3,
      Unit: 'None',
      ExtendedStatistics: { p50: 2 },
    },
  ]);
});
