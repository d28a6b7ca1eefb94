import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SubscribeCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ServicePrincipal } from '../../../kernel/principal.ts';
import { subscriptionArn } from '../arn.ts';
import { sns as service } from '../index.ts';
import {
  declareRole,
  declareTopic,
  declareTopicPolicy,
  queueArn,
  refusal,
  roleArn,
  startSns,
  subscribe,
  topicArn,
  type SnsCloud,
} from '../testing/sns-cloud.ts';
import { operations } from './index.ts';

const account = '123456789012';
const TopicArn = topicArn('t');
const SubscriptionArn = subscriptionArn(TopicArn, 'sqs', queueArn('q'));

/** Operations by name: the action they need, what on, and a request that succeeds with it. */
const requests: Readonly<
  Record<string, readonly [action: string, on: string, (client: SNSClient) => Promise<unknown>]>
> = {
  GetSubscriptionAttributes: [
    'GetSubscriptionAttributes',
    TopicArn,
    (client) => client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
  ],
  GetTopicAttributes: [
    'GetTopicAttributes',
    TopicArn,
    (client) => client.send(new GetTopicAttributesCommand({ TopicArn })),
  ],
  ListSubscriptions: ['ListSubscriptions', '*', (client) => client.send(new ListSubscriptionsCommand({}))],
  ListSubscriptionsByTopic: [
    'ListSubscriptionsByTopic',
    TopicArn,
    (client) => client.send(new ListSubscriptionsByTopicCommand({ TopicArn })),
  ],
  ListTagsForResource: [
    'ListTagsForResource',
    TopicArn,
    (client) => client.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn })),
  ],
  ListTopics: ['ListTopics', '*', (client) => client.send(new ListTopicsCommand({}))],
  Publish: ['Publish', TopicArn, (client) => client.send(new PublishCommand({ TopicArn, Message: 'x' }))],
  PublishBatch: [
    'Publish',
    TopicArn,
    (client) =>
      client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [{ Id: 'a', Message: 'x' }] })),
  ],
};

