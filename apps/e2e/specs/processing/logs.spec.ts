import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { linesAbout, soon } from '../../src/logs.ts';
import { clientConfig } from '../../src/identities.ts';
import { documentOf, ended, expect, newText, requestIdOf, test } from '../../src/processing-fixtures.ts';

test('each function tells of a document by its id, and none what it says', async ({ api, keys, stack, verifier }) => {
  const { accessLogGroupName, apiHandlerLogGroupName, notifierLogGroupName, processorLogGroupName } = stack.outputs;
  const logs = new CloudWatchLogsClient(clientConfig(stack, verifier));
  const body = newText({ fileName: 'CANARY.txt', metadata: { department: 'CANARY' } });
  const answer = await api.call('POST', '', { body });
  const { documentId } = await documentOf(answer);
  await ended(api, documentId);
  const handler = async () => (await linesAbout(logs, apiHandlerLogGroupName, requestIdOf(answer))).join('\n');
  await expect.poll(handler, soon).toContain(documentId);
  const processor = async () => (await linesAbout(logs, processorLogGroupName, documentId)).join('\n');
  await expect.poll(processor, soon).toContain('"outcome":"processed"');
  const access = async () => (await linesAbout(logs, accessLogGroupName, requestIdOf(answer))).join('\n');
  await expect.poll(access, soon).toContain(keys['read-write'].clientId);
  for (const group of [apiHandlerLogGroupName, processorLogGroupName, notifierLogGroupName, accessLogGroupName]) {
    for (const secret of ['CANARY', body.content, keys['read-write'].key]) {
      expect(await linesAbout(logs, group, secret), group).toEqual([]);
    }
  }
});

test('the access log tells of what was refused as of what was taken', async ({ api, stack, verifier }) => {
  const logs = new CloudWatchLogsClient(clientConfig(stack, verifier));
  for (const [answer, status] of [
    [await api.call('GET', ''), '200'],
    [await api.call('GET', '', { key: 'none' }), '401'],
    [await api.call('DELETE', '/x'), '403'],
  ] as const) {
    const line = async () => (await linesAbout(logs, stack.outputs.accessLogGroupName, requestIdOf(answer))).join('\n');
    await expect.poll(line, soon).toContain(`"status":"${status}"`);
  }
});
