import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { KeyedCertificate } from '../../../gateway/tls/ca.ts';
import { memoryStackStore, type StackStore } from '../../../stack-store.ts';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import { ApiDeclaration, startEdgeCloud, type EdgeCloud } from '../testing/edge-cloud.ts';
import {
  ask,
  authority,
  client,
  declareCertificate,
  declareDomain,
  declareMapping,
  declareTruststore,
  DOMAIN,
  domainServices,
} from '../testing/mutual-tls.ts';

const now = Date.now();
const ca = await authority('Clients', now);
const other = await authority('Other clients', now);
const known = await client(ca, now);
const stranger = await client(other, now);

let edge: EdgeCloud | undefined;
afterEach(async () => {
  await edge?.cloud.close();
  edge = undefined;
});

interface Workspace {
  readonly root: string;
  readonly store: StackStore;
}
const workspace = (): Workspace => ({ root: temporaryDirectory(), store: memoryStackStore() });

async function start(place: Workspace = workspace()): Promise<EdgeCloud> {
  edge = await startEdgeCloud(undefined, { ...place, services: domainServices });
  edge.lambda.allow('pay', '*');
  edge.lambda.functions.set('pay', () => ({ statusCode: 200, body: 'paid' }));
  return edge;
}

/** An API behind a domain; `configure` gives what is special about the domain. */
function declare(
  declared: ApiDeclaration,
  configure: (declared: ApiDeclaration) => Properties = (each) => trusting(each, ca.certificate),
): void {
  const api = declared.api();
  declared.proxy(api, 'GET', 'pay', 'pay');
  declareMapping(declared, declareDomain(declared, configure(declared)), declared.stage(api));
}

const trusting = (declared: ApiDeclaration, pem: string, object: Properties = {}): Properties => ({
  mutualTlsAuthentication: declareTruststore(declared, pem, object),
});

const deploy = ({ cloud }: EdgeCloud, configure?: (declared: ApiDeclaration) => Properties, stack?: string) =>
  cloud.deploy((each) => declare(new ApiDeclaration(each), configure), stack);

const getsIn = async ({ cloud }: EdgeCloud, shown: KeyedCertificate): Promise<boolean> =>
  ask(cloud, { client: shown }).then(
    ({ status }) => status === 200,
    () => false,
  );

const versionOf = (declared: ApiDeclaration, pem: string) => declareTruststore(declared, pem);

test.each<[string, (declared: ApiDeclaration) => Properties, RegExp]>([
  [
    'is damaged',
    (each) => trusting(each, 'damaged'),
    /BadRequestException: Invalid truststore: the truststore contains no PEM certificate/,
  ],
  [
    'holds no authority',
    (each) => trusting(each, known.certificate),
    /certificate 1 of the truststore is not that of a certificate authority/,
  ],
  [
    'is missing',
    (each) => ({
      mutualTlsAuthentication: { ...versionOf(each, ca.certificate), truststoreUri: 's3://truststore-1/other.pem' },
    }),
    /s3:\/\/truststore-1\/other\.pem: the specified key does not exist/,
  ],
  [
    'lies in no bucket',
    () => ({ mutualTlsAuthentication: { truststoreUri: 's3://truststore-2/clients.pem' } }),
    /the specified bucket does not exist/,
  ],
  [
    'has no such version',
    (each) => ({ mutualTlsAuthentication: { ...versionOf(each, ca.certificate), truststoreVersion: 'v1' } }),
    /the specified version v1 does not exist/,
  ],
  [
    'has a version in a bucket without versioning',
    ({ stack }) => {
      stack.resource('aws:s3/bucket:Bucket', 'plain', { bucket: 'truststore-2' });
      stack.resource('aws:s3/bucketObjectv2:BucketObjectv2', 'plain', {
        bucket: 'truststore-2',
        key: 'a',
        content: ca.certificate,
      });
      return { mutualTlsAuthentication: { truststoreUri: 's3://truststore-2/a', truststoreVersion: 'v1' } };
    },
    /a truststoreVersion needs a bucket with versioning enabled/,
  ],
])('a truststore that %s refuses the deployment, and the old one stays in force', async (_, configure, problem) => {
  const cloud = await start();
  await expect(deploy(cloud, configure)).rejects.toThrow(problem);
  expect(cloud.cloud.cloud.stacks()).toEqual([]);
  await deploy(cloud);
  expect(await getsIn(cloud, known)).toBe(true);
  await expect(deploy(cloud, configure)).rejects.toThrow(problem);
  expect(await getsIn(cloud, known)).toBe(true);
  expect(await getsIn(cloud, stranger)).toBe(false);
});

