import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AwsError } from '../kernel/errors.ts';
import { operation } from '../kernel/operation.ts';
import type { Service, ServiceState } from '../kernel/service.ts';
import { bytes, empty, json, xml } from '../kernel/wire.ts';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { Sha256 } from '../testing/sha256.ts';

/* Services small enough to see the door through them. */

const seen: unknown[] = [];
const state: ServiceState = { interpret: () => () => undefined, observe: (exchange) => void seen.push(exchange) };

const store: Service = {
  name: 's3',
  protocol: 'rest-xml',
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  selectors: ['torrent'],
  resources: [],
  operations: [
    operation<ServiceState, { readonly key: string; readonly body: Buffer }>({
      name: 'PutObject',
      route: { method: 'PUT', path: '/{Bucket}/{Key+}' },
      parse: ({ body, params }) => ({ key: `${params['Bucket']}/${params['Key']}`, body }),
      permissions: ({ key }) => [{ action: 's3:PutObject', resource: `arn:aws:s3:::${key}` }],
      run: ({ body, key }) => bytes(Buffer.from(`${key}:${body.toString()}`), { etag: '"x"' }),
    }),
    operation<ServiceState, string>({
      name: 'GetObject',
      route: { method: 'GET', path: '/{Bucket}/{Key+}' },
      parse: ({ params }) => params['Key'] ?? '',
      permissions: () => [],
      run(key) {
        if (key === 'broken') throw new Error('a secret inside');
        throw new AwsError(
          'NoSuchKey',
          'The specified key does not exist.',
          404,
          { Key: key },
          { 'x-amz-delete-marker': 'true' },
        );
      },
    }),
    operation<ServiceState, undefined>({
      name: 'HeadObject',
      route: { method: 'HEAD', path: '/{Bucket}/{Key+}' },
      parse: () => undefined,
      permissions: () => [],
      run() {
        throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      },
    }),
    operation<ServiceState, string>({
      name: 'ListBuckets',
      route: { method: 'GET', path: '/' },
      parse: ({ query }) => query.get('prefix') ?? '',
      permissions: () => [],
      run: (prefix) =>
        xml('ListAllMyBucketsResult', { Prefix: prefix, Buckets: { Bucket: [{ Name: 'a&b' }, { Name: '<c>' }] } }),
    }),
    operation<ServiceState, undefined>({
      name: 'ListObjectsV2',
      route: { method: 'GET', path: '/{Bucket}', query: ['list-type=2'] },
      parse: () => undefined,
      permissions: () => [],
      run: () => empty(200),
    }),
  ],
  declaredOnly: [{ name: 'CreateBucket', route: { method: 'PUT', path: '/{Bucket}' } }],
  createState: () => state,
};

const logs: Service = {
  name: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  resources: [],
  operations: [
    operation<ServiceState, unknown>({
      name: 'DescribeLogGroups',
      parse: ({ input }) => input['logGroupNamePrefix'],
      permissions: () => [{ action: 'logs:DescribeLogGroups', resource: '*' }],
      run: (prefix) => json({ logGroups: [{ logGroupName: String(prefix) }] }),
    }),
  ],
  declaredOnly: [{ name: 'DeleteLogGroup' }],
  createState: () => ({ interpret: () => () => undefined }),
};

const functions: Service = {
  name: 'lambda',
  protocol: 'rest-json',
  resources: [],
  operations: [
    operation<ServiceState, string>({
      name: 'GetFunction',
      route: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}' },
      parse: ({ params }) => params['FunctionName'] ?? '',
      permissions: (name) => [{ action: 'lambda:GetFunction', resource: name }],
      run: (name) => json({ FunctionName: name }),
    }),
  ],
  declaredOnly: [],
  createState: () => ({ interpret: () => () => undefined }),
};

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(
    (stack) => {
      const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }];
      stack.resource('aws:iam/role:Role', 'r', {
        name: 'powerless',
        assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement }),
      });
    },
    { services: [store, logs, functions] },
  );
});
afterAll(() => cloud.close());

