import {
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Declaration } from '../../../testing/index.ts';
import { until } from '../../../testing/until.ts';
import { declareQueue, declareRole, queueArn, startSqs, type SqsCloud } from '../testing/sqs-cloud.ts';

const redrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('letters'), maxReceiveCount: 1 });
const actions = ['sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** `former` has dead letters there, and may not be sent to by everybody; later it has other plans. */
const declare =
  (former: boolean) =>
  (stack: Declaration): void => {
    declareQueue(stack, 'letters');
    declareQueue(stack, 'former', former ? { redrivePolicy } : {});
    declareQueue(stack, 'present', { redrivePolicy });
    for (const [role, Resource] of [
      ['some', queueArn('present')],
      ['all', '*'],
    ] as const) {
      declareRole(
        stack,
        role,
        { Effect: 'Allow', Action: actions, Resource: queueArn('letters') },
        { Effect: 'Allow', Action: 'sqs:SendMessage', Resource },
      );
    }
  };

let sqs: SqsCloud;
beforeAll(async () => {
  sqs = await startSqs(declare(true));
});
afterAll(() => sqs.close());

const receive = async (queue: string): Promise<readonly (string | undefined)[]> => {
  const { Messages = [] } = await sqs.admin.send(new ReceiveMessageCommand({ QueueUrl: sqs.url(queue) }));
  return Messages.map(({ Body }) => Body);
};

async function redriven(role: string): Promise<string | undefined> {
  const SourceArn = queueArn('letters');
  await sqs.as(role).send(new StartMessageMoveTaskCommand({ SourceArn }));
  let status: string | undefined;
  await until(async () => {
    const { Results = [] } = await sqs.admin.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    status = [Results[0]?.Status, Results[0]?.FailureReason].join(' ').trim();
    return status !== 'RUNNING';
  });
  return status;
}

test('a message goes back to a queue that has other dead letters now only for those who may send there', async () => {
  await sqs.admin.send(new SendMessageCommand({ QueueUrl: sqs.url('former'), MessageBody: 'old' }));
  expect(await receive('former')).toEqual(['old']);
  sqs.cloud.clock.advance(30_000);
  expect(await receive('former')).toEqual([]);
  await sqs.cloud.deploy(declare(false));
  expect(await redriven('some')).toBe('FAILED AccessDeniedException');
  expect(await receive('former')).toEqual([]);
  expect(await redriven('all')).toBe('COMPLETED');
  expect(await receive('former')).toEqual(['old']);
});
