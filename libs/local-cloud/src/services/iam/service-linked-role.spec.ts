import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { startTestCloud, type Declaration } from '../../testing/index.ts';

const declareRole = (stack: Declaration, name = 'config', service = 'config.amazonaws.com'): void =>
  void stack.resource('aws:iam/serviceLinkedRole:ServiceLinkedRole', name, { awsServiceName: service });

test('Config has a role of its own, which it alone can take', async () => {
  const cloud = await startTestCloud(declareRole);
  const client = new IAMClient(cloud.deployer());
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }));
  expect(Role).toMatchObject({
    Arn: 'arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    Path: '/aws-service-role/config.amazonaws.com/',
  });
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
    Statement: [{ Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  client.destroy();
  await cloud.close();
});

test('the account has one, and what is no service here has none', async () => {
  const cloud = await startTestCloud(declareRole);
  await expect(cloud.deploy((stack) => declareRole(stack, 'again'), 'other')).rejects.toThrow(
    'InvalidInput: Service role name AWSServiceRoleForConfig has been taken in this account',
  );
  await cloud.cloud.remove('test');
  await cloud.deploy((stack) => declareRole(stack, 'again'), 'other');
  await cloud.close();
});
