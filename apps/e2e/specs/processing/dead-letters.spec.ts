import { createHash } from 'node:crypto';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { objectKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { poisonContent, poisonDocumentId } from '../../src/poison.ts';
import { ended, expect, test } from '../../src/processing-fixtures.ts';
import { askPalisade, type ProcessingOutputs, type Stack } from '../../src/stack.ts';

// Lambda tries an event again after one minute and after two, and then gives it up.
test.setTimeout(420_000);

async function messagesIn(stack: Stack<ProcessingOutputs>): Promise<number> {
  const { Attributes = {} } = await new SQSClient(clientConfig(stack)).send(
    new GetQueueAttributesCommand({
      QueueUrl: stack.outputs.processorDeadLetterQueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes['ApproximateNumberOfMessages']);
}

/** Enters the document that was missing, as the API would have. */
async function enter(stack: Stack<ProcessingOutputs>, documentId: string, ownerId: string): Promise<void> {
  const now = new Date().toISOString();
  const text = (value: string) => ({ S: value });
  await new DynamoDBClient(clientConfig(stack)).send(
    new PutItemCommand({
      TableName: stack.outputs.documentsTableName,
      Item: {
        documentId: text(documentId),
        ownerId: text(ownerId),
        status: text('received'),
        version: { N: '1' },
        fileName: text('poison.txt'),
        contentType: text('text/plain'),
        size: { N: String(poisonContent.length) },
        sha256: text(createHash('sha256').update(poisonContent).digest('hex')),
        metadata: { M: {} },
        createdAt: text(now),
        updatedAt: text(now),
        key: text(objectKey(documentId)),
        requestHash: text('none'),
      },
    }),
  );
}

test('an event nobody can process ends in the dead-letter queue, and is processed once the cause is mended', async ({
  api,
  keys,
  stack,
}) => {
  const documentId = poisonDocumentId();
  await expect.poll(() => messagesIn(stack), { timeout: 400_000, intervals: [1_000] }).toBeGreaterThan(0);
  expect((await api.call('GET', `/${documentId}`)).status()).toBe(404);
  await enter(stack, documentId, keys['read-write'].clientId);
  if (stack.target === 'aws') return;
  const queue = stack.outputs.processorDeadLetterQueueUrl.split('/').at(-1) ?? '';
  expect(askPalisade('dlq', 'list', '--stack', stack.stack)).toContain(queue);
  expect(askPalisade('dlq', 'redrive', '--stack', stack.stack, '--queue', queue)).toMatch(/[1-9]\d* redriven to /);
  expect(await ended(api, documentId)).toMatchObject({ status: 'processed', properties: { format: 'text' } });
});