test('an accepted truststore outlives its object, a restart, and what the disk does to S3', async () => {
  const place = workspace();
  const first = await start(place);
  await deploy(first);
  const s3 = new S3Client(first.cloud.deployer());
  const object = { Bucket: 'truststore-1', Key: 'clients.pem' };
  await s3.send(new PutObjectCommand({ ...object, Body: other.certificate }));
  await s3.send(new DeleteObjectCommand(object));
  s3.destroy();
  expect(await getsIn(first, known)).toBe(true);
  await first.cloud.close();
  rmSync(join(place.root, 'stacks', 'test', 's3'), { recursive: true });
  const second = await start(place);
  expect(await getsIn(second, known)).toBe(true);
  expect(await getsIn(second, stranger)).toBe(false);
});

test('without a version, the truststore is the one there was when the domain name was deployed', async () => {
  const place = workspace();
  const cloud = await start(place);
  const unversioned = (pem: string) => (declared: ApiDeclaration) => {
    const { truststoreUri = '' } = declareTruststore(declared, pem);
    return { mutualTlsAuthentication: { truststoreUri } };
  };
  await deploy(cloud, unversioned(ca.certificate));
  await deploy(cloud, unversioned(other.certificate));
  expect([await getsIn(cloud, known), await getsIn(cloud, stranger)]).toEqual([true, false]);
  await cloud.cloud.close();
  const again = await start(place);
  expect([await getsIn(again, known), await getsIn(again, stranger)]).toEqual([true, false]);
  await deploy(again, (each) => trusting(each, other.certificate));
  expect([await getsIn(again, known), await getsIn(again, stranger)]).toEqual([false, true]);
});

const copiesIn = ({ root }: Workspace) => join(root, 'stacks', 'test', 'apigateway', 'truststores');

test.each<[string, (path: string) => void, RegExp]>([
  ['damaged', (path) => writeFileSync(path, '{"uri":'), /is damaged/],
  [
    'replaced',
    (path) =>
      writeFileSync(path, JSON.stringify({ uri: 's3://truststore-1/clients.pem', pem: other.certificate, seal: '' })),
    /is damaged/,
  ],
  ['gone', (path) => rmSync(path), /is missing/],
])('a copy that is %s closes the domain until the stack is deployed again', async (_, harm, reason) => {
  const place = workspace();
  const first = await start(place);
  await deploy(first);
  await first.cloud.close();
  const [file = ''] = readdirSync(copiesIn(place));
  harm(join(copiesIn(place), file));
  const second = await start(place);
  expect(second.cloud.log).toEqual([expect.stringMatching(reason)]);
  expect(second.cloud.log[0]).toContain(`nobody gets in at ${DOMAIN}`);
  expect([await getsIn(second, known), await getsIn(second, stranger)]).toEqual([false, false]);
  await deploy(second);
  expect([await getsIn(second, known), await getsIn(second, stranger)]).toEqual([true, false]);
});

test('copies that no domain asks for go, the others stay', async () => {
  const place = workspace();
  const cloud = await start(place);
  await deploy(cloud);
  const before = readdirSync(copiesIn(place));
  await deploy(cloud);
  expect(readdirSync(copiesIn(place))).toEqual(before);
  await deploy(cloud, (each) => trusting(each, other.certificate));
  expect(readdirSync(copiesIn(place))).toHaveLength(1);
  expect(readdirSync(copiesIn(place))).not.toEqual(before);
  await deploy(cloud, () => ({}));
  expect(readdirSync(copiesIn(place))).toEqual([]);
});

test('the copy is on the disk before the deployment counts, so that a kill in between loses nothing', async () => {
  const { root, store } = workspace();
  const atSave: number[] = [];
  const watched: StackStore = {
    ...store,
    save: (graph) => {
      atSave.push(readdirSync(copiesIn({ root, store })).length);
      return store.save(graph);
    },
  };
  const cloud = await start({ root, store: watched });
  await deploy(cloud);
  await deploy(cloud, (each) => trusting(each, other.certificate));
  expect(atSave).toEqual([1, 2]);
});

