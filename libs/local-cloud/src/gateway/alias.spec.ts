import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AwsError } from '../kernel/errors.ts';
import { operation } from '../kernel/operation.ts';
import type { Service, ServiceState } from '../kernel/service.ts';
import { json, type JsonObject } from '../kernel/wire.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { sendSigned, type Answer } from '../testing/signed-request.ts';
import { declarePowerless } from '../testing/tiny-services.ts';

/** An error that tells more than texts. */
class Cancelled extends AwsError {
  override readonly members: JsonObject = { Reasons: [{ Code: 'None' }] };

  constructor() {
    super('Cancelled', 'no', 400);
  }
}

/** A service with a second API, as DynamoDB has one for streams. */
const tinyTables: Service = {
  name: 'dynamodb',
  protocol: 'json-1.0',
  targetPrefix: 'Tables_1',
  alias: { endpoint: 'streams.dynamodb', targetPrefix: 'Streams_1' },
  resources: [],
  operations: [
    operation<ServiceState, undefined>({
      name: 'ListTables',
      parse: () => undefined,
      permissions: () => [],
      run: () => json({ tables: true }),
    }),
    operation<ServiceState, undefined>({
      name: 'ListStreams',
      parse: () => undefined,
      permissions: () => [],
      run: () => json({ streams: true }),
    }),
    operation<ServiceState, undefined>({
      name: 'Cancel',
      parse: () => undefined,
      permissions: () => [],
      run() {
        throw new Cancelled();
      },
    }),
  ],
  declaredOnly: [],
  createState: () => ({ interpret: () => () => undefined }),
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declarePowerless, { services: [tinyTables] });
});
afterAll(() => cloud.close());

const send = (target: string, host?: string): Promise<Answer> =>
  sendSigned(cloud, '/', {
    method: 'POST',
    service: 'dynamodb',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body: '{}',
    ...(host !== undefined && { host }),
  });

test.each([
  ['Tables_1.ListTables', undefined, '{"tables":true}'],
  ['Streams_1.ListStreams', undefined, '{"streams":true}'],
  ['Tables_1.ListTables', 'dynamodb.us-east-1.amazonaws.com', '{"tables":true}'],
  ['Streams_1.ListStreams', 'streams.dynamodb.us-east-1.amazonaws.com', '{"streams":true}'],
])('%s at %s reaches the service that has both APIs', async (target, host, body) => {
  expect((await send(target, host)).body).toBe(body);
});

test('an endpoint that is neither of them is refused by name', async () => {
  expect((await send('Tables_1.ListTables', 'dax.dynamodb.us-east-1.amazonaws.com')).body).toContain(
    "does not support the AWS service 'dax.dynamodb'",
  );
});

test('a json error tells all its members', async () => {
  expect(JSON.parse((await send('Tables_1.Cancel')).body)).toEqual({
    __type: 'Cancelled',
    message: 'no',
    Reasons: [{ Code: 'None' }],
  });
});
