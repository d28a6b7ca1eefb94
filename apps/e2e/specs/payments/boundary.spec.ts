import { RECEIPTS_PREFIX } from '@palisade/shared-types';
import { assumeRole } from '../../src/identities.ts';
import {
  byEndpoint,
  byResource,
  denied,
  explicitly,
  expect,
  newProbeId,
  nowhere,
  refusalOf,
  test,
} from '../../src/payments-probe-fixtures.ts';

test('the processor enters a transaction, once, and looks it up; it changes, deletes and lists none', async ({
  from,
  stack,
}) => {
  const { dynamodb_table_name: table } = stack.outputs;
  const item = { transactionId: newProbeId() };
  expect(await from('processor', { action: 'PutItem', table, item, once: true })).toBe('ok');
  expect(await from('processor', { action: 'PutItem', table, item, once: true })).toMatch(/^ConditionalCheckFailed/);
  expect(await from('processor', { action: 'GetItem', table, item })).toBe('ok');
  expect(await from('processor', { action: 'UpdateItem', table, item })).toMatch(denied);
  expect(await from('processor', { action: 'DeleteItem', table, item })).toMatch(explicitly);
  expect(await from('processor', { action: 'Scan', table })).toMatch(denied);
});

test('the processor looks certificates up among those revoked, and revokes none', async ({ from, stack }) => {
  const { revoked_certificates_table_name: table } = stack.outputs;
  const item = { serialNumber: newProbeId() };
  expect(await from('processor', { action: 'GetItem', table, item })).toBe('ok');
  expect(await from('processor', { action: 'PutItem', table, item })).toMatch(denied);
  expect(await from('processor', { action: 'UpdateItem', table, item })).toMatch(denied);
  expect(await from('processor', { action: 'DeleteItem', table, item })).toMatch(explicitly);
  expect(await from('processor', { action: 'Scan', table })).toMatch(denied);
});

test('the processor puts receipts under their key: not elsewhere, not with another key, not without', async ({
  beside,
  from,
  stack,
}) => {
  const { kms_s3_key_arn: keyArn, s3_bucket_name: bucket } = stack.outputs;
  const put = { action: 'PutObject', bucket, key: `${RECEIPTS_PREFIX}${newProbeId()}.json` } as const;
  expect(await from('processor', { ...put, keyArn })).toBe('ok');
  expect(await from('processor', { ...put, keyArn, key: `elsewhere/${newProbeId()}.json` })).toMatch(denied);
  // A key that the processor may use.
  expect(await from('processor', { ...put, keyArn: beside.keyArn })).toMatch(byResource);
  for (const asked of [{}, { encryption: 'AES256' }, { encryption: 'aws:kms' }] as const) {
    expect(await from('processor', { ...put, ...asked }), JSON.stringify(asked)).toMatch(byResource);
  }
});

test('the processor neither reads nor lists nor deletes receipts', async ({ from, kept: { key }, stack }) => {
  const { kms_s3_key_arn: keyArn, s3_bucket_name: bucket } = stack.outputs;
  expect(await from('processor', { action: 'GetObject', bucket, key })).toMatch(denied);
  expect(await from('processor', { action: 'ListObjects', bucket })).toMatch(denied);
  expect(await from('processor', { action: 'DeleteObject', bucket, key })).toMatch(explicitly);
  expect(await from('processor', { action: 'PutObject', bucket, key, keyArn })).toBe('ok');
});

test('the role outside the VPC: nothing of S3 and DynamoDB', async ({ beside, from, kept: { item, key }, stack }) => {
  const {
    dynamodb_table_name,
    kms_s3_key_arn: keyArn,
    revoked_certificates_table_name,
    s3_bucket_name,
  } = stack.outputs;
  const revoked = { table: revoked_certificates_table_name, item: { serialNumber: 'x' } };
  const tries = [
    { action: 'GetItem', table: dynamodb_table_name, item },
    { action: 'PutItem', table: dynamodb_table_name, item, once: true },
    { action: 'GetItem', ...revoked },
    { action: 'PutObject', bucket: s3_bucket_name, key, keyArn },
    { action: 'GetObject', bucket: s3_bucket_name, key },
    { action: 'ListObjects', bucket: s3_bucket_name },
    { action: 'GetItem', table: beside.tableName, item },
    { action: 'PutObject', bucket: beside.bucketName, key },
  ] as const;
  for (const each of tries) expect(await from('processorOutside', each), JSON.stringify(each)).toMatch(explicitly);
  expect(await from('processor', { action: 'GetItem', table: dynamodb_table_name, item })).toBe('ok');
});

