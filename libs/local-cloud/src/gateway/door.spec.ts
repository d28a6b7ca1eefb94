import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../testing/index.ts';
import { sendSigned, type Answer, type SignOptions } from '../testing/signed-request.ts';
import { declarePowerless, powerless, tinyFunctions, tinyLogs, tinyStore } from '../testing/tiny-services.ts';
import type { Exchange } from '../kernel/exchange.ts';
const seen: Exchange[] = [];
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(declarePowerless, { services: [tinyStore(seen), tinyLogs, tinyFunctions] });
});
afterAll(() => cloud.close());

const signed = (path: string, options: SignOptions = {}): Promise<Answer> => sendSigned(cloud, path, options);

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

  test('a reply that HTTP cannot carry is an internal error and harms nobody else', async () => {
    const answers = await Promise.all([signed('/'), signed('/b/unspeakable'), signed('/')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 500, 200]);
    expect(cloud.log.at(-1)).toContain('a reply could not be sent');
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
