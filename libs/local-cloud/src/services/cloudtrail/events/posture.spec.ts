import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient, StopConfigurationRecorderCommand } from '@aws-sdk/client-config-service';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../../testing/index.ts';
import { config, RECORDER } from '../../config/index.ts';
import { kms } from '../../kms/index.ts';
import { route53 } from '../../route53/index.ts';
import { s3 } from '../../s3/index.ts';
import { HUB, securityhub } from '../../securityhub/index.ts';
import { cloudtrail } from '../index.ts';

interface Told {
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly readOnly: boolean;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly errorCode?: string;
}

/** What the event history has under that name. */
async function told(cloud: TestCloud, AttributeValue: string): Promise<readonly Told[]> {
  const client = new CloudTrailClient(cloud.deployer());
  const asked = new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }] });
  const { Events = [] } = await client.send(asked);
  client.destroy();
  return Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent) as Told);
}

test('who stops the recorder is told of, and who tries to; so is who looks at Security Hub and at zones', async () => {
  const cloud = await startTestCloud(
    (stack) => {
      const role = stack.resource('aws:iam/serviceLinkedRole:ServiceLinkedRole', 'config', {
        awsServiceName: 'config.amazonaws.com',
      });
      stack.resource(RECORDER, 'recorder', { roleArn: role.id });
      stack.resource(HUB, 'hub', {});
    },
    { services: [cloudtrail, config, kms, route53, s3, securityhub] },
  );
  const recorder = new ConfigServiceClient(cloud.deployer());
  const stop = (ConfigurationRecorderName: string) =>
    recorder.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName }));
  await stop('default');
  await expect(stop('other')).rejects.toMatchObject({ name: 'NoSuchConfigurationRecorderException' });
  const hub = new SecurityHubClient(cloud.deployer());
  await hub.send(new DescribeHubCommand({}));
  const zones = new Route53Client(cloud.deployer('eu-west-1'));
  await zones.send(new ListHostedZonesCommand({}));

  const here = { awsRegion: 'us-east-1' };
  expect(await told(cloud, 'StopConfigurationRecorder')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...here,
        eventSource: 'config.amazonaws.com',
        readOnly: false,
        requestParameters: { configurationRecorderName: 'default' },
      }),
      expect.objectContaining({ errorCode: 'NoSuchConfigurationRecorderException' }),
    ]),
  );
  expect(await told(cloud, 'DescribeHub')).toEqual([
    expect.objectContaining({ ...here, eventSource: 'securityhub.amazonaws.com', readOnly: true }),
  ]);
  // Route 53 is of no region: its events happen in us-east-1.
  expect(await told(cloud, 'ListHostedZones')).toEqual([
    expect.objectContaining({ ...here, eventSource: 'route53.amazonaws.com', readOnly: true }),
  ]);
  for (const each of [recorder, hub, zones]) each.destroy();
  await cloud.close();
});
