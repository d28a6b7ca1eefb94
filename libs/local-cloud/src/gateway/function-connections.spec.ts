import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { compilePolicy } from '@palisade/policies';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CallOrigin, Network, NetworkPath } from '../kernel/origin.ts';
import type { Service, ServiceState } from '../kernel/service.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { Sha256 } from '../testing/sha256.ts';
import { tinyLogs } from '../testing/tiny-services.ts';
import { functionConnections, isPrivate } from './function-connections.ts';
import { Origins } from './origins.ts';
import { until } from '../testing/until.ts';

const networkInterface = {
  id: 'eni-1',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  securityGroupIds: ['sg-1'],
  privateIp: '10.0.0.5',
};
const throughEndpoint: NetworkPath = {
  via: 'vpc-endpoint',
  endpointType: 'Interface',
  vpcEndpointId: 'vpce-1',
  vpcId: 'vpc-1',
  vpcSourceIp: '10.0.0.5',
};

let path: NetworkPath;
let endpointAllows: boolean;
const network: ServiceState & Network = {
  interpret: () => () => undefined,
  pathTo: () => path,
  endpointPolicy: () => ({
    type: 'Interface',
    policy: compilePolicy(
      {
        Version: '2012-10-17',
        Statement: [{ Effect: endpointAllows ? 'Allow' : 'Deny', Principal: '*', Action: '*', Resource: '*' }],
      },
      { name: 'endpoint', kind: 'endpoint' },
    ),
  }),
};

const ec2: Service = {
  name: 'ec2',
  protocol: 'ec2',
  resources: [],
  operations: [],
  declaredOnly: [],
  createState: () => network,
};
let cloud: TestCloud;
let origin: CallOrigin;
let log: string[];
beforeAll(async () => {
  cloud = await startTestCloud(undefined, { services: [ec2, tinyLogs] });
});
afterAll(() => cloud.close());
beforeEach(() => {
  path = throughEndpoint;
  endpointAllows = true;
  log = [];
  origin = {
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
    region: 'us-east-1',
    networkInterface,
    log: (line) => void log.push(line),
  };
});

const port = (): number => Number(new URL(cloud.endpoint).port);

/** Opens a connection as function code does and returns it with what comes back. */
function open(preamble: string): { socket: Socket; received: () => string; closed: Promise<void> } {
  let text = '';
  const socket = connect({ port: port(), host: '127.0.0.1', noDelay: true }, () => socket.write(preamble));
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('data', (data: Buffer) => (text += data.toString())).on('error', () => undefined);
  return { socket, received: () => text, closed };
}

const unsigned =
  'POST / HTTP/1.1\r\nhost: logs.us-east-1.amazonaws.com\r\nx-amz-target: Logs_20140328.Mirror\r\ncontent-length: 0\r\n\r\n';

