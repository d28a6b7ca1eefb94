import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { StatusChange } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { soon } from '../../src/logs.ts';
import { ended, expect, newText, submit, test as base } from '../../src/processing-probe-fixtures.ts';
import { askPalisade } from '../../src/stack.ts';

/** What the topic has told the queue of a document so far. */
const test = base.extend<{ toldOf: (documentId: string) => Promise<readonly StatusChange[]> }>({
  toldOf: async ({ beside, stack }, use) => {
    const sqs = new SQSClient(clientConfig(stack));
    const QueueUrl = beside.changesQueueUrl;
    const told = new Map<string, StatusChange>();
    await use(async (documentId) => {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 2 });
      const { Messages = [] } = await sqs.send(command);
      for (const { Body = '', ReceiptHandle } of Messages) {
        // A probe publishes, too, and no JSON.
        const change = Body.startsWith('{') ? (JSON.parse(Body) as StatusChange) : undefined;
        if (change?.documentId === documentId) told.set(change.changeId, change);
        else continue;
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return [...told.values()];
    });
  },
});

// One worker: a queue tells each message to one reader at a time.
test.describe.configure({ mode: 'default' });

test('what is processed is told, without a word about what it is', async ({ api, keys, stack, toldOf }) => {
  const body = newText({ fileName: 'CANARY.txt', metadata: { department: 'CANARY' } });
  const { documentId } = await submit(api, body);
  const { version } = await ended(api, documentId);
  await expect
    .poll(() => toldOf(documentId), soon)
    .toEqual([
      {
        changeId: `${documentId}:${version}`,
        documentId,
        ownerId: keys['read-write'].clientId,
        status: 'processed',
        previousStatus: 'processing',
        version,
        changedAt: expect.stringMatching(/Z$/),
      },
    ]);
  if (stack.target === 'aws') return;
  // The local cloud shows what was mailed to whoever the stack file names.
  const mails = () => askPalisade('inbox', '--topic', stack.outputs.changesTopicArn, '--json');
  await expect.poll(mails, soon).toContain(documentId);
  expect(mails()).not.toContain('CANARY');
});

test('what failed is told with the reason, what is deleted too', async ({ api, keys, toldOf }) => {
  const { documentId } = await submit(api, newText({ contentType: 'application/json', content: '{' }));
  await ended(api, documentId);
  await expect.poll(() => toldOf(documentId), soon).toMatchObject([{ status: 'failed', failure: 'malformed' }]);
  expect((await api.as(keys.admin.key).call('DELETE', `/${documentId}`)).status()).toBe(204);
  await expect
    .poll(() => toldOf(documentId), soon)
    .toMatchObject([{ status: 'failed' }, { status: 'deleted', previousStatus: 'failed' }]);
});