test("another role, whatever it may do, gets to nothing of the stack's", async ({
  from,
  kept: { item, key },
  stack,
}) => {
  const { dynamodb_table_name: table, kms_s3_key_arn: keyArn, s3_bucket_name: bucket } = stack.outputs;
  const tries = [
    { action: 'GetItem', table, item },
    { action: 'PutItem', table, item: { transactionId: newProbeId() } },
    { action: 'DeleteItem', table, item },
    { action: 'Scan', table },
    { action: 'PutObject', bucket, key, keyArn },
    { action: 'GetObject', bucket, key },
    { action: 'DeleteObject', bucket, key },
  ] as const;
  for (const place of ['otherInside', 'otherOutside'] as const) {
    for (const each of tries) expect(await from(place, each), JSON.stringify([place, each])).toMatch(byResource);
  }
  expect(await from('otherInside', { action: 'ListObjects', bucket })).toMatch(denied);
  expect(await from('otherOutside', { action: 'ListObjects', bucket })).toMatch(byResource);
});

test('the endpoints are no way to anything else, for nobody', async ({ beside, from, stack }) => {
  const { bucketName: bucket, tableName: table } = beside;
  const { lambda_log_group_name: logGroup } = stack.outputs;
  const item = { transactionId: newProbeId() };
  const key = newProbeId();
  const stream = newProbeId();
  const own = [
    { action: 'PutItem', table, item },
    { action: 'GetItem', table, item },
    { action: 'PutObject', bucket, key },
    { action: 'GetObject', bucket, key },
    { action: 'PutLogEvents', logGroup, stream },
  ] as const;
  for (const each of own) {
    expect(await from('otherOutside', each), JSON.stringify(each)).toBe('ok');
    expect(await from('otherInside', each), JSON.stringify(each)).toMatch(byEndpoint);
  }
  expect(await from('processor', { action: 'GetItem', table, item })).toMatch(denied);
  expect(await from('processor', { action: 'GetObject', bucket, key })).toMatch(denied);
  expect(await from('processor', { action: 'PutLogEvents', logGroup, stream })).toBe('ok');
});

// Whatever the security group lets out; the endpoint of CloudWatch Logs lets in the processor's group alone.
test('the subnets lead to S3, DynamoDB and CloudWatch Logs, and nowhere else', async ({ from, kept, stack }) => {
  const { account_id, dynamodb_table_name: table, lambda_log_group_name: logGroup, region } = stack.outputs;
  const queue = `https://sqs.${region}.amazonaws.com/${account_id}/probe`;
  const stream = newProbeId();
  for (const place of ['processor', 'processorInOtherGroup'] as const) {
    expect(await from(place, { action: 'GetItem', table, item: kept.item }), place).toBe('ok');
  }
  expect(await from('processor', { action: 'PutLogEvents', logGroup, stream })).toBe('ok');
  expect(await from('processorOutside', { action: 'GetCallerIdentity' })).toBe('ok');
  expect(await from('processorOutside', { action: 'SendMessage', queue })).toMatch(denied);
  const lost = await Promise.all([
    from('processorInOtherGroup', { action: 'PutLogEvents', logGroup, stream }),
    from('processor', { action: 'GetCallerIdentity' }),
    from('processor', { action: 'SendMessage', queue }),
    from('processor', { action: 'Fetch', url: 'https://example.com/' }),
  ]);
  for (const outcome of lost) expect(outcome).toMatch(nowhere);
});

test("nobody becomes the processor's role from outside, not even the deployer", async ({ beside, stack }) => {
  expect(await refusalOf(assumeRole(stack, beside.destroyerRoleArn))).toBeUndefined();
  expect((await refusalOf(assumeRole(stack, stack.outputs.lambda_role_arn)))?.name).toBe('AccessDenied');
});
