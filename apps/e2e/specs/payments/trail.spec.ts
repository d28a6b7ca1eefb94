import { CloudTrailClient, GetTrailStatusCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { receiptKey } from '@palisade/shared-types';
import { clientConfig } from '../../src/identities.ts';
import { linesAbout } from '../../src/logs.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, newPayment, pay, refusalOf, test } from '../../src/payments-fixtures.ts';

// CloudTrail tells within minutes.
const inMinutes = { timeout: 900_000, intervals: [1_000] };
test.setTimeout(1_000_000);

test('the trail runs', async ({ stack }) => {
  const trail = new CloudTrailClient(clientConfig(stack));
  const status = await trail.send(new GetTrailStatusCommand({ Name: stack.outputs.trail_name }));
  expect(status.IsLogging).toBe(true);
  expect(status.LatestDeliveryError ?? '').toBe('');
});

test('a receipt and the use of its key are in the trail, and nothing of what was paid', async ({ api, stack }) => {
  const canary = `CANARY${Date.now()}`;
  const { transactionId } = await pay(api, newPayment({ description: canary, metadata: { canary } }));
  const logs = new CloudWatchLogsClient(clientConfig(stack));
  const { kms_s3_key_arn, lambda_role_arn, trail_log_group_name } = stack.outputs;
  const about = async (text: string): Promise<Record<string, unknown>[]> =>
    (await linesAbout(logs, trail_log_group_name, text)).map((line) => JSON.parse(line) as Record<string, unknown>);
  const key = receiptKey(transactionId);
  await expect.poll(async () => (await about(key)).map(({ eventName }) => eventName), inMinutes).toContain('PutObject');
  const [put] = (await about(key)).filter(({ eventName }) => eventName === 'PutObject');
  expect(JSON.stringify(put?.['userIdentity'])).toContain(lambda_role_arn);
  const uses = async () => (await about(kms_s3_key_arn)).map(({ eventName }) => eventName);
  await expect.poll(uses, inMinutes).toContain('GenerateDataKey');
  expect(await linesAbout(logs, trail_log_group_name, canary)).toEqual([]);
});

test('the event history knows who looked at a key, and who was refused to', async ({ stack }) => {
  const { kms_dynamodb_key_arn: KeyId } = stack.outputs;
  await new KMSClient(clientConfig(stack)).send(new DescribeKeyCommand({ KeyId }));
  const refused = new KMSClient(clientConfig(stack, operatorOf(stack))).send(new DescribeKeyCommand({ KeyId }));
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
          errorCode === 'AccessDenied' && JSON.stringify(userIdentity).includes('operator-role'),
      ),
    };
  };
  await expect.poll(codes, inMinutes).toEqual({ allowed: true, refused: true });
});
