import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Cloud } from '../../src/faults/cloud.ts';
import { CLOSED, expect, knock, newName, test } from '../../src/faults/fixtures.ts';
import { issueClient, STACK, type PaymentsStack } from '../../src/faults/payments-cloud.ts';
import { truststoreText, withTruststore } from '../../src/faults/truststore-file.ts';
import type { ClientCertificate } from '../../src/payments-api.ts';
import { newPayment, pay, paymentOf, problemOf } from '../../src/payments-fixtures.ts';

const root = join(import.meta.dirname, '../../../..');
const fromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const getsIn = 404;
const staysOut = expect.stringMatching(CLOSED);

const between = (from: number, until: number): string[] => [
  '--not-before',
  fromNow(from),
  '--not-after',
  fromNow(until),
];

test('a client’s certificate counts from the day it begins until the day it ends', async ({ cloud, stack }) => {
  const outcomes: (string | number)[] = [];
  for (const [from, until] of [
    [-2, -1],
    [1, 2],
    [-1, 1],
  ] as const) {
    outcomes.push(await knock(stack, await issueClient(cloud, newName(), ...between(from, until))));
  }
  expect(outcomes).toEqual([staysOut, staysOut, getsIn]);
  expect(await knock(stack, 'none')).toMatch(CLOSED);
  await expect.poll(() => cloud.log).toContain('a handshake was refused: a certificate of its chain has expired');
  await expect.poll(() => cloud.log).toContain('a handshake was refused: a certificate of its chain is not yet valid');
});

test('revoked is revoked: by the handler, on a connection that TLS let in, and for this certificate alone', async ({
  api,
  client,
  cloud,
}) => {
  const name = newName();
  const revoked = await issueClient(cloud, name);
  const body = newPayment();
  const post = (as: ClientCertificate) => api.call({ path: '/process-payment', body, as });
  paymentOf(await post(revoked));
  expect(await cloud.palisade('certs', 'revoke', name, '--stack', STACK, '--reason', 'lost')).toContain('is revoked');
  for (const answer of [await post(revoked), await api.call({ path: '/payments/none', as: revoked })]) {
    expect(problemOf(answer)).toEqual({ status: 403, code: 'certificate-revoked' });
    expect(answer.text).not.toContain('lost');
  }
  expect((await pay(api)).status).toBe('accepted');
  expect(problemOf(await post(client)).status).toBe(409);
});

test('an authority that has expired lets nobody in, whatever its clients’ certificates say', async ({
  client,
  cloud,
  stack,
}) => {
  const elsewhere = directoryIn(cloud);
  const at = (...words: string[]) => inHome(elsewhere, ...words);
  at('certs', 'init', ...between(-20, -1));
  at('certs', 'issue', 'late', ...between(-10, 10));
  const late = pairIn(join(elsewhere, 'certs'), 'late');
  const expired = readFileSync(join(elsewhere, 'certs/ca.pem'), 'utf8');
  await withTruststore(cloud, truststoreText(cloud) + expired, async () => {
    expect([await knock(stack, late), await knock(stack, client)]).toEqual([staysOut, getsIn]);
  });
  at('certs', 'init', '--force');
  at('certs', 'issue', 'other');
  // From an authority nobody has heard of.
  expect(await knock(stack, pairIn(join(elsewhere, 'certs'), 'other'))).toMatch(CLOSED);
});

