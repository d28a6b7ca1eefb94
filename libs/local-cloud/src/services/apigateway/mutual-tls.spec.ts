import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Resource } from '@palisade/local-engine';
import type { KeyedCertificate } from '../../gateway/tls/ca.ts';
import { issueAuthority, issueServerCertificate } from '../../gateway/tls/issue.ts';
import { until } from '../../testing/until.ts';
import { ApiDeclaration, logLines, startEdgeCloud, type EdgeCloud, type ProxyEvent } from './testing/edge-cloud.ts';
import {
  agentFor,
  ask,
  authority,
  client,
  DAY,
  declareDomain,
  declareMapping,
  declareTruststore,
  DOMAIN,
  domainServices,
} from './testing/mutual-tls.ts';

const now = Date.now();
const ACCESS_LOG =
  '$context.domainName $context.domainPrefix $context.path $context.identity.clientCert.subjectDN $context.identity.clientCert.serialNumber';
let edge: EdgeCloud;
let ca: KeyedCertificate;
let known: KeyedCertificate;
let api: Resource;
const events: ProxyEvent[] = [];

/** One API behind a domain with mutual TLS and one without. */
function declare(declared: ApiDeclaration, pem: string): void {
  declared.account();
  const group = declared.logGroup('/access');
  api = declared.api({ disableExecuteApiEndpoint: true });
  declared.proxy(api, 'GET', 'pay', 'pay');
  declared.proxy(api, 'GET', '{proxy+}', 'pay');
  const stage = declared.stage(api, {
    accessLogSettings: { destinationArn: String(group.outputs['arn']), format: `${ACCESS_LOG} $context.requestId` },
  });
  const domain = declareDomain(declared, { mutualTlsAuthentication: declareTruststore(declared, pem) });
  declareMapping(declared, domain, stage);
  declareMapping(declared, domain, stage, { basePath: 'v1' });
  const open = declareDomain(declared, { domainName: 'open.palisade.test' });
  declareMapping(declared, open, stage, { basePath: 'only' });
}

const deploy = (pem: string) => edge.cloud.deploy((stack) => declare(new ApiDeclaration(stack), pem));
const refusals = () => edge.cloud.log.filter((line) => line.includes('a handshake was refused'));

beforeAll(async () => {
  ca = await authority('Clients', now);
  known = await client(ca, now);
  edge = await startEdgeCloud((declared) => declare(declared, ca.certificate), { services: domainServices });
  edge.lambda.allow('pay', '*');
  edge.lambda.functions.set('pay', (event) => {
    events.push(event);
    return { statusCode: 200, body: 'paid' };
  });
});
afterAll(() => edge.cloud.close());

