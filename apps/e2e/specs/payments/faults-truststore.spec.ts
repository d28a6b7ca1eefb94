import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { Cloud } from '../../src/faults/cloud.ts';
import { CLOSED, expect, knock, newName, test } from '../../src/faults/fixtures.ts';
import { listed } from '../../src/faults/listed.ts';
import { issueClient, STACK, type PaymentsStack } from '../../src/faults/payments-cloud.ts';
import { truststoreFile, truststoreText, withTruststoreFile } from '../../src/faults/truststore-file.ts';
import type { ClientCertificate } from '../../src/payments-api.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

const up = (cloud: Cloud) => cloud.try('up', '--stack', STACK);

/** Changes of domain names that API Gateway refused, as CloudTrail tells of them. */
async function refusedUpdates(cloud: Cloud, { outputs }: PaymentsStack): Promise<readonly Record<string, unknown>[]> {
  const trail = new CloudTrailClient(cloud.clientConfig(outputs.region));
  const LookupAttributes = [{ AttributeKey: 'EventName', AttributeValue: 'UpdateDomainName' } as const];
  const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes, MaxResults: 50 }));
  return Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent) as Record<string, unknown>);
}

const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

test('without a truststore there is no first deployment, and the message says how to make one', async () => {
  const empty = await Cloud.start();
  try {
    const refused = await up(empty);
    expect(refused.code).toBe(1);
    expect(refused.printed).toMatch(
      /Nothing was changed\.[^]*certs\/ca\.pem .*cannot be read: ENOENT.* Make one with `npx palisade certs init`/,
    );
    expect((await empty.try('outputs', '--stack', STACK)).code).toBe(1);
    expect(Object.values(await listed(empty, 'us-east-1')).flat()).toEqual([]);
    await empty.palisade('certs', 'init');
    expect((await up(empty)).code).toBe(0);
  } finally {
    await empty.close();
  }
});

test.describe('a truststore that can be none is refused, the one before stays in force', () => {
  const byProgram: [string, (ca: string, cloud: Cloud) => string | undefined, RegExp][] = [
    ['is missing', () => undefined, /ca\.pem .*cannot be read: ENOENT.* Make one with `npx palisade certs init`/],
    ['is empty', () => '', /holds no certificate in PEM/],
    ['is no PEM', () => 'certificates', /holds no certificate in PEM/],
    [
      'holds a private key',
      (ca, { home }) => ca + read(join(home, 'certs/ca.key')),
      /holds a private key\. It is for certificates only/,
    ],
  ];
  for (const [what, make, problem] of byProgram) {
    test(`it ${what}: by the program, before anything is asked of AWS`, async ({ client, cloud, stack }) => {
      const before = (await refusedUpdates(cloud, stack)).length;
      await withTruststoreFile(cloud, make(truststoreText(cloud), cloud), async () => {
        const { code, printed } = await up(cloud);
        expect([code, printed]).toEqual([1, expect.stringMatching(problem)]);
        expect(printed).toContain('Nothing was changed.');
        expect(printed).not.toMatch(/^ +at .*\.ts:\d+/m);
        expect(printed).not.toContain(read(join(cloud.home, 'certs/ca.key')).split('\n')[1]);
        expect(await knock(stack, client)).toBe(404);
      });
      expect(await knock(stack, client)).toBe(404);
      expect(await refusedUpdates(cloud, stack)).toHaveLength(before);
    });
  }

  const byApiGateway: [string, (ca: string, client: ClientCertificate) => string, string][] = [
    ['is damaged', () => damaged, 'certificate 1 of the truststore is damaged'],
    ['holds a damaged certificate among others', (ca) => ca + damaged, 'certificate 2 of the truststore is damaged'],
    ['is cut off', (ca) => ca + ca.slice(0, 300), 'the truststore ends in the middle of a CERTIFICATE'],
    [
      'holds a client’s certificate',
      (_, { cert }) => cert,
      'certificate 1 of the truststore is not that of a certificate authority',
    ],
    ['is 2 MB', (ca) => ca + ' '.repeat(2 ** 21), 'the truststore is larger than 1 MB'],
  ];
  for (const [what, make, problem] of byApiGateway) {
    test(`it ${what}: by API Gateway, and CloudTrail knows`, async ({ client, cloud, stack }) => {
      const before = (await refusedUpdates(cloud, stack)).length;
      const text = make(truststoreText(cloud), client);
      await withTruststoreFile(cloud, text, async () => {
        const { code, printed } = await up(cloud);
        expect([code, printed]).toEqual([1, expect.stringContaining('error: Nothing was changed.')]);
        expect(printed).toContain(`BadRequestException: Invalid truststore: ${problem}`);
        expect(await knock(stack, client)).toBe(404);
      });
      expect(await knock(stack, client)).toBe(404);
      // Without a message: CloudTrail has it of few services' errors, and not of API Gateway's.
      const [latest, ...earlier] = await refusedUpdates(cloud, stack);
      expect(earlier).toHaveLength(before);
      expect(latest).toMatchObject({
        eventSource: 'apigateway.amazonaws.com',
        errorCode: 'BadRequestException',
        requestParameters: { domainName: new URL(stack.outputs.api_gateway_url).hostname },
      });
    });
  }
});

