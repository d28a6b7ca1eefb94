import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, newDocument, receiptOf, refusalOf, requestIdOf, test } from '../../src/fixtures.ts';
import { linesAbout, soon } from '../../src/logs.ts';

test("the handler's log tells of the request, and not what the document says", async ({ api, logs, stack }) => {
  const document = newDocument();
  const answer = await api.submit(document);
  const { documentId } = await receiptOf(answer);
  const group = stack.outputs.handlerLogGroupName;
  const lines = async () => (await linesAbout(logs.verifier, group, requestIdOf(answer))).join('\n');
  await expect.poll(lines, soon).toContain(documentId);
  expect(await lines()).not.toContain(document.content);
});

test('the access log has a line for the stored document and one for the refused', async ({ api, logs, stack }) => {
  const stored = await api.submit(newDocument());
  const refused = await api.submit(newDocument(), { as: 'nobody' });
  for (const [answer, status] of [
    [stored, '201'],
    [refused, '403'],
  ] as const) {
    const found = async (): Promise<unknown> => {
      const [line] = await linesAbout(logs.verifier, stack.outputs.accessLogGroupName, requestIdOf(answer));
      return line === undefined ? undefined : JSON.parse(line);
    };
    await expect.poll(found, soon).toMatchObject({ status, httpMethod: 'POST', resourcePath: '/documents' });
  }
});

test('every log group of the stack keeps its events for the required 90 days or longer', async ({ logs, stack }) => {
  expect(stack.outputs.logRetentionDays).toBeGreaterThanOrEqual(90);
  expect(stack.outputs.logGroupNames).toHaveLength(4);
  for (const name of stack.outputs.logGroupNames) {
    const answer = await logs.deployer.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    const group = answer.logGroups?.find(({ logGroupName }) => logGroupName === name);
    expect(group?.retentionInDays, name).toBe(stack.outputs.logRetentionDays);
  }
});

test('the client reads no log, the verifier only the two it needs', async ({ logs, stack }) => {
  const { handlerLogGroupName, accessLogGroupName, logGroupNames } = stack.outputs;
  for (const logGroupName of logGroupNames) {
    const read = new FilterLogEventsCommand({ logGroupName });
    const mayRead = [handlerLogGroupName, accessLogGroupName].includes(logGroupName);
    expect((await refusalOf(logs.client.send(read)))?.name, logGroupName).toBe('AccessDeniedException');
    expect((await refusalOf(logs.verifier.send(read)))?.name, logGroupName).toBe(
      mayRead ? undefined : 'AccessDeniedException',
    );
  }
});