const powerless = 'arn:aws:iam::123456789012:role/powerless';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The path is sent as it is, dot segments and all. */
function send(url: string, options: RequestOptions, body = ''): Promise<Answer> {
  const [, scheme, host, port, path] = /^(https?):\/\/([^:/]+):(\d+)(.*)$/.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const at = { host, port: Number(port), path: path || '/', ...options };
    const request = scheme === 'https' ? httpsRequest({ ...at, agent: cloud.agent }) : httpRequest(at);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

interface SignOptions {
  readonly service?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: string;
  readonly at?: number;
  readonly scheme?: 'https' | 'http';
  readonly host?: string;
  readonly role?: string;
  readonly region?: string;
}

/** Sends a request as the deployer signs it. */
async function signed(path: string, options: SignOptions = {}): Promise<Answer> {
  const {
    at = cloud.clock.now(),
    body = '',
    headers = {},
    method = 'GET',
    query = {},
    region = 'us-east-1',
    scheme = 'https',
    service = 's3',
  } = options;
  const base = cloud.endpoint.replace('https', scheme);
  const { credentials } = options.role === undefined ? cloud.deployer() : cloud.role(options.role);
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: service !== 's3' });
  const request = await signer.sign(
    {
      method,
      protocol: `${scheme}:`,
      hostname: '127.0.0.1',
      path,
      query,
      headers: {
        host: options.host ?? new URL(base).host,
        ...(service === 's3' && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }),
        ...headers,
      },
      body,
    },
    { signingDate: new Date(at) },
  );
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return send(`${base}${path}${search && `?${search}`}`, { method, headers: request.headers }, body);
}