test('another authority’s clients get in once it is in the truststore, the first’s no more once theirs is not; no restart', async ({
  client,
  cloud,
  stack,
}) => {
  const { pid } = cloud;
  const directory = join(cloud.home, 'certs');
  const first = truststoreText(cloud);
  copyFileSync(join(directory, 'ca.key'), join(directory, 'first.key'));
  await cloud.palisade('certs', 'init', '--force', '--organization', 'Another');
  copyFileSync(join(directory, 'ca.pem'), join(directory, 'second.pem'));
  copyFileSync(join(directory, 'ca.key'), join(directory, 'second.key'));
  copyFileSync(join(directory, 'first.key'), join(directory, 'ca.key'));
  writeFileSync(truststoreFile(cloud), first);
  const second = read(join(directory, 'second.pem'));
  const other = await issueClient(cloud, newName(), '--ca', join(directory, 'second.pem'));

  const inAfter = async (truststore: string) => {
    writeFileSync(truststoreFile(cloud), truststore);
    await cloud.palisade('up', '--stack', STACK);
    return [await knock(stack, client), await knock(stack, other)];
  };
  try {
    expect([await knock(stack, client), await knock(stack, other)]).toEqual([404, expect.stringMatching(CLOSED)]);
    expect(await inAfter(first + second)).toEqual([404, 404]);
    expect(await inAfter(second)).toEqual([expect.stringMatching(CLOSED), 404]);
  } finally {
    expect(await inAfter(first)).toEqual([404, expect.stringMatching(CLOSED)]);
  }
  expect(cloud.pid).toBe(pid);
});

test('a truststore outlives a restart and a kill', async ({ client, cloud, stack }) => {
  const stranger = await issueStranger(cloud);
  for (const restart of [() => cloud.restart(), () => cloud.killAndRestart()]) {
    await restart();
    expect(await knock(stack, client)).toBe(404);
    expect(await knock(stack, stranger)).toMatch(CLOSED);
  }
});

/** A client of an authority that nobody has heard of. */
async function issueStranger(cloud: Cloud): Promise<ClientCertificate> {
  const directory = join(cloud.home, 'certs');
  const kept = ['ca.pem', 'ca.key'].map((name) => [join(directory, name), read(join(directory, name))] as const);
  await cloud.palisade('certs', 'init', '--force');
  const stranger = await issueClient(cloud, newName());
  for (const [path, text] of kept) writeFileSync(path, text);
  return stranger;
}

test('a truststore that API Gateway refuses is mailed to whoever is told of alarms', async ({ cloud }) => {
  test.setTimeout(900_000);
  const mails = async (): Promise<string[]> =>
    (await cloud.palisade('inbox', '--json'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { subject: string }).subject)
      .filter((subject) => subject.startsWith('ALARM:') && subject.includes('truststore-changes'));
  await withTruststoreFile(cloud, damaged, async () => expect((await up(cloud)).code).toBe(1));
  // CloudTrail delivers within minutes, and alarms look by the minute.
  await expect.poll(mails, { timeout: 840_000, intervals: [1_000] }).not.toEqual([]);
});
