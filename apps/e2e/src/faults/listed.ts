import { APIGatewayClient, GetDomainNamesCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeVpcEndpointsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand, KMSClient, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListWebACLsCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Cloud } from './cloud.ts';

/** What AWS lists of an account in a region, by kind; of keys, those that are not pending deletion. */
export async function listed(cloud: Cloud, region: string): Promise<Record<string, readonly (string | undefined)[]>> {
  const config = cloud.clientConfig(region);
  const [apigateway, ec2, kms] = [new APIGatewayClient(config), new EC2Client(config), new KMSClient(config)];
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const found = await Promise.all([
    of('tables', new DynamoDBClient(config).send(new ListTablesCommand()), ({ TableNames }) => TableNames),
    of('buckets', s3.send(new ListBucketsCommand()), ({ Buckets }) => Buckets?.map(({ Name }) => Name)),
    of('functions', new LambdaClient(config).send(new ListFunctionsCommand()), ({ Functions }) =>
      Functions?.map(({ FunctionName }) => FunctionName),
    ),
    of('log groups', new CloudWatchLogsClient(config).send(new DescribeLogGroupsCommand()), ({ logGroups }) =>
      logGroups?.map(({ logGroupName }) => logGroupName),
    ),
    of('APIs', apigateway.send(new GetRestApisCommand()), ({ items }) => items?.map(({ name }) => name)),
    of('domain names', apigateway.send(new GetDomainNamesCommand()), ({ items }) =>
      items?.map(({ domainName }) => domainName),
    ),
    of('web ACLs', new WAFV2Client(config).send(new ListWebACLsCommand({ Scope: 'REGIONAL' })), ({ WebACLs }) =>
      WebACLs?.map(({ Name }) => Name),
    ),
    of('alarms', new CloudWatchClient(config).send(new DescribeAlarmsCommand()), ({ MetricAlarms }) =>
      MetricAlarms?.map(({ AlarmName }) => AlarmName),
    ),
    of('topics', new SNSClient(config).send(new ListTopicsCommand()), ({ Topics }) =>
      Topics?.map(({ TopicArn }) => TopicArn),
    ),
    of('trails', new CloudTrailClient(config).send(new ListTrailsCommand()), ({ Trails }) =>
      Trails?.map(({ Name }) => Name),
    ),
    of('networks', ec2.send(new DescribeVpcsCommand()), ({ Vpcs }) => Vpcs?.map(({ VpcId }) => VpcId)),
    of('endpoints', ec2.send(new DescribeVpcEndpointsCommand()), ({ VpcEndpoints }) =>
      VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
    of('aliases of keys', kms.send(new ListAliasesCommand()), ({ Aliases }) =>
      Aliases?.map(({ AliasName }) => AliasName),
    ),
    of('keys', liveKeys(kms), (keys) => keys),
  ]);
  return Object.fromEntries(found);
}

async function of<Answer>(
  kind: string,
  answer: Promise<Answer>,
  names: (answer: Answer) => readonly (string | undefined)[] | undefined,
): Promise<readonly [string, readonly (string | undefined)[]]> {
  return [kind, names(await answer) ?? []];
}

async function liveKeys(kms: KMSClient): Promise<readonly string[]> {
  const { Keys = [] } = await kms.send(new ListKeysCommand());
  const states = await Promise.all(
    Keys.map(async ({ KeyId = '' }) => {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      return { KeyId, state: KeyMetadata?.KeyState };
    }),
  );
  return states.filter(({ state }) => state !== 'PendingDeletion').map(({ KeyId }) => KeyId);
}
