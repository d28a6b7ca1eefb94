import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AwsError } from '../kernel/errors.ts';
import { operation } from '../kernel/operation.ts';
import type { Service, ServiceState } from '../kernel/service.ts';
import { json } from '../kernel/wire.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { sendSigned, type Answer, type SignOptions } from '../testing/signed-request.ts';
import { declarePowerless, powerless } from '../testing/tiny-services.ts';

/** A json service that is spoken to in the query protocol as well. */
const tinyQueue: Service = {
  name: 'sqs',
  protocol: 'json-1.0',
  targetPrefix: 'AmazonSQS',
  queryCompatible: {
    input: (operation, { Number: text }, path) => ({ number: Number(text), operation, path }),
    result: (operation, output) => ({ Said: `${operation} ${String(output['number'])}` }),
    errorCode: (code) => (code === 'Odd' ? 'Tiny.Odd' : code),
  },
  resources: [],
  operations: [
    operation<ServiceState, number>({
      name: 'Say',
      parse: ({ input }) => Number(input['number']),
      permissions: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run(number) {
        if (number % 2 === 1) throw new AwsError('Odd', 'An odd number.', 404);
        return json({ number });
      },
    }),
  ],
  declaredOnly: [],
  createState: () => ({ interpret: () => () => undefined }),
};

/** A service that is signed for by another name than policies have for it. */
const tinyMetrics: Service = {
  ...tinyQueue,
  name: 'cloudwatch',
  signingName: 'monitoring',
  targetPrefix: 'GraniteServiceVersion20100801',
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declarePowerless, { services: [tinyQueue, tinyMetrics] });
});
afterAll(() => cloud.close());

const send = (options: SignOptions): Promise<Answer> =>
  sendSigned(cloud, '/', { method: 'POST', service: 'sqs', ...options });
const inJson = (number: number, options: SignOptions = {}): Promise<Answer> =>
  send({
    headers: { 'x-amz-target': 'AmazonSQS.Say', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ number }),
    ...options,
  });
const asForm = (number: number, options: SignOptions = {}): Promise<Answer> =>
  send({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `Action=Say&Number=${number}`,
    ...options,
  });

test('each request is answered in the protocol it speaks', async () => {
  expect((await inJson(2)).body).toBe('{"number":2}');
  expect((await asForm(4)).body).toContain('<SayResult><Said>Say 4</Said></SayResult>');
  expect((await send({ method: 'GET', query: { Action: 'Say', Number: '6' } })).body).toContain('<Said>Say 6</Said>');
});

test('an error has its name of either protocol', async () => {
  const answer = await inJson(1);
  expect(answer).toMatchObject({ status: 404, headers: { 'x-amzn-query-error': 'Tiny.Odd;Sender' } });
  expect(JSON.parse(answer.body)).toEqual({ __type: 'Odd', message: 'An odd number.' });
  const form = await asForm(1);
  expect(form.status).toBe(404);
  expect(form.body).toContain('<Code>Tiny.Odd</Code>');
});

test('a refusal is worded by the protocol too', async () => {
  expect(JSON.parse((await inJson(2, { role: powerless })).body)).toMatchObject({ __type: 'AccessDeniedException' });
  const form = await asForm(2, { role: powerless });
  expect(form.status).toBe(403);
  expect(form.body).toContain('<Code>AccessDenied</Code>');
});

test('a service is found by its signing name and by that only', async () => {
  const headers = { 'x-amz-target': 'GraniteServiceVersion20100801.Say' };
  expect((await inJson(2, { service: 'monitoring', headers })).body).toBe('{"number":2}');
  const other = await inJson(2, { service: 'cloudwatch', headers });
  expect(other).toMatchObject({ status: 501, body: expect.stringContaining("the AWS service 'cloudwatch'") });
});

test('a protocol of Smithy that is not here is refused by name', async () => {
  const answer = await send({ headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' } });
  expect(answer).toMatchObject({ status: 501, body: expect.stringContaining('not support the protocol rpc-v2-cbor') });
});