test('a deployment that fails later on changes nothing', async () => {
  const { root, store } = workspace();
  let full = false;
  const failing: StackStore = {
    ...store,
    save: (graph) => (full ? Promise.reject(new Error('ENOSPC')) : store.save(graph)),
  };
  const place = { root, store: failing };
  const first = await start(place);
  await deploy(first);
  full = true;
  await expect(deploy(first, (each) => trusting(each, other.certificate))).rejects.toThrow('ENOSPC');
  expect([await getsIn(first, known), await getsIn(first, stranger)]).toEqual([true, false]);
  await first.cloud.close();
  const second = await start(place);
  expect([await getsIn(second, known), await getsIn(second, stranger)]).toEqual([true, false]);
});

test('two stacks cannot have the same domain name, nor the same path of one', async () => {
  const cloud = await start();
  await deploy(cloud);
  await expect(deploy(cloud, () => ({}), 'second')).rejects.toThrow(
    `BadRequestException: The domain name you provided already exists: ${DOMAIN}`,
  );
  const mapOnly = (basePath: string) =>
    cloud.cloud.deploy((stack) => {
      const declared = new ApiDeclaration(stack);
      const api = declared.api();
      declared.proxy(api, 'GET', 'pay', 'pay');
      const stage = declared.stage(api);
      declareMapping(declared, { id: DOMAIN } as never, stage, { basePath });
    }, 'second');
  await expect(mapOnly('(none)')).rejects.toThrow('ConflictException: Base path already exists for this domain name');
  await mapOnly('second');
  expect((await ask(cloud.cloud, { client: known, path: '/second/pay' })).status).toBe(200);
  expect((await ask(cloud.cloud, { client: known, path: '/pay' })).status).toBe(200);
});

test.each<[string, (declared: ApiDeclaration) => Properties, RegExp]>([
  [
    'does not exist',
    () => ({ regionalCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/c0ffee' }),
    /Invalid certificate ARN: .* The certificate does not exist/,
  ],
  [
    'is in another region',
    (each) => ({ regionalCertificateArn: declareCertificate(each, [DOMAIN], { region: 'eu-west-1' }).id }),
    /Certificate must be in 'us-east-1'/,
  ],
  [
    'is for another name',
    (each) => ({
      regionalCertificateArn: declareCertificate(each, ['other.palisade.test', '*.payments.palisade.test']).id,
    }),
    /The domain name to be created is not covered by the provided certificate/,
  ],
  [
    'has not been issued',
    ({ stack }) => ({
      regionalCertificateArn: stack.resource('aws:acm/certificate:Certificate', 'c', {
        domainName: DOMAIN,
        validationMethod: 'DNS',
      }).id,
    }),
    /has not been issued: its status is PENDING_VALIDATION/,
  ],
])('a certificate that %s is refused', async (_, configure, problem) => {
  await expect(deploy(await start(), configure)).rejects.toThrow(problem);
});

test('a wildcard certificate covers the names below it', async () => {
  const cloud = await start();
  await deploy(cloud, (each) => ({ regionalCertificateArn: declareCertificate(each, ['*.palisade.test']).id }));
  expect((await ask(cloud.cloud, {})).status).toBe(200);
});

test('a wildcard domain answers for the names right below it, one of its own before it', async () => {
  const cloud = await start();
  await cloud.cloud.deploy((stack) => {
    const declared = new ApiDeclaration(stack);
    const api = declared.api();
    declared.proxy(api, 'GET', 'pay', 'pay');
    const stage = declared.stage(api);
    declareMapping(declared, declareDomain(declared, { domainName: '*.palisade.test' }), stage);
    declareMapping(declared, declareDomain(declared, trusting(declared, ca.certificate)), stage);
  });
  const at = (serverName: string, shown?: KeyedCertificate, host = serverName) =>
    ask(cloud.cloud, { serverName, host, client: shown }).then(({ status }) => status);
  expect(await at('shop.palisade.test')).toBe(200);
  await expect(at('a.shop.palisade.test')).rejects.toThrow();
  await expect(at(DOMAIN)).rejects.toThrow();
  expect(await at(DOMAIN, known)).toBe(200);
  expect(await at('shop.palisade.test', known, DOMAIN)).toBe(403);
  expect(await at('shop.palisade.test', undefined, 'other.palisade.test')).toBe(200);
});
