import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import { lambdaFunctionArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { until } from '../../../testing/until.ts';
import { kms } from '../../kms/index.ts';
import { FunctionCloud, type FunctionDeclaration } from '../../lambda/testing/function-cloud.ts';
import { sqs } from '../../sqs/index.ts';
import { sns } from '../index.ts';
import { TOPIC } from '../resources/topic.ts';
import { TOPIC_SUBSCRIPTION } from '../resources/topic-subscription.ts';
import { declareOpenQueue, queueArn, topicArn } from '../testing/sns-cloud.ts';

const functionArn = (name: string): string =>
  lambdaFunctionArn({ region: 'us-east-1', account: DEFAULT_ACCOUNT, name });

/** Logs what it gets. */
const listener: FunctionDeclaration = {
  files: { 'index.js': `exports.handler = async (event) => console.log('got ' + JSON.stringify(event));` },
};

/** Subscribes the function of that name; the permission is for one topic. */
const subscribed = (name: string, permittedTopic: string): FunctionDeclaration => ({
  ...listener,
  upon(stack) {
    stack.resource('aws:lambda/permission:Permission', name, {
      statementId: 'sns',
      action: 'lambda:InvokeFunction',
      function: name,
      principal: 'sns.amazonaws.com',
      sourceArn: topicArn(permittedTopic),
    });
    stack.resource(TOPIC_SUBSCRIPTION, name, {
      topic: topicArn('t'),
      protocol: 'lambda',
      endpoint: functionArn(name),
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('letters') }),
    });
  },
});

test('a function is called as its policy lets SNS do it for the topic; else the message is a dead letter', async () => {
  const open = subscribed('open', 't');
  const cloud = await FunctionCloud.start(
    {
      open: {
        ...open,
        around(stack) {
          stack.resource(TOPIC, 't', { name: 't' });
          declareOpenQueue(stack, 'letters', 't');
          return {};
        },
      },
      shut: subscribed('shut', 'other'),
    },
    [kms, sqs, sns],
  );
  try {
    const client = new SNSClient(cloud.test.deployer());
    const attributes = { kind: { DataType: 'String', StringValue: 'x' } };
    const { MessageId } = await client.send(
      new PublishCommand({ TopicArn: topicArn('t'), Message: 'hello', MessageAttributes: attributes }),
    );
    client.destroy();
    const { host } = cloud.test.cloud;
    await until(() => host.state(sqs).counts(queueArn('letters')).visible === 1);
    let line: string | undefined;
    await until(async () => {
      line = (await cloud.log('/aws/lambda/open').catch(() => [])).find((each) => each.includes('got '));
      return line !== undefined;
    });
    const event = JSON.parse(line?.slice(line.indexOf('{')) ?? '') as { readonly Records: readonly object[] };
    expect(event.Records).toEqual([
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        EventSubscriptionArn: expect.stringContaining(topicArn('t')),
        Sns: expect.objectContaining({
          MessageId,
          Message: 'hello',
          Subject: null,
          TopicArn: topicArn('t'),
          Type: 'Notification',
          MessageAttributes: { kind: { Type: 'String', Value: 'x' } },
        }),
      },
    ]);
    await expect(
      cloud.log('/aws/lambda/shut').then((lines) => lines.filter((each) => each.includes('got '))),
    ).rejects.toThrow();
  } finally {
    await cloud.close();
  }
});