describe('transport', () => {
  test('the same port speaks TLS and plain HTTP, and the evaluator hears which', async () => {
    expect((await signed('/b/k', { method: 'PUT', body: 'x' })).body).toBe('b/k:x');
    expect((await signed('/b/k', { method: 'PUT', body: 'x', scheme: 'http' })).body).toBe('b/k:x');
    const [overTls, plain] = seen.slice(-2) as { connection: { scheme: string; tlsVersion?: string } }[];
    expect(overTls?.connection).toMatchObject({ scheme: 'https', tlsVersion: 'TLSv1.3' });
    expect(plain?.connection).toEqual({ scheme: 'http', sourceIp: '127.0.0.1' });
  });

  test('TLS 1.1 is refused, 1.2 is not', async () => {
    const { port } = new URL(cloud.endpoint);
    const handshake = (version: 'TLSv1.1' | 'TLSv1.2'): Promise<string | null> =>
      new Promise((resolve, reject) => {
        const options = {
          ...cloud.tls,
          port: Number(port),
          host: '127.0.0.1',
          minVersion: version,
          maxVersion: version,
          ciphers: 'DEFAULT@SECLEVEL=0',
        } as const;
        const socket = connectTls(options, () => resolve(socket.getProtocol()));
        socket.on('secureConnect', () => socket.destroy()).on('error', reject);
      });
    expect(await handshake('TLSv1.2')).toBe('TLSv1.2');
    await expect(handshake('TLSv1.1')).rejects.toThrow();
  });

  test('AWS host names get a certificate of their own from the same authority', async () => {
    const { port } = new URL(cloud.endpoint);
    const name = 's3.eu-west-1.amazonaws.com';
    const subject = await new Promise((resolve, reject) => {
      const socket = connectTls({ ...cloud.tls, port: Number(port), host: '127.0.0.1', servername: name }, () => {
        resolve(socket.getPeerCertificate().subjectaltname);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(subject).toBe(`DNS:${name}`);
  });

  test('garbage closes the connection and harms nobody', async () => {
    const { port } = new URL(cloud.endpoint);
    for (const garbage of [
      Buffer.from([0x16, 0x03, 0x01, 0xff, 0xff, 0, 0, 0]),
      Buffer.from('PALISADE/1 nonsense\n'),
      Buffer.from('\0\0\0\r\n\r\n'),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(garbage));
        socket
          .on('close', () => resolve())
          .on('error', () => undefined)
          .resume();
      });
    }
    expect((await signed('/')).status).toBe(200);
  });

  test('a request that comes byte by byte is understood, also when it begins like a preamble', async () => {
    const { port } = new URL(cloud.endpoint);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true }, async () => {
        for (const byte of 'PUT /b/k HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n') {
          socket.write(byte);
          await new Promise(setImmediate);
        }
      });
      socket.on('data', (data) => (text += data.toString())).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  test('Expect: 100-continue is answered before the body comes', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${cloud.endpoint.replace('https', 'http')}/b/k`, {
        method: 'PUT',
        headers: { expect: '100-continue', 'content-length': 1 },
      });
      request
        .on('continue', () => request.end('x'))
        .on('response', (response) => resolve(String(response.statusCode)))
        .on('error', reject);
      request.flushHeaders();
    });
    expect(answer).toBe('403');
  });

  test('a body over the limit is refused by name, before it is sent', async () => {
    const headers = { 'content-length': String(257 * 1024 * 1024), expect: '100-continue' };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const request = httpRequest(
        `${cloud.endpoint.replace('https', 'http')}/b/k`,
        { method: 'PUT', headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            });
            request.destroy();
          });
        },
      );
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<Code>EntityTooLarge</Code>');
  });
});

describe('routing', () => {
  test('by credential scope, X-Amz-Target, AWS host name and virtual-hosted bucket', async () => {
    const target = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups', 'content-type': 'application/x-amz-json-1.1' };
    const body = '{"logGroupNamePrefix":"/a"}';
    expect((await signed('/', { method: 'POST', service: 'logs', headers: target, body })).body).toBe(
      '{"logGroups":[{"logGroupName":"/a"}]}',
    );
    expect((await signed('/k', { method: 'PUT', host: 'bucket.s3.us-east-1.amazonaws.com' })).body).toBe('bucket/k:');
    expect((await signed('/k', { method: 'PUT', host: 'bucket.localhost:1' })).body).toBe('bucket/k:');
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    expect((await signed(`/2015-03-31/functions/${encodeURIComponent(arn)}`, { service: 'lambda' })).body).toBe(
      JSON.stringify({ FunctionName: arn }),
    );
  });

  test('keys keep their slashes and odd characters', async () => {
    for (const key of ['a//b/', '/leading', 'ü %25+&?=', 'a/../b', '.']) {
      const path = `/b/${key.split('/').map(encodeURIComponent).join('/')}`;
      expect((await signed(path, { method: 'PUT' })).body).toBe(`b/${key}:`);
    }
  });

  test('a signature for another service than the host', async () => {
    const answer = await signed('/', { method: 'POST', service: 'sts', host: 'logs.us-east-1.amazonaws.com' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({
      __type: 'InvalidSignatureException',
      message: expect.stringContaining("correct service: 'logs'"),
    });
  });

  test('what is not there is refused by name', async () => {
    expect((await signed('/b/k', { query: { torrent: '' } })).body).toContain('does not support s3 GET /b/k?torrent');
    expect((await signed('/b', { query: { 'list-type': '3' } })).status).toBe(501);
    expect((await signed('/', { service: 'sagemaker' })).body).toContain(
      "does not support the AWS service 'sagemaker'",
    );
    const headers = { 'x-amz-target': 'Logs_20140328.StartQuery' };
    expect((await signed('/', { method: 'POST', service: 'logs', headers })).body).toContain(
      'does not support logs:StartQuery',
    );
  });

  test('infrastructure changes are refused with the way to do them', async () => {
    const answer = await signed('/new-bucket', { method: 'PUT' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('s3:CreateBucket would change infrastructure');
    expect((await signed('/new-bucket/', { method: 'PUT', role: powerless })).body).toContain(
      'InfrastructureIsDeclared',
    );
  });
});

describe('errors as each protocol writes them', () => {
  test('S3: XML with request ids; none for HEAD', async () => {
    const answer = await signed('/b/some key'.replace(' ', '%20'));
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/xml',
      server: 'AmazonS3',
      'x-amz-delete-marker': 'true',
    });
    const id = answer.headers['x-amz-request-id'];
    expect(answer.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>' +
        `<Key>some key</Key><RequestId>${id}</RequestId><HostId>${answer.headers['x-amz-id-2']}</HostId></Error>`,
    );
    const head = await signed('/b/k', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 404, body: '' });
  });

  test('XML is escaped', async () => {
    expect((await signed('/', { query: { prefix: '<"&\r\u0001' } })).body).toContain(
      '<Prefix>&lt;&quot;&amp;&#xd;&#x1;</Prefix><Buckets><Bucket><Name>a&amp;b</Name></Bucket><Bucket><Name>&lt;c&gt;</Name></Bucket></Buckets>',
    );
  });

  test('an error inside a service says nothing about its cause', async () => {
    const answer = await signed('/b/broken');
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('<Code>InternalError</Code>');
    expect(answer.body).not.toContain('secret');
    expect(cloud.log.at(-1)).toContain('a secret inside');
  });

  test('JSON: __type and message; rest-json: x-amzn-errortype', async () => {
    const headers = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };
    const denied = await signed('/', { method: 'POST', service: 'logs', headers, body: '{}', role: powerless });
    expect(denied.status).toBe(400);
    expect(JSON.parse(denied.body)).toEqual({
      __type: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/powerless/test is not authorized to perform: logs:DescribeLogGroups on ' +
        'resource: * because no identity-based policy allows the logs:DescribeLogGroups action',
    });
    const malformed = await signed('/', { method: 'POST', service: 'logs', headers, body: '{' });
    expect(JSON.parse(malformed.body).__type).toBe('SerializationException');
    const rest = await signed('/2015-03-31/functions/f', { service: 'lambda', role: powerless });
    expect(rest).toMatchObject({ status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } });
    expect(JSON.parse(rest.body)).toMatchObject({
      Type: 'User',
      message: expect.stringContaining('lambda:GetFunction'),
    });
  });

  test('the SDKs understand them', async () => {
    const wrong = cloud.withCredentials({ ...cloud.deployer().credentials, secretAccessKey: 'wrong' });
    await expect(new STSClient(wrong).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(new CloudWatchLogsClient(wrong).send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    const unknown = cloud.withCredentials({ accessKeyId: 'AKIA0000000000000000', secretAccessKey: 'x' });
    await expect(new STSClient(unknown).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await expect(new CloudWatchLogsClient(unknown).send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    await expect(
      new CloudWatchLogsClient(cloud.deployer()).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/x' })),
    ).resolves.toMatchObject({
      logGroups: [{ logGroupName: '/x' }],
    });
  });
});

describe('signatures at the door', () => {
  test.each([
    ['S3', 's3', 403, 'RequestTimeTooSkewed'],
    ['JSON', 'logs', 400, 'InvalidSignatureException'],
    ['Lambda', 'lambda', 403, 'InvalidSignatureException'],
    ['query', 'sts', 403, 'SignatureDoesNotMatch'],
  ])('%s refuses a clock that is 16 minutes off', async (_name, service, status, code) => {
    const path = service === 'lambda' ? '/2015-03-31/functions/f' : '/';
    const answer = await signed(path, { service, at: cloud.clock.now() - 16 * 60_000 });
    expect(answer.status).toBe(status);
    expect(`${answer.body}${String(answer.headers['x-amzn-errortype'])}`).toContain(code);
  });

  test('Lambda allows five minutes only', async () => {
    const at = (minutes: number): Promise<Answer> =>
      signed('/2015-03-31/functions/f', { service: 'lambda', at: cloud.clock.now() - minutes * 60_000 });
    expect((await at(5)).status).toBe(200);
    expect((await at(6)).body).toContain('Signature expired: ');
  });

  test('unsigned requests: S3 says Access Denied, the others that a token is missing', async () => {
    const put = await send(`${cloud.endpoint}/b/k`, { method: 'PUT' });
    expect(put.body).toContain('<Code>AccessDenied</Code><Message>Access Denied</Message>');
    const headers = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' };
    expect(JSON.parse((await send(cloud.endpoint, { method: 'POST', headers })).body)).toMatchObject({
      __type: 'MissingAuthenticationTokenException',
    });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const query = await send(
      cloud.endpoint,
      { method: 'POST', headers: form },
      'Action=GetCallerIdentity&Version=2011-06-15',
    );
    expect(query.body).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('Signature Version 2 is refused with AWS words', async () => {
    const answer = await send(`${cloud.endpoint}/b/k?AWSAccessKeyId=A&Signature=x&Expires=1`, {});
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('Please use AWS4-HMAC-SHA256.') });
    const header = await send(`${cloud.endpoint}/b/k`, { headers: { authorization: 'AWS AKID:x' } });
    expect(header.body).toContain('Please use AWS4-HMAC-SHA256.');
  });

  test('chunked bodies arrive decoded, trailers as headers, and signed content hashes count', async () => {
    const body = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'content-encoding': 'aws-chunked,gzip',
    };
    expect((await signed('/b/k', { method: 'PUT', headers, body })).body).toBe('b/k:hello');
    const { wire } = seen.at(-1) as { wire: { headers: Record<string, string> } };
    expect(wire.headers).toMatchObject({
      'x-amz-checksum-crc32': 'NhCmhg==',
      'content-length': '5',
      'content-encoding': 'gzip',
    });
    const short = { ...headers, 'x-amz-decoded-content-length': '6' };
    expect((await signed('/b/k', { method: 'PUT', headers: short, body })).body).toContain(
      '<Code>IncompleteBody</Code>',
    );
    const wrongHash = { 'x-amz-content-sha256': 'a'.repeat(64) };
    expect((await signed('/b/k', { method: 'PUT', headers: wrongHash, body })).body).toContain(
      '<Code>XAmzContentSHA256Mismatch</Code>',
    );
  });
});

test('every decision is recorded with what decided it', async () => {
  await signed('/b/decided', { method: 'PUT' });
  await signed('/b/decided', { method: 'PUT', role: powerless });
  const [allowed, denied] = cloud.cloud.decisions.list().slice(-2);
  expect(allowed).toMatchObject({
    principal: 'arn:aws:iam::123456789012:user/deployer',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::b/decided',
    decision: { verdict: 'Allowed', decidedBy: { policy: 'AdministratorAccess' } },
  });
  expect(denied).toMatchObject({
    principal: 'arn:aws:sts::123456789012:assumed-role/powerless/test',
    decision: { verdict: 'ImplicitlyDenied' },
  });
});

test('a refused request is observed with its outcome', async () => {
  await signed('/b/k', { method: 'PUT', role: powerless });
  expect(seen.at(-1)).toMatchObject({
    operation: 'PutObject',
    status: 403,
    errorCode: 'AccessDenied',
    principal: { kind: 'assumed-role' },
  });
});

test('the Date header is the time of the cloud', async () => {
  const { headers } = await signed('/');
  expect(Date.parse(String(headers['date']))).toBe(Math.floor(cloud.clock.now() / 1000) * 1000);
});
