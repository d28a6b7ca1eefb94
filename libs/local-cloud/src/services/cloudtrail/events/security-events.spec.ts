import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { AuthorizeSecurityGroupIngressCommand, CreateRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, DisableKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, ListBucketsCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { services } from '../../../kernel/registry.ts';
import { ec2 } from '../../ec2/index.ts';
import { compileFilterPattern } from '../../logs/filter/filter-pattern.ts';
import { cisPatterns, eventsOf, type CisControl } from '../../logs/testing/cis-patterns.ts';
import {
  declareRole,
  declareTrail,
  declareTrailBucket,
  document,
  startTrailCloud,
  type TrailCloud,
} from '../testing/trail-cloud.ts';
import { classify } from './classify.ts';

let cloud: TrailCloud;
let keyId = '';

beforeAll(async () => {
  cloud = await startTrailCloud(
    (stack) => {
      declareTrailBucket(stack);
      declareTrail(stack);
      keyId = String(stack.resource('aws:kms/key:Key', 'key', {}).outputs['keyId']);
      declareRole(stack, 'nobody', { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
    },
    { services: [ec2] },
  );
});
afterAll(() => cloud.close());

/** Names of the recorded events that a pattern sees. */
async function seen(control: CisControl): Promise<readonly string[]> {
  await cloud.minutes(5);
  const matches = compileFilterPattern(cisPatterns[control]);
  return (await cloud.records()).filter((record) => matches(JSON.stringify(record))).map(({ eventName }) => eventName);
}

const policy = document({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::trail-bucket/*' });
const groupRule = { GroupId: 'sg-1', CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const outside = { name: 'InfrastructureIsDeclared' };

describe('an attempt at the door is an event that the control sees, its look-alike is none', () => {
  test('CloudWatch.2, a denied call', async () => {
    await cloud.s3().send(new ListBucketsCommand({}));
    expect(await seen(2)).toEqual([]);
    await expect(cloud.s3('nobody').send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await seen(2)).toEqual(['ListBuckets']);
  });

  test('CloudWatch.4, a policy of a role', async () => {
    const attach = new AttachRolePolicyCommand({
      RoleName: 'nobody',
      PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    });
    await expect(new IAMClient(cloud.cloud.deployer()).send(attach)).rejects.toMatchObject(outside);
    expect(await seen(4)).toEqual(['AttachRolePolicy']);
  });

  test('CloudWatch.7, a key disabled and given up', async () => {
    const client = new KMSClient(cloud.cloud.deployer());
    await client.send(new DescribeKeyCommand({ KeyId: keyId }));
    expect(await seen(7)).toEqual([]);
    await client.send(new DisableKeyCommand({ KeyId: keyId }));
    await client.send(new ScheduleKeyDeletionCommand({ KeyId: keyId }));
    expect(await seen(7)).toEqual(['DisableKey', 'ScheduleKeyDeletion']);
  });

  test('CloudWatch.8, the policy of a bucket', async () => {
    await cloud.s3().send(new GetBucketPolicyCommand({ Bucket: 'trail-bucket' }));
    expect(await seen(8)).toEqual([]);
    const put = new PutBucketPolicyCommand({ Bucket: 'trail-bucket', Policy: policy });
    await expect(cloud.s3().send(put)).rejects.toMatchObject(outside);
    expect(await seen(8)).toEqual(['PutBucketPolicy']);
  });

  test('CloudWatch.10 and 13, a security group and a route', async () => {
    const client = new EC2Client(cloud.cloud.deployer());
    await expect(client.send(new AuthorizeSecurityGroupIngressCommand(groupRule))).rejects.toMatchObject(outside);
    const route = new CreateRouteCommand({
      RouteTableId: 'rtb-1',
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: 'igw-1',
    });
    await expect(client.send(route)).rejects.toMatchObject(outside);
    expect(await seen(10)).toEqual(['AuthorizeSecurityGroupIngress']);
    expect(await seen(13)).toEqual(['CreateRoute']);
  });

  test('CloudWatch.5, the trail itself', async () => {
    await cloud.client().send(new StopLoggingCommand({ Name: 'audit' }));
    expect(await seen(5)).toEqual(['StopLogging']);
  });
});

describe('every event that a control names', () => {
  const all = Object.entries(cisPatterns).flatMap(([control, pattern]) =>
    eventsOf(pattern).map((event) => ({ control, event })),
  );
  const eventsHere = new Set(
    services.flatMap(({ name, operations, declaredOnly }) =>
      [...operations, ...declaredOnly].flatMap((operation) => {
        const kind = classify(name, operation.name);
        return kind === undefined || kind.readOnly ? [] : [kind.name];
      }),
    ),
  );
  /** Nobody signs in to a console here. */
  const elsewhere = ['ConsoleLogin'];

  test.each(all)('CloudWatch.$control: $event is one of a request here', ({ event }) => {
    expect([...eventsHere, ...elsewhere]).toContain(event);
  });
});
