import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { iamRootArn, type Statement } from '@palisade/policies';
import type { Declaration } from '../../../testing/index.ts';
import { until } from '../../../testing/until.ts';
import { sqs } from '../../sqs/index.ts';
import { sns as service } from '../index.ts';
import {
  declareOpenQueue,
  declareRole,
  declareTopic,
  declareTopicPolicy,
  document,
  queueArn,
  refusal,
  startSns,
  subscribe,
  topicArn,
  type SnsCloud,
} from '../testing/sns-cloud.ts';

const account = '123456789012';
const keyActions = ['kms:GenerateDataKey', 'kms:Decrypt'];
const ofRoot: Statement = {
  Effect: 'Allow',
  Principal: { AWS: iamRootArn({ account }) },
  Action: 'kms:*',
  Resource: '*',
};
const forService = (Service: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: keyActions,
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
});

function declare(stack: Declaration, ...keyStatements: readonly Statement[]): void {
  const key = stack.resource('aws:kms/key:Key', 'key', { policy: document(ofRoot, ...keyStatements) });
  for (const [name, kmsMasterKeyId] of [
    ['secret', key.id],
    ['managed', 'alias/aws/sns'],
  ] as const) {
    declareTopic(stack, name, { kmsMasterKeyId });
    declareTopicPolicy(stack, name, {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topicArn(name),
    });
    declareOpenQueue(stack, name, name);
    subscribe(stack, name, name, { rawMessageDelivery: true });
  }
  declareOpenQueue(stack, 'locked', 'secret', { kmsMasterKeyId: key.id });
  declareOpenQueue(stack, 'letters', 'secret');
  subscribe(stack, 'secret', 'locked', { redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('letters') }) });
  const publish: Statement = { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' };
  const use = (Action: string[]): Statement => ({
    Effect: 'Allow',
    Action,
    Resource: String(key.outputs['arn']),
    Condition: {
      StringEquals: {
        'kms:ViaService': 'sns.us-east-1.amazonaws.com',
        'kms:EncryptionContext:aws:sns:topicArn': topicArn('secret'),
      },
    },
  });
  declareRole(stack, 'publisher', publish, use(keyActions));
  declareRole(stack, 'half', publish, use(['kms:GenerateDataKey']));
  declareRole(stack, 'keyless', publish);
}

let sns: SnsCloud;
beforeAll(async () => {
  sns = await startSns((stack) => declare(stack));
});
afterAll(() => sns.close());

const publish = (client: SNSClient, topic = 'secret') =>
  client.send(new PublishCommand({ TopicArn: topicArn(topic), Message: 'x' }));
const alarm = (topic: string) =>
  sns.cloud.cloud.host.state(service).publish({
    topicArn: topicArn(topic),
    message: 'ALARM',
    principal: {
      kind: 'service',
      name: 'cloudwatch.amazonaws.com',
      sourceArn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:a`,
      sourceAccount: account,
    },
  });
const count = (queue: string) => sns.cloud.cloud.host.state(sqs).counts(queueArn(queue)).visible;

test('a publisher needs the topic’s key, through SNS and for this topic', async () => {
  await publish(sns.as('publisher'));
  await until(() => count('secret') === 1);
  expect(await refusal(publish(sns.as('half')))).toMatch(/^KMSAccessDenied/);
  expect(await refusal(publish(sns.as('keyless')))).toMatch(/^KMSAccessDenied/);
});

describe('an alarm', () => {
  test('needs the key policy, which account root does not stand for', async () => {
    await expect(alarm('secret')).rejects.toMatchObject({ code: 'KMSAccessDenied' });
    await sns.cloud.deploy((stack) => declare(stack, forService('cloudwatch.amazonaws.com')));
    const before = count('secret');
    await alarm('secret');
    await until(() => count('secret') === before + 1);
  });

  test('never reaches a topic with the key that SNS itself owns; users do', async () => {
    await expect(alarm('managed')).rejects.toMatchObject({ code: 'KMSAccessDenied' });
    await publish(sns.as('keyless'), 'managed');
    await until(() => count('managed') === 1);
  });
});

test('SNS itself needs the key of the queue it sends to', async () => {
  await until(() => count('letters') > 0);
  expect(count('locked')).toBe(0);
  await sns.cloud.deploy((stack) => declare(stack, forService('sns.amazonaws.com')));
  await publish(sns.as('publisher'));
  await until(() => count('locked') === 1);
});