describe('a handshake', () => {
  test.each(['TLSv1.2', 'TLSv1.3'])('with a certificate of the truststore succeeds, with %s', async (version) => {
    const tls = { minVersion: version, maxVersion: version };
    const { status, body, socket } = await ask(edge.cloud, { client: known, tls });
    expect([status, body]).toEqual([200, 'paid']);
    expect(socket.getPeerX509Certificate?.()?.checkHost(DOMAIN) ?? DOMAIN).toBe(DOMAIN);
  });

  test('with an RSA key succeeds', async () => {
    const rsa = await client(ca, now, { keyKind: 'RSA-2048' });
    expect((await ask(edge.cloud, { client: rsa })).status).toBe(200);
  });

  test.each<[string, () => Promise<KeyedCertificate | undefined>, string]>([
    ['without a certificate', async () => undefined, 'the client showed no certificate'],
    [
      'with a certificate of another authority',
      async () => client(await authority('Clients', now), now),
      'its certificate does not come from an authority of the truststore',
    ],
    [
      'with an expired certificate',
      () => client(ca, now, { notBefore: now - 3 * DAY, notAfter: now - DAY }),
      'a certificate of its chain has expired',
    ],
    [
      'with a certificate that is not yet valid',
      () => client(ca, now, { notBefore: now + DAY, notAfter: now + 2 * DAY }),
      'a certificate of its chain is not yet valid',
    ],
    [
      'with a certificate for servers',
      () => issueServerCertificate(ca, { names: [DOMAIN], addresses: [], now }),
      'its certificate is not one for clients',
    ],
    [
      'with a certificate of an authority itself',
      () => authority('client-1', now),
      'its certificate is not one for clients',
    ],
  ])('%s fails, and the operator is told why', async (_, make, reason) => {
    const shown = await make();
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      const before = refusals().length;
      const tls = { minVersion: version, maxVersion: version };
      await expect(ask(edge.cloud, { client: shown, tls })).rejects.toThrow();
      await until(() => refusals().length > before);
      expect(refusals().slice(before)).toEqual([`${DOMAIN}: a handshake was refused: ${reason}`]);
    }
  });

  test('with a certificate of an expired authority fails', async () => {
    const old = await authority('Old clients', now, { notBefore: now - 9 * DAY, notAfter: now - DAY });
    const shown = await client(old, now);
    await deploy(`${ca.certificate}${old.certificate}`);
    await expect(ask(edge.cloud, { client: shown })).rejects.toThrow();
    expect((await ask(edge.cloud, { client: known })).status).toBe(200);
    await deploy(ca.certificate);
    expect(refusals().at(-1)).toContain('a certificate of its chain has expired');
  });

  test('counts by the clock of the cloud, too', async () => {
    const brief = await client(ca, now, { notAfter: edge.cloud.clock.now() + 60_000 });
    const agent = agentFor(edge.cloud, brief);
    expect((await ask(edge.cloud, { agent })).status).toBe(200);
    edge.cloud.clock.advance(61_000);
    await expect(ask(edge.cloud, { agent })).rejects.toThrow();
    await expect(ask(edge.cloud, { client: brief })).rejects.toThrow();
    expect((await ask(edge.cloud, { client: known })).status).toBe(200);
    agent.destroy();
  });

  test('below TLS 1.2 fails', async () => {
    const { port } = new URL(edge.cloud.endpoint);
    const socket = connect({
      host: '127.0.0.1',
      port: Number(port),
      servername: DOMAIN,
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
      cert: known.certificate,
      key: known.key,
      ...edge.cloud.tls,
    });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    expect(refusals().at(-1)).toContain('the client speaks no TLS version of 1.2 or above');
  });

  test('with a chain of four certificates succeeds, of five not', async () => {
    const validity = { notBefore: now - DAY, notAfter: now + DAY };
    const second = await issueAuthority({ commonName: 'Second', pathLength: 4, ...validity }, ca);
    const third = await issueAuthority({ commonName: 'Third', pathLength: 3, ...validity }, second);
    const fourth = await issueAuthority({ commonName: 'Fourth', pathLength: 2, ...validity }, third);
    const four = await client(third, now, validity);
    const five = await client(fourth, now, validity);
    await deploy([ca, second, third, fourth].map(({ certificate }) => certificate).join(''));
    expect((await ask(edge.cloud, { client: four })).status).toBe(200);
    await expect(ask(edge.cloud, { client: five })).rejects.toThrow();
    expect(refusals().at(-1)).toContain('its certificate chain has more than 4 certificates');
    // One of its own making that is called like an authority of the chain does not shorten that.
    const { certificate: namesake } = await issueAuthority({ commonName: 'Fourth', ...validity });
    const disguised = [five.certificate, namesake, ...[fourth, third, second].map(({ certificate }) => certificate)];
    await expect(ask(edge.cloud, { client: { certificate: disguised.join(''), key: five.key } })).rejects.toThrow();
    expect(refusals().at(-1)).toContain('its certificate chain has more than 4 certificates');
    // A client may bring the authorities in between along; what counts is the truststore.
    const brought = { certificate: `${four.certificate}${third.certificate}${second.certificate}`, key: four.key };
    expect((await ask(edge.cloud, { client: brought })).status).toBe(200);
    await deploy(ca.certificate);
    await expect(ask(edge.cloud, { client: four })).rejects.toThrow();
    await expect(ask(edge.cloud, { client: brought })).rejects.toThrow();
    expect(refusals().at(-1)).toContain('an issuer of its certificate chain is not in the truststore');
  });

  test('is over for its connection when an authority in between expires', async () => {
    const between = await issueAuthority({ commonName: 'Between', notBefore: now - DAY, notAfter: now + 2 * DAY }, ca);
    const issued = await client(between, now);
    await deploy(`${ca.certificate}${between.certificate}`);
    const shown = { certificate: `${issued.certificate}${between.certificate}`, key: issued.key };
    const agent = agentFor(edge.cloud, shown);
    expect((await ask(edge.cloud, { agent })).status).toBe(200);
    edge.cloud.clock.advance(3 * DAY);
    await expect(ask(edge.cloud, { agent })).rejects.toThrow();
    edge.cloud.clock.advance(-3 * DAY);
    agent.destroy();
    await deploy(ca.certificate);
  });
});

