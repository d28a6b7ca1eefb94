import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { X509Certificate } from 'node:crypto';
import { issueCertificate, issueElsewhere } from '../../src/certificates.ts';
import { clientConfig } from '../../src/identities.ts';
import { operatorOf } from '../../src/operator.ts';
import { expect, newPayment, outcomeOf, paymentOf, problemOf, reasonOf, test } from '../../src/payments-fixtures.ts';

const newName = (): string => `e2e-${randomUUID().slice(0, 8)}`;
const ask = { path: '/payments/none' };
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString();

test('a certificate from the truststore’s authority gets in; none, and one from another authority, do not', async ({
  api,
}) => {
  expect(await outcomeOf(api.call(ask))).toBe(404);
  expect(await outcomeOf(api.call({ ...ask, as: 'none' }))).toMatch(/^(ECONNRESET|ERR_SSL_.*|EPROTO)$/);
  expect(await outcomeOf(api.call({ ...ask, as: issueElsewhere(newName()) }))).toMatch(
    /^(ECONNRESET|ERR_SSL_.*|EPROTO)$/,
  );
  expect(await outcomeOf(api.call(ask))).toBe(404);
});

test('an expired certificate, and one that is not valid yet, do not get in', async ({ api }) => {
  const expired = issueCertificate(newName(), '--not-before', day(-10), '--not-after', day(-1));
  const early = issueCertificate(newName(), '--not-before', day(1), '--not-after', day(10));
  const valid = issueCertificate(newName(), '--not-before', day(-1), '--not-after', day(1));
  for (const as of [expired, early]) {
    expect(await outcomeOf(api.call({ ...ask, as }))).toMatch(/^(ECONNRESET|ERR_SSL_.*|EPROTO)$/);
  }
  expect(await outcomeOf(api.call({ ...ask, as: valid }))).toBe(404);
});

test('a revoked certificate is refused, whatever it asks', async ({ api, stack }) => {
  const as = issueCertificate(newName());
  const body = newPayment();
  paymentOf(await api.call({ path: '/process-payment', body, as }));
  const serialNumber = new X509Certificate(as.cert).serialNumber.toLowerCase().match(/../g)?.join(':') ?? '';
  const revocation = new PutItemCommand({
    TableName: stack.outputs.revoked_certificates_table_name,
    Item: { serialNumber: { S: serialNumber }, reason: { S: 'e2e' }, revokedAt: { S: new Date().toISOString() } },
  });
  // The operator, with a second factor, and not the deployer, who needs none.
  expect(await reasonOf(new DynamoDBClient(clientConfig(stack)).send(revocation))).toContain('explicit deny');
  await new DynamoDBClient(clientConfig(stack, operatorOf(stack))).send(revocation);
  const revoked = { status: 403, code: 'certificate-revoked' };
  expect(problemOf(await api.call({ path: `/payments/${body.transactionId}`, as }))).toEqual(revoked);
  expect(problemOf(await api.call({ path: '/process-payment', body, as }))).toEqual(revoked);
  expect(problemOf(await api.call({ path: '/process-payment', body: newPayment(), as }))).toEqual(revoked);
  expect(await outcomeOf(api.call(ask))).toBe(404);
});

test('the default endpoint is closed, also for who has a certificate', async ({ request, stack }) => {
  const { default_endpoint_url } = stack.outputs;
  expect((await request.get(`${default_endpoint_url}/payments/none`)).status()).toBe(403);
  const post = await request.post(`${default_endpoint_url}/process-payment`, { data: newPayment() });
  expect(post.status()).toBe(403);
});

test('another name in the Host header leads nowhere', async ({ api, stack }) => {
  const { region, rest_api_id } = stack.outputs;
  for (const host of ['other.palisade.test', `${rest_api_id}.execute-api.${region}.amazonaws.com`, 'localhost']) {
    expect(await outcomeOf(api.call({ ...ask, host })), host).toBe(403);
  }
});
