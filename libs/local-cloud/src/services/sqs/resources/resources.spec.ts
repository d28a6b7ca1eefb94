import { describe, expect, test } from '@jest/globals';
import type { Properties, Resource } from '@palisade/local-engine';
import { startTestCloud, type Declaration } from '../../../testing/index.ts';
import { sqs } from '../index.ts';
import { declareQueue, declareQueuePolicy, queueArn, roleArn } from '../testing/sqs-cloud.ts';
import { checkQueuePolicy } from './queue-policy.ts';

async function deployed(declare: (stack: Declaration) => void): Promise<readonly Resource[]> {
  const cloud = await startTestCloud(undefined, { services: [sqs] });
  try {
    return (await cloud.deploy(declare)).resources;
  } finally {
    await cloud.close();
  }
}

const queueWith = (inputs: Properties, name = 'q') => deployed((stack) => void declareQueue(stack, name, inputs));
const redrive = (target: string, maxReceiveCount: unknown = 3) =>
  JSON.stringify({ deadLetterTargetArn: queueArn(target), maxReceiveCount });

test('a queue has AWS’s defaults, an address and an ARN', async () => {
  const [queue] = await queueWith({});
  expect(queue?.outputs).toMatchObject({
    arn: queueArn('q'),
    url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+\/123456789012\/q$/),
    delaySeconds: 0,
    fifoQueue: false,
    kmsDataKeyReusePeriodSeconds: 300,
    maxMessageSize: 262_144,
    messageRetentionSeconds: 345_600,
    receiveWaitTimeSeconds: 0,
    sqsManagedSseEnabled: true,
    visibilityTimeoutSeconds: 30,
  });
  expect(queue?.id).toBe(queue?.outputs['url']);
});

describe('a queue is refused', () => {
  test.each<[RegExp, Properties, string?]>([
    [/visibilityTimeoutSeconds: 43201/, { visibilityTimeoutSeconds: 43_201 }],
    [/messageRetentionSeconds: 59/, { messageRetentionSeconds: 59 }],
    [/maxMessageSize: 1048577/, { maxMessageSize: 1_048_577 }],
    [/delaySeconds: 901/, { delaySeconds: 901 }],
    [/receiveWaitTimeSeconds: 21/, { receiveWaitTimeSeconds: 21 }],
    [/kmsDataKeyReusePeriodSeconds: 59/, { kmsDataKeyReusePeriodSeconds: 59 }],
    [/ends with \.fifo/, { fifoQueue: true }],
    [/set fifoQueue/, {}, 'q.fifo'],
    [/Only FIFO queues/, { contentBasedDeduplication: true }],
    [/Only FIFO queues/, { deduplicationScope: 'queue' }],
    [/perMessageGroupId needs/, { fifoQueue: true, fifoThroughputLimit: 'perMessageGroupId' }, 'q.fifo'],
    [/one type of server-side encryption/, { kmsMasterKeyId: 'k', sqsManagedSseEnabled: true }],
    [/valid values are from 1 to 1000/, { redrivePolicy: redrive('q', 0) }],
    [/Invalid value for deadLetterTargetArn/, { redrivePolicy: '{"deadLetterTargetArn":"q","maxReceiveCount":1}' }],
    [/Only following attributes/, { redrivePolicy: '{"deadLetterQueue":"q"}' }],
    [/Dead letter target does not exist/, { redrivePolicy: redrive('nobody') }],
    [/Invalid value for redrivePermission/, { redriveAllowPolicy: '{"redrivePermission":"some"}' }],
    [/go with byQueue/, { redriveAllowPolicy: '{"redrivePermission":"byQueue"}' }],
    [/more than 80 characters/, {}, 'q'.repeat(81)],
  ])('%s', async (message, inputs, name = 'q') => {
    await expect(queueWith(inputs, name)).rejects.toThrow(message);
  });

  test('without the FIFO type of its dead-letter queue', async () => {
    const mixed = deployed((stack) => {
      declareQueue(stack, 'letters');
      declareQueue(stack, 'q.fifo', { fifoQueue: true, redrivePolicy: redrive('letters') });
    });
    await expect(mixed).rejects.toThrow(/must be of same type/);
  });

  test('if its dead-letter queue does not take its letters', async () => {
    const allowing = (name: string, policy: object) =>
      deployed((stack) => {
        declareQueue(stack, 'letters', { redriveAllowPolicy: JSON.stringify(policy) });
        declareQueue(stack, name, { redrivePolicy: redrive('letters') });
      });
    const byQueue = { redrivePermission: 'byQueue', sourceQueueArns: [queueArn('friend')] };
    await allowing('friend', byQueue);
    await expect(allowing('stranger', byQueue)).rejects.toThrow(/does not allow stranger/);
    await expect(allowing('friend', { redrivePermission: 'denyAll' })).rejects.toThrow(/does not allow friend/);
  });

  test('if there is one of its name in the region', async () => {
    const twice = deployed((stack) => {
      declareQueue(stack, 'q');
      stack.resource('aws:sqs/queue:Queue', 'again', { name: 'q' });
    });
    await expect(twice).rejects.toThrow(/QueueNameExists/);
    await deployed((stack) => {
      declareQueue(stack, 'q');
      declareQueue(stack, 'q', { region: 'eu-west-1' });
    });
  });
});

describe('a queue policy', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: roleArn('r') },
    Action: 'sqs:SendMessage',
    Resource: queueArn('q'),
  } as const;
  const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

  test('names actions of SQS, seven of them at most', () => {
    expect(checkQueuePolicy(document({ ...statement, Action: ['sqs:*', 'SQS:SendMessage'] }))).toEqual([]);
    expect(checkQueuePolicy(document({ ...statement, Action: 's3:GetObject' }))).toEqual([
      expect.stringContaining('out of service scope'),
    ]);
    expect(checkQueuePolicy(document({ ...statement, Action: Array.from({ length: 8 }, () => 'sqs:*') }))).toHaveLength(
      1,
    );
    expect(checkQueuePolicy(document(...Array.from({ length: 21 }, () => statement)))).toHaveLength(1);
  });

  test('names roles and a queue that exist, and is the only one', async () => {
    await expect(
      deployed((stack) => void declareQueuePolicy(stack, declareQueue(stack, 'q'), statement)),
    ).rejects.toThrow(/there is no .*role\/r/);
    const lone = (stack: Declaration): void => {
      stack.resource('aws:sqs/queuePolicy:QueuePolicy', 'p', {
        queueUrl: 'https://127.0.0.1/123456789012/nobody',
        policy: document(),
      });
    };
    await expect(deployed(lone)).rejects.toThrow();
    const everyone = { ...statement, Principal: '*' } as const;
    const twice = deployed((stack) => {
      const queue = declareQueue(stack, 'q');
      declareQueuePolicy(stack, queue, everyone);
      declareQueuePolicy(stack, { ...queue, name: 'again' }, everyone);
    });
    await expect(twice).rejects.toThrow(/overwrite each other/);
  });
});