describe('another truststore', () => {
  test('counts for new handshakes at once; idle connections made before are closed, and no session is resumed', async () => {
    const other = await authority('Other clients', now);
    const stranger = await client(other, now);
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      await deploy(ca.certificate);
      await expect(ask(edge.cloud, { client: stranger })).rejects.toThrow();
      const agent = agentFor(edge.cloud, known, { minVersion: version, maxVersion: version });
      const { session, socket, status } = await ask(edge.cloud, { agent });
      expect([status, session]).toEqual([200, expect.any(Buffer)]);
      const closed = once(socket, 'close');
      await deploy(other.certificate);
      await closed;
      await expect(ask(edge.cloud, { agent })).rejects.toThrow();
      const resuming = { minVersion: version, maxVersion: version, session };
      await expect(ask(edge.cloud, { client: known, tls: resuming })).rejects.toThrow();
      expect((await ask(edge.cloud, { client: stranger })).status).toBe(200);
      agent.destroy();
    }
    await deploy(ca.certificate);
  });

  test.each(['TLSv1.2', 'TLSv1.3'])(
    'a session is not resumed with the same truststore either, with %s',
    async (version) => {
      const tls = { minVersion: version, maxVersion: version };
      const { session } = await ask(edge.cloud, { client: known, tls });
      const again = await ask(edge.cloud, { client: known, tls: { ...tls, session } });
      expect([again.status, again.resumed]).toEqual([200, false]);
      // Where no certificate is asked for, it may be: what is tested here is the domain, not the client.
      const open = { serverName: 'open.palisade.test', path: '/only/pay', tls };
      const { session: other } = await ask(edge.cloud, open);
      const resumed = await ask(edge.cloud, { ...open, tls: { ...tls, session: other } });
      expect([resumed.status, resumed.resumed]).toEqual([200, true]);
    },
  );

  test('a request in progress is answered before its connection is closed', async () => {
    const other = await authority('Other clients', now);
    let finish = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      edge.lambda.functions.set('pay', async () => {
        resolve();
        await new Promise<void>((done) => (finish = done));
        return { statusCode: 200, body: 'slow' };
      });
    });
    const agent = agentFor(edge.cloud, known);
    const answer = ask(edge.cloud, { agent });
    await started;
    await deploy(other.certificate);
    finish();
    const { body, socket } = await answer;
    expect(body).toBe('slow');
    if (!socket.destroyed) await once(socket, 'close');
    edge.lambda.functions.set('pay', (event) => {
      events.push(event);
      return { statusCode: 200, body: 'paid' };
    });
    await deploy(ca.certificate);
    agent.destroy();
  });

  test('a deployment that leaves it alone leaves connections alone', async () => {
    const agent = agentFor(edge.cloud, known);
    const first = await ask(edge.cloud, { agent });
    await deploy(ca.certificate);
    const second = await ask(edge.cloud, { agent });
    expect(second.socket).toBe(first.socket);
    agent.destroy();
  });
});

