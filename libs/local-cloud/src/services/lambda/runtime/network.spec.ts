import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Properties } from '@palisade/local-engine';
import type { Declaration } from '../../../testing/index.ts';
import { FunctionCloud, ownLogs, type FunctionDeclaration } from '../testing/function-cloud.ts';

/** Calls STS over HTTPS with nothing but Node's own clients, unsigned: what comes back shows how the call arrived. */
const clients = `
const https = require('node:https'); const http = require('node:http'); const tls = require('node:tls'); const net = require('node:net');
const read = (request) => new Promise((resolve, reject) => {
  request.on('response', (response) => {
    let text = ''; response.setEncoding('utf8');
    response.on('data', (part) => (text += part)).on('end', () => resolve({ status: response.statusCode, text }));
  }).on('error', reject).end();
});
const attempt = async (what) => { try { return await what() } catch (error) { return { code: error.cause?.code ?? error.code, message: error.message } } };
const ways = {
  https: ({ url }) => read(https.request(url)),
  http: ({ url }) => read(http.request(url)),
  fetch: async ({ url }) => { const response = await fetch(url, { signal: AbortSignal.timeout(20_000) }); return { status: response.status, text: await response.text() } },
  pinned: ({ url }) => read(https.request(url, { ca: [tls.rootCertificates[0]] })),
  context: ({ url }) => read(https.request(url, { secureContext: tls.createSecureContext() })),
  tls: ({ host }) => new Promise((resolve, reject) => { const socket = tls.connect(443, host, { servername: host }, () => { const { authorized } = socket; const name = socket.getPeerCertificate().subjectaltname; socket.end(); resolve({ authorized, name }) }).on('error', reject) }),
  untrusted: ({ url }) => read(https.request(url, { servername: 'example.com' })),
  socket: ({ host, port }) => new Promise((resolve, reject) => { const socket = net.connect(port, host, () => { socket.end(); resolve('connected') }).on('error', reject) }),
  unix: ({ path }) => new Promise((resolve, reject) => net.connect(path).on('error', reject).on('connect', resolve)),
  lookup: async ({ host }) => { const dns = require('node:dns'); const { address } = await dns.promises.lookup(host); return read(https.request({ host: address, servername: host, headers: { host }, path: '/' })) },
  records: ({ host }) => require('node:dns').promises.resolveTxt(host),
};
exports.handler = (event) => attempt(() => ways[event.way](event));
`;

const sts = 'https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15';

const interfaces = {
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};

/** A VPC with private DNS; the endpoint for STS only where a test wants it. */
function inVpc(prefix: string, endpoint: boolean): (stack: Declaration) => Properties {
  return (stack) => {
    const vpc = stack.resource('aws:ec2/vpc:Vpc', `${prefix}-vpc`, {
      cidrBlock: '10.0.0.0/16',
      enableDnsHostnames: true,
    });
    const subnet = stack.resource('aws:ec2/subnet:Subnet', `${prefix}-subnet`, {
      vpcId: vpc.id,
      cidrBlock: '10.0.1.0/24',
    });
    const group = stack.resource('aws:ec2/securityGroup:SecurityGroup', `${prefix}-group`, {
      vpcId: vpc.id,
      egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, self: true }],
    });
    if (endpoint) {
      stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', `${prefix}-sts`, {
        vpcId: vpc.id,
        serviceName: 'com.amazonaws.us-east-1.sts',
        vpcEndpointType: 'Interface',
        subnetIds: [subnet.id],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
      });
    }
    return { vpcConfig: { subnetIds: [subnet.id], securityGroupIds: [group.id] } };
  };
}

const declaration = (more: Partial<FunctionDeclaration> = {}): FunctionDeclaration => ({
  files: { 'index.js': clients },
  ...more,
});

let cloud: FunctionCloud;
let bystander: Server;

beforeAll(async () => {
  bystander = createServer((socket) => socket.end('reached')).listen(0, '127.0.0.1');
  cloud = await FunctionCloud.start({
    outside: declaration(),
    connected: declaration({ statements: [ownLogs, interfaces], around: inVpc('connected', true) }),
    isolated: declaration({
      statements: [ownLogs, interfaces],
      around: inVpc('isolated', false),
      inputs: { timeout: 3 },
    }),
  });
});
afterAll(async () => {
  bystander.close();
  await cloud.close();
});

const call = async (name: string, event: object): Promise<unknown> => (await cloud.invoke(name, event)).payload;
const unsigned = { status: 403, text: expect.stringContaining('MissingAuthenticationToken') };

describe('a function outside a VPC', () => {
  test.each(['https', 'fetch', 'pinned', 'context'])('reaches AWS by its real names through %s', async (way) => {
    expect(await call('outside', { way, url: sts })).toEqual(unsigned);
  });

  test('reaches AWS without TLS too', async () => {
    expect(await call('outside', { way: 'http', url: sts.replace('https', 'http') })).toEqual(unsigned);
  });

  test('sees a certificate for the name it asked for', async () => {
    expect(await call('outside', { way: 'tls', host: 'bucket.s3.us-east-1.amazonaws.com' })).toEqual({
      authorized: true,
      name: 'DNS:bucket.s3.us-east-1.amazonaws.com',
    });
    expect(await call('outside', { way: 'untrusted', url: sts })).toMatchObject({
      code: expect.stringMatching(/CERT|ALTNAME|VERIFY/),
    });
  });

  test('may resolve a name itself', async () => {
    expect(await call('outside', { way: 'lookup', host: 'sts.us-east-1.amazonaws.com' })).toMatchObject({
      status: expect.any(Number),
    });
    expect(await call('outside', { way: 'records', host: 'example.com' })).toMatchObject({ code: 'ENODATA' });
  });

  test('has a loopback interface of its own: this machine is out of reach', async () => {
    const { port } = bystander.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await call('outside', { way: 'socket', host, port })).toMatchObject({ code: 'ECONNREFUSED' });
    }
    expect(await call('outside', { way: 'unix', path: '/var/run/docker.sock' })).toMatchObject({
      message: 'The local cloud does not support Unix sockets inside functions (/var/run/docker.sock).',
    });
  });
});

describe('a function in a VPC', () => {
  test('reaches a service through its interface endpoint', async () => {
    expect(await call('connected', { way: 'https', url: sts })).toEqual(unsigned);
    expect(await call('connected', { way: 'fetch', url: sts })).toEqual(unsigned);
  });

  test.each([
    [
      'isolated',
      'https',
      { url: sts },
      'to sts.us-east-1: no NAT gateway, no interface endpoint com.amazonaws.us-east-1.sts',
    ],
    ['connected', 'fetch', { url: 'https://example.com/' }, 'to example.com: no NAT gateway'],
    ['connected', 'socket', { host: '169.254.169.254', port: 80 }, 'to 169.254.169.254: no NAT gateway'],
  ])('%s waits in vain (%s %j), and its log says why', async (name, way, event, reason) => {
    const group = `/aws/lambda/${name}`;
    const seen = (await cloud.log(group).catch(() => [])).length;
    const answer = cloud.invoke(name, { way, ...event });
    let lines: readonly string[] = [];
    while (!lines.some((line) => line.includes('cannot be reached'))) {
      lines = (await cloud.log(group).catch(() => [])).slice(seen);
    }
    cloud.test.clock.advance(3000);
    const { payload, functionError } = await answer;
    expect(functionError).toBe('Unhandled');
    expect(payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(lines.find((line) => line.includes('cannot be reached'))).toMatch(
      new RegExp(`no route from subnet-[0-9a-f]+ ${reason}$`),
    );
  });
});