let sns: SnsCloud;
beforeAll(async () => {
  sns = await startSns((stack) => {
    declareTopic(stack, 't', { tags: { team: 'a' } });
    declareTopic(stack, 't', { region: 'eu-west-1' });
    subscribe(stack, 't', 'q', { filterPolicy: '{"a":["b"]}' });
    for (const [name, [action, on]] of Object.entries(requests)) {
      declareRole(stack, name, { Effect: 'Allow', Action: `sns:${action}`, Resource: on });
      declareRole(
        stack,
        `not-${name}`,
        { Effect: 'Allow', Action: 'sns:*', Resource: '*' },
        { Effect: 'Deny', Action: `sns:${action}`, Resource: '*' },
      );
    }
    declareRole(stack, 'powerless');
    declareRole(stack, 'team', {
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
    });
    declareTopic(stack, 'alarms');
    declareTopicPolicy(
      stack,
      'alarms',
      {
        Effect: 'Allow',
        Principal: { AWS: roleArn('powerless') },
        Action: 'sns:Publish',
        Resource: topicArn('alarms'),
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: topicArn('alarms'),
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    );
  });
});
afterAll(() => sns.close());

test('every operation has a row', () => {
  expect(Object.keys(requests).sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe.each(Object.entries(requests))('%s', (name, [, , request]) => {
  test('is allowed by its action, and by no other', async () => {
    await request(sns.as(name));
    expect(await refusal(request(sns.as(`not-${name}`)))).toBe('AuthorizationErrorException');
    expect(await refusal(request(sns.as('powerless')))).toBe('AuthorizationErrorException');
  });
});

describe('a permission', () => {
  const publish = (client: SNSClient, topic: string, region?: string) =>
    client.send(new PublishCommand({ TopicArn: topicArn(topic, region), Message: 'x' }));

  test('can ask for the tags of the topic', async () => {
    await publish(sns.as('team'), 't');
    expect(await refusal(publish(sns.as('team'), 'alarms'))).toBe('AuthorizationErrorException');
  });

  test('of the topic’s policy alone is enough', async () => {
    await publish(sns.as('powerless'), 'alarms');
    expect(await refusal(publish(sns.as('powerless'), 't'))).toBe('AuthorizationErrorException');
  });

  test('is needed to learn whether a topic exists', async () => {
    expect(await refusal(publish(sns.as('powerless'), 'nothing'))).toBe('AuthorizationErrorException');
    expect(await refusal(publish(sns.admin, 'nothing'))).toBe('NotFoundException');
  });

  test('a topic is reached in its own region', async () => {
    expect(await refusal(publish(sns.admin, 't', 'eu-west-1'))).toBe('NotFoundException');
    await publish(sns.as(undefined, 'eu-west-1'), 't', 'eu-west-1');
  });
});

describe('a service', () => {
  const alarm = (sourceAccount: string, name = 'cloudwatch.amazonaws.com'): ServicePrincipal => ({
    kind: 'service',
    name,
    sourceArn: `arn:aws:cloudwatch:us-east-1:${sourceAccount}:alarm:a`,
    sourceAccount,
  });
  const publish = (topic: string, principal: ServicePrincipal) =>
    sns.cloud.cloud.host.state(service).publish({ topicArn: topicArn(topic), message: 'ALARM', principal });

  test('publishes where the policy lets it', async () => {
    expect(await publish('alarms', alarm(account))).toMatch(/^[0-9a-f-]{36}$/);
    await expect(publish('alarms', alarm('999999999999'))).rejects.toMatchObject({ code: 'AuthorizationError' });
    await expect(publish('alarms', alarm(account, 's3.amazonaws.com'))).rejects.toMatchObject({
      code: 'AuthorizationError',
    });
  });

  test('publishes to a topic with the default policy for its own account', async () => {
    expect(await publish('t', alarm(account))).toMatch(/^[0-9a-f-]{36}$/);
    await expect(publish('t', alarm('999999999999'))).rejects.toMatchObject({ code: 'AuthorizationError' });
  });
});

test('topics and subscriptions are changed by programs only', async () => {
  expect(await refusal(sns.admin.send(new CreateTopicCommand({ Name: 'n' })))).toBe('InfrastructureIsDeclared');
  const subscription = new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@example.com' });
  expect(await refusal(sns.admin.send(subscription))).toBe('InfrastructureIsDeclared');
});

describe('what is read is what was declared', () => {
  test('attributes and tags of a topic', async () => {
    const { Attributes } = await sns.admin.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, Owner: account, SubscriptionsConfirmed: '1', SignatureVersion: '1' });
    expect(JSON.parse(Attributes?.['Policy'] ?? '')).toMatchObject({ Id: '__default_policy_ID' });
    expect((await sns.admin.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual([
      { Key: 'team', Value: 'a' },
    ]);
  });

  test('topics and subscriptions of the region', async () => {
    const { Topics } = await sns.admin.send(new ListTopicsCommand({}));
    expect(Topics?.map((each) => each.TopicArn)).toEqual([topicArn('alarms'), TopicArn]);
    const shown = { TopicArn, SubscriptionArn, Protocol: 'sqs', Endpoint: queueArn('q'), Owner: account };
    expect((await sns.admin.send(new ListSubscriptionsCommand({}))).Subscriptions).toEqual([shown]);
    expect((await sns.admin.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toEqual([shown]);
    expect((await sns.as(undefined, 'eu-west-1').send(new ListSubscriptionsCommand({}))).Subscriptions).toEqual([]);
  });

  test('attributes of a subscription', async () => {
    const { Attributes } = await sns.admin.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({
      FilterPolicy: '{"a":["b"]}',
      FilterPolicyScope: 'MessageAttributes',
      PendingConfirmation: 'false',
      RawMessageDelivery: 'false',
    });
  });
});

describe('what SNS refuses of a message', () => {
  test.each([
    ['InvalidParameter', { Message: '' }],
    ['InvalidParameter', { Message: 'x'.repeat(262_145) }],
    ['InvalidParameter', { Message: 'x', Subject: 'ä' }],
    ['InvalidParameter', { Message: 'x', Subject: 'x'.repeat(101) }],
    ['InvalidParameter', { Message: '{"sqs":"x"}', MessageStructure: 'json' }],
    ['InvalidParameter', { Message: 'x', MessageStructure: 'json' }],
    ['InvalidParameter', { Message: 'x', MessageDeduplicationId: 'x' }],
    ['ParameterValueInvalid', { Message: 'x', MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } }],
    [
      'ParameterValueInvalid',
      { Message: 'x', MessageAttributes: { a: { DataType: 'String.Array', StringValue: 'x' } } },
    ],
    ['ParameterValueInvalid', { Message: 'x', MessageAttributes: { a: { DataType: 'Number', StringValue: 'x' } } }],
    ['InvalidParameter', { Message: 'x', TopicArn: 'x' }],
  ])('%s %#', async (code, input) => {
    const answer = await refusal(sns.admin.send(new PublishCommand({ TopicArn, ...input })));
    expect(answer.replace(/Exception$/, '')).toBe(code === 'ParameterValueInvalid' ? 'InvalidParameterValue' : code);
  });

  test('a text message', async () => {
    expect(await refusal(sns.admin.send(new PublishCommand({ PhoneNumber: '+15550100', Message: 'x' })))).toBe(
      'NotImplemented',
    );
  });
});
