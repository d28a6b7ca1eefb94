import { describe, expect, test } from '@jest/globals';
import type { Properties, Resource } from '@palisade/local-engine';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { sqs } from '../../sqs/index.ts';
import { sns } from '../index.ts';
import { declareTopic, declareTopicPolicy, queueArn, roleArn, subscribe, topicArn } from '../testing/sns-cloud.ts';
import { checkTopicPolicy } from './topic-policy.ts';

async function deployed(declare: (stack: Declaration) => void): Promise<readonly Resource[]> {
  const cloud = await startTestCloud(undefined, { services: [kms, sqs, sns] });
  try {
    return (await cloud.deploy(declare)).resources;
  } finally {
    await cloud.close();
  }
}

const subscribed = (inputs: Properties) =>
  deployed((stack) => {
    declareTopic(stack, 't');
    subscribe(stack, 't', 'q', inputs);
  });

test('a topic has an ARN, an owner and AWS’s default policy; a subscription is confirmed', async () => {
  const [topic, subscription] = await subscribed({});
  expect(topic).toMatchObject({
    id: topicArn('t'),
    outputs: { arn: topicArn('t'), owner: '123456789012', signatureVersion: 1 },
  });
  expect(JSON.parse(String(topic?.outputs['policy']))).toMatchObject({ Id: '__default_policy_ID' });
  expect(subscription?.id).toMatch(new RegExp(`^${topicArn('t')}:[0-9a-f-]{36}$`));
  expect(subscription?.outputs).toMatchObject({ pendingConfirmation: false, rawMessageDelivery: false });
});

describe('a subscription is refused', () => {
  test.each<[RegExp, Properties]>([
    [/SQS endpoint ARN/, { endpoint: 'q' }],
    [/FIFO SQS Queues/, { endpoint: queueArn('q.fifo') }],
    [/Lambda endpoint ARN/, { protocol: 'lambda' }],
    [/Email address/, { protocol: 'email' }],
    [
      /does not support raw message delivery/,
      { protocol: 'email', endpoint: 'a@example.com', rawMessageDelivery: true },
    ],
    [/FilterPolicy: Unrecognized match type like/, { filterPolicy: '{"a":[{"like":"x"}]}' }],
    [/does not support nested/, { filterPolicy: '{"a":{"b":["x"]}}' }],
    [/RedrivePolicy/, { redrivePolicy: '{"deadLetterTargetArn":"q"}' }],
    [/Topic does not exist/, { topic: topicArn('other') }],
    [/TopicArn/, { topic: 'other' }],
  ])('%s', async (message, inputs) => {
    await expect(subscribed(inputs)).rejects.toThrow(message);
  });

  test('if the endpoint has one', async () => {
    const twice = deployed((stack) => {
      declareTopic(stack, 't');
      subscribe(stack, 't', 'q');
      subscribe(stack, 't', 'again', { endpoint: queueArn('q') });
    });
    await expect(twice).rejects.toThrow(/has a subscription/);
  });

  test('which nesting in the scope MessageBody is not', async () => {
    await subscribed({ filterPolicy: '{"a":{"b":["x"]}}', filterPolicyScope: 'MessageBody' });
  });
});

describe('a topic policy', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: roleArn('r') },
    Action: 'sns:Publish',
    Resource: topicArn('t'),
  } as const;
  const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

  test('names actions and resources of topics, no wildcards among the actions', () => {
    expect(checkTopicPolicy(document({ ...statement, Action: ['SNS:Publish', 'sns:Subscribe'] }))).toEqual([]);
    for (const changed of [{ Action: 'sns:*' }, { Action: 'sns:CreateTopic' }, { Resource: queueArn('q') }]) {
      expect(checkTopicPolicy(document({ ...statement, ...changed }))).toEqual([
        expect.stringContaining('out of service scope'),
      ]);
    }
  });

  test('names roles and a topic that exist, and is the only one', async () => {
    await expect(
      deployed((stack) => {
        declareTopic(stack, 't');
        declareTopicPolicy(stack, 't', statement);
      }),
    ).rejects.toThrow(/PrincipalNotFound/);
    const everyone = { ...statement, Principal: '*' } as const;
    await expect(deployed((stack) => void declareTopicPolicy(stack, 't', everyone))).rejects.toThrow(
      /Topic does not exist/,
    );
    const twice = deployed((stack) => {
      declareTopic(stack, 't');
      declareTopicPolicy(stack, 't', everyone);
      stack.resource('aws:sns/topicPolicy:TopicPolicy', 'again', { arn: topicArn('t'), policy: document(everyone) });
    });
    await expect(twice).rejects.toThrow(/overwrite each other/);
  });
});
