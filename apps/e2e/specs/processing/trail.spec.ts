import { randomUUID } from 'node:crypto';
import { CloudTrailClient, GetTrailStatusCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { objectKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout } from '../../src/logs.ts';
import { ended, expect, newText, refusalOf, submit, test } from '../../src/processing-fixtures.ts';

// CloudTrail tells within minutes.
const inMinutes = { timeout: 900_000, intervals: [1_000] };
test.setTimeout(1_000_000);

test('the trail runs', async ({ stack }) => {
  const status = await new CloudTrailClient(clientConfig(stack)).send(
    new GetTrailStatusCommand({ Name: stack.outputs.trailName }),
  );
  expect(status.IsLogging).toBe(true);
  expect(status.LatestDeliveryError ?? '').toBe('');
});

test('what became of a document is in the trail, call by call, and nothing of what it says', async ({
  api,
  keys,
  stack,
}) => {
  const canary = `CANARY${randomUUID().replaceAll('-', '')}`;
  const body = newText({ fileName: `${canary}.txt`, content: canary, metadata: { department: canary } });
  const { documentId } = await submit(api, body);
  await ended(api, documentId);
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  const { trailLogGroupName } = stack.outputs;
  const about = async (text: string): Promise<Record<string, unknown>[]> =>
    (await linesAbout(logs, trailLogGroupName, text)).map((line) => JSON.parse(line) as Record<string, unknown>);
  const key = objectKey(documentId);
  const names = async () => new Set((await about(key)).map(({ eventName }) => eventName));
  await expect.poll(names, inMinutes).toEqual(new Set(['PutObject', 'GetObject']));
  for (const { eventName, userIdentity } of await about(key)) {
    // Who did it: the roles of the two functions.
    const role = eventName === 'PutObject' ? stack.outputs.apiHandlerRoleArn : stack.outputs.processorRoleArn;
    expect(JSON.stringify(userIdentity), String(eventName)).toContain(role);
  }
  for (const secret of [canary, keys['read-write'].key]) {
    expect(await linesAbout(logs, trailLogGroupName, secret)).toEqual([]);
  }
});

test('the event history knows who looked at a key, and who was refused to', async ({ stack, verifier }) => {
  const { dataKeyArn: KeyId } = stack.outputs;
  await new KMSClient(clientConfig(stack)).send(new DescribeKeyCommand({ KeyId }));
  const refused = new KMSClient(clientConfig(stack, verifier)).send(new DescribeKeyCommand({ KeyId }));
  expect(await refusalOf(refused)).toMatchObject({ name: 'AccessDeniedException' });
  const trail = new CloudTrailClient(clientConfig(stack));
  const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: 'DescribeKey' } as const];
  const codes = async () => {
    const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes, MaxResults: 50 }));
    const all = Events.map(
      ({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent) as { errorCode?: string; userIdentity?: object },
    );
    return {
      allowed: all.some(({ errorCode }) => errorCode === undefined),
      refused: all.some(
        ({ errorCode, userIdentity }) =>
          errorCode === 'AccessDenied' && JSON.stringify(userIdentity).includes('verifier-role'),
      ),
    };
  };
  await expect.poll(codes, inMinutes).toEqual({ allowed: true, refused: true });
});