describe('the way to an API', () => {
  const forbidden = { status: 403, body: '{"message":"Forbidden"}' };

  test('leads by the base path, else by the root, and is told to function and log', async () => {
    const { status } = await ask(edge.cloud, {
      client: known,
      path: '/v1/pay?x=1',
      host: `${DOMAIN.toUpperCase()}:4566`,
    });
    expect(status).toBe(200);
    const event = events.at(-1);
    expect(event).toMatchObject({
      path: '/v1/pay',
      resource: '/pay',
      requestContext: { domainName: DOMAIN, domainPrefix: 'payments', path: '/v1/pay', stage: 'test', apiId: api.id },
    });
    await ask(edge.cloud, { client: known, path: '/pay' });
    expect(events.at(-1)).toMatchObject({ path: '/pay', resource: '/pay', requestContext: { path: '/pay' } });
    await ask(edge.cloud, { client: known, path: '/v2/pay' });
    expect(events.at(-1)).toMatchObject({ path: '/v2/pay', resource: '/{proxy+}' });
    const { identity } = events.at(-1)?.requestContext ?? {};
    const { clientCert } = identity as { clientCert: Record<string, string> };
    expect(clientCert).toEqual({
      clientCertPem: known.certificate,
      subjectDN: 'CN=client-1,O=Shop\\, Inc.',
      issuerDN: 'CN=Clients',
      serialNumber: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      validity: { notBefore: expect.stringMatching(/ GMT$/), notAfter: expect.stringMatching(/ GMT$/) },
    });
    await until(async () => (await logLines(edge.cloud, '/access')).some((line) => line.includes('/v2/pay')));
    const line = (await logLines(edge.cloud, '/access')).find((each) => each.includes('/v1/pay'));
    expect(line).toContain(`${DOMAIN} payments /v1/pay `);
    expect(line).toContain(clientCert['serialNumber']);
  });

  test.each(['open.palisade.test', 'example.com', '127.0.0.1', 'logs.us-east-1.amazonaws.com'])(
    'a Host header of another domain than the handshake’s is forbidden: %s',
    async (host) => {
      const asked = { client: known, host, path: '/pay' };
      expect(await ask(edge.cloud, asked)).toMatchObject(forbidden);
      expect(await ask(edge.cloud, { ...asked, path: '/_palisade/health' })).toMatchObject(forbidden);
      expect(await ask(edge.cloud, { ...asked, path: `/_execute-api/${api.id}/test/pay` })).toMatchObject(forbidden);
    },
  );

  test.each(['open.palisade.test', 'localhost', 'abc.execute-api.us-east-1.amazonaws.com'])(
    'the Host header alone does not lead past the handshake: %s',
    async (serverName) => {
      const asked = { serverName, host: DOMAIN };
      expect(await ask(edge.cloud, asked)).toMatchObject(forbidden);
      expect(await ask(edge.cloud, { ...asked, path: '/v1/pay' })).toMatchObject(forbidden);
    },
  );

  test('a domain without mutual TLS asks for no certificate and tells of none', async () => {
    const open = { serverName: 'open.palisade.test' };
    expect((await ask(edge.cloud, { ...open, path: '/only/pay' })).status).toBe(200);
    expect(events.at(-1)?.requestContext).toMatchObject({ domainName: 'open.palisade.test', domainPrefix: 'open' });
    expect(events.at(-1)?.requestContext.identity).not.toHaveProperty('clientCert');
    expect((await ask(edge.cloud, { ...open, client: known, path: '/only/pay' })).status).toBe(200);
    expect(events.at(-1)?.requestContext.identity).not.toHaveProperty('clientCert');
    expect(await ask(edge.cloud, { ...open, path: '/pay' })).toMatchObject(forbidden);
    expect(await ask(edge.cloud, { ...open, path: '/' })).toMatchObject(forbidden);
  });

  test('disableExecuteApiEndpoint closes the default endpoint, not the custom domain', async () => {
    const url = `${edge.cloud.endpoint}/_execute-api/${api.id}/test/pay`;
    expect(await edge.send({ url })).toMatchObject({ status: 403 });
    expect(await edge.send({ url: url.replace('https:', 'http:') })).toMatchObject({ status: 403 });
    expect((await ask(edge.cloud, { client: known })).status).toBe(200);
  });

  test('names that no stack declares are served as before', async () => {
    const stranger = await ask(edge.cloud, { serverName: 'localhost', path: '/_palisade/health' });
    expect(stranger.status).toBe(200);
    const aws = await ask(edge.cloud, { serverName: 'logs.us-east-1.amazonaws.com', path: '/' });
    expect(aws.status).toBeGreaterThanOrEqual(400);
  });

  test('is gone with its stack', async () => {
    const agent = agentFor(edge.cloud, known);
    const { socket } = await ask(edge.cloud, { agent });
    const closed = once(socket, 'close');
    await edge.cloud.cloud.remove('test');
    await closed;
    agent.destroy();
    await expect(ask(edge.cloud, { client: known })).rejects.toThrow();
    await deploy(ca.certificate);
    expect((await ask(edge.cloud, { client: known })).status).toBe(200);
  });
});

describe('function code', () => {
  /** Status line of the answer to a request over a connection that a function opened to `destination`. */
  async function statusThrough(destination: string, serverName: string, host = serverName): Promise<string> {
    const { origins } = edge.cloud.cloud.host;
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:caller';
    const token = origins.register({ functionArn, region: 'us-east-1', log: () => undefined });
    const socket = connectPlain(Number(new URL(edge.cloud.endpoint).port), '127.0.0.1');
    socket.write(`PALISADE/1 ${token} ${destination}:443\n`);
    const shown = { cert: known.certificate, key: known.key };
    const secure = connect({ socket, servername: serverName, ...edge.cloud.tls, ...shown });
    await once(secure, 'secureConnect');
    secure.write(`GET /pay HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of secure) answer += String(chunk);
    origins.release(token);
    return answer.split('\r\n', 1)[0] ?? '';
  }

  test('reaches a custom domain as everybody on the internet does', async () => {
    expect(await statusThrough(DOMAIN, DOMAIN)).toBe('HTTP/1.1 200 OK');
    expect(events.at(-1)?.requestContext).toMatchObject({ domainName: DOMAIN, identity: { sourceIp: '203.0.113.1' } });
  });

  test('does not reach it by another way, nor others by its way', async () => {
    const forbidden = 'HTTP/1.1 403 Forbidden';
    expect(await statusThrough('s3.us-east-1.amazonaws.com', DOMAIN)).toBe(forbidden);
    expect(await statusThrough('s3.us-east-1.amazonaws.com', 's3.us-east-1.amazonaws.com', DOMAIN)).toBe(forbidden);
    expect(await statusThrough(DOMAIN, 's3.us-east-1.amazonaws.com')).toBe(forbidden);
    expect(await statusThrough('open.palisade.test', DOMAIN)).toBe(forbidden);
  });
});