describe('a connection of function code', () => {
  test('to AWS ends at the door, over TLS with the certificate of that host', async () => {
    const token = cloud.cloud.host.origins.register(origin);
    const { socket } = open(`PALISADE/1 ${token} logs.us-east-1.amazonaws.com:443\n`);
    const secure = connectTls({ ...cloud.tls, socket, servername: 'logs.us-east-1.amazonaws.com' });
    const reply = await new Promise<string>((resolve, reject) => {
      secure.on('secureConnect', () => secure.write(unsigned)).on('error', reject);
      secure.on('data', (data: Buffer) => resolve(data.toString()));
    });
    expect(reply).toContain('MissingAuthenticationTokenException');
    socket.destroy();
  });

  test('carries the endpoint it came through instead of an address, and is checked by its policy', async () => {
    const token = cloud.cloud.host.origins.register(origin);
    const context = await callThrough(token);
    expect(context).toMatchObject({
      'aws:SourceVpce': 'vpce-1',
      'aws:SourceVpc': 'vpc-1',
      'aws:VpcSourceIp': '10.0.0.5',
    });
    expect(context).not.toHaveProperty('aws:SourceIp');
    expect(cloud.cloud.decisions.list().at(-1)).toMatchObject({
      vpcEndpointId: 'vpce-1',
      decision: { verdict: 'Allowed' },
    });
    endpointAllows = false;
    expect(await callThrough(token)).toMatchObject({
      message: expect.stringContaining('with an explicit deny in a VPC endpoint policy'),
    });
    path = { via: 'internet', sourceIp: '198.51.100.7' };
    const outside = await callThrough(token);
    expect(outside).toMatchObject({ 'aws:SourceIp': '198.51.100.7' });
    expect(outside).not.toHaveProperty('aws:SourceVpce');
  });

  test('cannot reach another service than the one it connected to', async () => {
    const token = cloud.cloud.host.origins.register(origin);
    const answer = await sendThrough(token, 'sts.us-east-1.amazonaws.com');
    expect(answer).toContain("Credential should be scoped to correct service: 'sts'");
    const control = open(
      `PALISADE/1 ${token} logs.us-east-1.amazonaws.com:80\nGET /_palisade/health HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`,
    );
    await control.closed;
    expect(control.received()).not.toContain('palisade');
  });

  test('that leads nowhere stays silent, and the function log says why, once', async () => {
    path = { via: 'nothing', reason: 'no route from subnet-1 to kms.us-east-1' };
    const token = cloud.cloud.host.origins.register(origin);
    const { closed, received, socket } = open(`PALISADE/1 ${token} kms.us-east-1.amazonaws.com:443\n${unsigned}`);
    await until(() => log.length > 0);
    socket.write(unsigned);
    const elsewhere = await fetch(`${cloud.endpoint.replace('https', 'http')}/_palisade/health`);
    expect(elsewhere.status).toBe(200);
    expect(log).toEqual(['no route from subnet-1 to kms.us-east-1']);
    expect(received()).toBe('');
    socket.destroy();
    await closed;
  });

  test('of an unknown function is closed', async () => {
    const token = cloud.cloud.host.origins.register(origin);
    cloud.cloud.host.origins.release(token);
    const { closed, received } = open(`PALISADE/1 ${token} s3.amazonaws.com:443\n${unsigned}`);
    await closed;
    expect(received()).toBe('');
  });

  test('may come in any pieces', async () => {
    const token = cloud.cloud.host.origins.register(origin);
    const { received, socket } = open('P');
    for (const piece of `ALISADE/1 ${token} logs.us-east-1.amazonaws.com:80\n`) {
      await new Promise(setImmediate);
      socket.write(piece);
    }
    socket.write(unsigned);
    await until(() => received() !== '');
    expect(received()).toContain('MissingAuthenticationTokenException');
    socket.destroy();
  });

  test('never reaches this machine or a private network by way of the internet', async () => {
    const server = createServer((socket) => socket.end('reached'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    path = { via: 'internet', sourceIp: '198.51.100.7' };
    const token = cloud.cloud.host.origins.register(origin);
    const { received, socket } = open(`PALISADE/1 ${token} 127.0.0.1:${(server.address() as AddressInfo).port}\n`);
    await until(() => log.length > 0);
    expect(log[0]).toContain('is a private address');
    expect(received()).toBe('');
    socket.destroy();
    server.close();
  });
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['169.254.169.254', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['fd00::1', true],
  ['8.8.8.8', false],
  ['2001:4860:4860::8888', false],
])('%s is private: %p', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

test('a function outside a VPC has the internet, whatever the network says', () => {
  const origins = new Origins();
  const route = functionConnections({
    origins,
    network: () => undefined,
    isCustomDomain: () => false,
    log: () => undefined,
  });
  const { networkInterface: _, ...outside } = origin;
  const token = origins.register(outside);
  const to = { token, host: 's3.eu-west-1.amazonaws.com', port: 443 };
  expect(route(to, undefined as unknown as Socket)).toEqual({ path: { via: 'internet', sourceIp: '203.0.113.1' } });
});

test('a custom domain of this cloud is reached where the internet is, and nowhere else', () => {
  const origins = new Origins();
  let way: NetworkPath = { via: 'internet', sourceIp: '198.51.100.1' };
  const isCustomDomain = (host: string): boolean => host === 'payments.example.com';
  const reached: Network = { ...network, pathTo: () => way };
  const route = functionConnections({ origins, network: () => reached, isCustomDomain, log: () => undefined });
  const to = { token: origins.register(origin), host: 'Payments.example.com', port: 443 };
  const socket = { setTimeout: () => undefined, resume: () => undefined } as unknown as Socket;
  expect(route(to, socket)).toEqual({ path: way });
  way = throughEndpoint;
  expect(route(to, socket)).toBe('taken');
  way = { via: 'nothing', reason: 'the subnet has no route to the internet' };
  expect(route(to, socket)).toBe('taken');
  expect(log).toEqual(['Payments.example.com is not served by vpce-1', 'the subnet has no route to the internet']);
});

/** Calls Mirror as the deployer over a function's connection. */
async function callThrough(token: string): Promise<Record<string, unknown>> {
  return JSON.parse(await sendThrough(token, 'logs.us-east-1.amazonaws.com')) as Record<string, unknown>;
}

/** Sends it to whatever host; returns the body of the reply. */
async function sendThrough(token: string, destination: string): Promise<string> {
  const { credentials } = cloud.deployer();
  const signer = new SignatureV4({ service: 'logs', region: 'us-east-1', credentials, sha256: Sha256 });
  const headers = { host: 'logs.us-east-1.amazonaws.com', 'x-amz-target': 'Logs_20140328.Mirror' };
  const signed = await signer.sign(
    { method: 'POST', protocol: 'http:', hostname: headers.host, path: '/', query: {}, headers, body: '' },
    { signingDate: new Date(cloud.clock.now()) },
  );
  const lines = Object.entries({ ...signed.headers, connection: 'close', 'content-length': '0' });
  const { closed, received } = open(
    `PALISADE/1 ${token} ${destination}:80\nPOST / HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`,
  );
  await closed;
  return received().split('\r\n\r\n')[1] ?? '';
}