test('a chain leads to the truststore by what is in that, not by what the client brings along, as long as the authority allows it', async ({
  cloud,
  stack,
}) => {
  const own = issueChain(directoryIn(cloud));
  const withIntermediate = { ...own.client, cert: own.client.cert + own.intermediate };
  const outcomes = async () => [await knock(stack, own.client), await knock(stack, withIntermediate)];
  const before = truststoreText(cloud);
  expect(await outcomes()).toEqual([staysOut, staysOut]);
  await withTruststore(cloud, before + own.root, async () => {
    expect(await outcomes()).toEqual([staysOut, staysOut]);
    await expect.poll(() => cloud.log).toContain('an issuer of its certificate chain is not in the truststore');
  });
  await withTruststore(cloud, before + own.root + own.intermediate, async () => {
    expect(await outcomes()).toEqual([getsIn, getsIn]);
  });
  // The authority of `palisade certs init` allows none between it and a client.
  const beyond = issueChain(directoryIn(cloud), join(cloud.home, 'certs'));
  expect(await knock(stack, { ...beyond.client, cert: beyond.client.cert + beyond.intermediate })).toMatch(CLOSED);
  await expect.poll(() => cloud.log).toContain('its certificate chain is longer than an authority allows');
});

test('where the function’s clock and the certificate differ by more than five minutes, the function refuses', async ({
  api,
  cloud,
  stack,
}) => {
  const { transactionId } = await pay(api);
  const minute = 60_000;
  // What API Gateway would hand over; called by the deployer, for TLS itself asks the same clock.
  const outcome = async (notBefore: number, notAfter: number) => {
    const [from, until] = [notBefore, notAfter].map((at) => dateOf(Date.now() + at * minute));
    return (await invoke(cloud, stack, `/payments/${transactionId}`, { notBefore: from, notAfter: until })).statusCode;
  };
  const refused = { early: await outcome(10, 60), late: await outcome(-60, -10) };
  const taken = { early: await outcome(4, 60), late: await outcome(-60, -4), fine: await outcome(-60, 60) };
  expect(refused).toEqual({ early: 403, late: 403 });
  // Not 200: the payment is another client's.
  expect(taken).toEqual({ early: 404, late: 404, fine: 404 });
});

let directories = 0;
function directoryIn({ home }: Cloud): string {
  const directory = join(home, `elsewhere-${++directories}`);
  mkdirSync(directory);
  return directory;
}

function inHome(home: string, ...words: string[]): void {
  const command = [join(root, 'apps/cli/bin/palisade.mjs'), ...words];
  execFileSync(process.execPath, command, { cwd: root, env: { ...process.env, PALISADE_HOME: home } });
}

const pairIn = (directory: string, name: string): ClientCertificate => ({
  cert: readFileSync(join(directory, `${name}.pem`), 'utf8'),
  key: readFileSync(join(directory, `${name}.key`), 'utf8'),
});

function issueChain(directory: string, ...issuer: string[]) {
  const script = join(root, 'tools/load/payments/issue-chain.ts');
  execFileSync(process.execPath, ['--conditions=@palisade/source', script, directory, ...issuer], { cwd: root });
  const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
  return { root: read('root.pem'), intermediate: read('intermediate.pem'), client: pairIn(directory, 'client') };
}

/** As API Gateway writes it: `Jan  1 00:00:00 2026 GMT`. */
function dateOf(time: number): string {
  const [, day, month, year, clock] = new Date(time).toUTCString().split(' ');
  return `${month} ${String(Number(day)).padStart(2)} ${clock} ${year} GMT`;
}

async function invoke(cloud: Cloud, { outputs }: PaymentsStack, path: string, validity: object) {
  const [, , transactionId] = path.split('/');
  const event = {
    resource: '/payments/{transactionId}',
    path,
    httpMethod: 'GET',
    headers: { host: 'payments.palisade.test' },
    multiValueHeaders: {},
    queryStringParameters: null,
    pathParameters: { transactionId },
    body: null,
    isBase64Encoded: false,
    requestContext: {
      requestId: newName(),
      identity: { clientCert: { subjectDN: 'CN=skewed', issuerDN: 'CN=x', serialNumber: '0a:1b', validity } },
    },
  };
  const lambda = new LambdaClient(cloud.clientConfig(outputs.region));
  const call = { FunctionName: outputs.lambda_function_name, Payload: JSON.stringify(event) };
  const { Payload } = await lambda.send(new InvokeCommand(call));
  return JSON.parse(Buffer.from(Payload ?? []).toString()) as { statusCode?: number };
}
