import {
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  PutConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { GetBucketPolicyStatusCommand, GetPublicAccessBlockCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import {
  DescribeHubCommand,
  EnableSecurityHubCommand,
  GetEnabledStandardsCommand,
  GetFindingsCommand,
} from '@aws-sdk/client-securityhub';
import { expect, refusal, test } from '../../src/baseline-fixtures.ts';

test('Security Hub is on with the standards of the stack, and cannot be switched on a second time', async ({
  securityHub,
  stack,
}) => {
  const { securityHubArn, standardsArns } = stack.outputs;
  const hub = await securityHub.send(new DescribeHubCommand({}));
  expect(hub).toMatchObject({ HubArn: securityHubArn, ControlFindingGenerator: 'SECURITY_CONTROL' });
  const { StandardsSubscriptions = [] } = await securityHub.send(new GetEnabledStandardsCommand({}));
  const enabled = StandardsSubscriptions.map(({ StandardsArn }) => StandardsArn);
  expect(enabled).toEqual(expect.arrayContaining([...standardsArns]));
  // On AWS the account has it; locally that is a program's business.
  expect(await refusal(securityHub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false })))).toBe(
    stack.target === 'aws' ? 'ResourceConflictException' : 'InfrastructureIsDeclared',
  );
});

test('Config records everything with its own role, and delivers to the bucket of the stack', async ({
  config,
  stack,
}) => {
  const { configDeliveryChannelName, configHistoryBucketName, configRecorderName, configServiceRoleArn } =
    stack.outputs;
  const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
  expect(ConfigurationRecorders).toEqual([
    expect.objectContaining({
      name: configRecorderName,
      roleARN: configServiceRoleArn,
      recordingGroup: expect.objectContaining({ allSupported: true, includeGlobalResourceTypes: true }),
    }),
  ]);
  const { ConfigurationRecordersStatus } = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
  expect(ConfigurationRecordersStatus).toEqual([expect.objectContaining({ recording: true })]);
  const { DeliveryChannels } = await config.send(new DescribeDeliveryChannelsCommand({}));
  expect(DeliveryChannels).toEqual([
    expect.objectContaining({ name: configDeliveryChannelName, s3BucketName: configHistoryBucketName }),
  ]);
  const second = { name: 'second', roleARN: configServiceRoleArn, recordingGroup: { allSupported: true } };
  expect(await refusal(config.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: second })))).toBe(
    stack.target === 'aws' ? 'MaxNumberOfConfigurationRecordersExceededException' : 'InfrastructureIsDeclared',
  );
});

test('the bucket of the history is closed, and a policy that opened it is refused', async ({ s3, stack }) => {
  const Bucket = stack.outputs.configHistoryBucketName;
  const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
  const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
  expect(PolicyStatus?.IsPublic).toBe(false);
  const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: open });
  expect(await refusal(s3.send(new PutBucketPolicyCommand({ Bucket, Policy })))).toBe(
    stack.target === 'aws' ? 'AccessDenied' : 'InfrastructureIsDeclared',
  );
});

test('the local cloud evaluates no control, and does not say that all is well', async ({ securityHub, stack }) => {
  // AWS evaluates them, and has findings to tell of.
  expect(await refusal(securityHub.send(new GetFindingsCommand({})))).toBe(
    stack.target === 'aws' ? 'done' : 'NotImplemented',
  );
});
