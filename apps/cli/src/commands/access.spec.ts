import { beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSandbox, writeProgram, type Finished, type Sandbox } from '../testing/command.ts';

/** A bucket with an endpoint, and a role that writes to the one through the other. */
const program = `
const opts = { provider };
const vpc = new aws.ec2.Vpc('vpc', { cidrBlock: '10.0.0.0/16' }, opts);
const endpoint = new aws.ec2.VpcEndpoint('s3', {
  vpcId: vpc.id, serviceName: 'com.amazonaws.us-east-1.s3', vpcEndpointType: 'Gateway',
}, opts);
const bucket = new aws.s3.Bucket('store', { bucket: 'access-specs-store', forceDestroy: true }, opts);
const document = (...Statement) => ({ Version: '2012-10-17', Statement });
const role = new aws.iam.Role('writer', { name: 'writer', assumeRolePolicy: document(
  { Sid: 'Trust', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
) }, opts);
new aws.iam.RolePolicy('write', { name: 'write', role: role.name, policy: document(
  { Sid: 'Write', Effect: 'Allow', Action: ['s3:PutObject', 'logs:PutLogEvents'], Resource: 'arn:aws:s3:::access-specs-store/*' },
) }, opts);
new aws.s3.BucketPolicy('only-inside', { bucket: bucket.bucket, policy: endpoint.id.apply((id) => JSON.stringify(document(
  { Sid: 'OnlyInside', Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::access-specs-store/*',
    Condition: { StringNotEquals: { 'aws:SourceVpce': id } } },
))) }, opts);
const key = new aws.kms.Key('key', { description: 'receipts', policy: JSON.stringify(document(
  { Sid: 'Account', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  { Sid: 'Receipts', Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:GenerateDataKey', Resource: '*', Condition: { StringEquals: {
    'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/writer', 'kms:ViaService': 's3.us-east-1.amazonaws.com',
    'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::access-specs-receipts' } } },
)) }, opts);
new aws.kms.Alias('key', { name: 'alias/receipts', targetKeyId: key.id }, opts);
const receipts = new aws.s3.Bucket('receipts', { bucket: 'access-specs-receipts', forceDestroy: true }, opts);
new aws.s3.BucketServerSideEncryptionConfiguration('receipts', { bucket: receipts.bucket, rules: [
  { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn } },
] }, opts);
new aws.iam.RolePolicy('keep', { name: 'keep', role: role.name, policy: key.arn.apply((arn) => JSON.stringify(document(
  { Sid: 'Keep', Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::access-specs-receipts/*', Condition: {
    StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
    ArnEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': arn } } },
))) }, opts);
exports.endpoint = endpoint.id;
`;

const receipts = ['arn:aws:s3:', '', 'access-specs-receipts'].join(':');
const object = ['arn:aws:s3:', '', 'access-specs-store/a.txt'].join(':');
let cloud: Sandbox;
let stack: string[];
let endpoint: string;

beforeAll(async () => {
  cloud = await openSandbox();
  stack = ['--cwd', writeProgram(program), '--stack', 'dev'];
  const deployed = await cloud.run('up', ...stack);
  expect(deployed).toMatchObject({ code: 0, stderr: '' });
  endpoint = /endpoint +(vpce-\w+)/.exec(deployed.stdout)?.[1] ?? '';
  // Everything below reads the state file alone.
  expect((await cloud.run('stop')).code).toBe(0);
});

const explain = (...options: string[]): Promise<Finished> => cloud.run('access', 'explain', ...stack, ...options);
const put = ['--principal', 'writer', '--action', 's3:PutObject', '--resource', object];

describe('access', () => {
  test('shows who may do what, without a running cloud', async () => {
    const { code, stderr, stdout } = await cloud.run('access', ...stack);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Who may do what in dev');
    expect(stdout).toMatch(
      new RegExp(
        `s3 access-specs-store/\\*, encrypted with AES-256\n +Write \\(identity\\) +${endpoint} +s3:PutObject`,
      ),
    );
    expect(stdout).toMatch(/denied: \d+; by OnlyInside 1×/);
    expect(stdout).toMatch(/iam role\/writer\n +Trust \(trust\) +no endpoint +sts:AssumeRole/);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(await cloud.cloudPid()).toBeUndefined();
  });

  test('asks a bucket for its own encryption, and shows that no other is allowed', async () => {
    const { stdout } = await cloud.run('access', ...stack);
    expect(stdout).toContain("ask for each bucket's own encryption");
    expect(stdout).toMatch(
      /s3 access-specs-receipts\/\*, encrypted with alias\/receipts\n +Keep \(identity\) +no endpoint\n? +s3:PutObject\n/,
    );
    expect(stdout).toMatch(
      /nothing allows it +no endpoint asking for no encryption, AES-256 or another key +not s3:PutObject\n/,
    );
    expect(stdout).toMatch(/Receipts \(key\) +via s3 for access-specs-receipts +kms:GenerateDataKey\n/);
  });

  test('prints every answer as JSON and as lines, and a page', async () => {
    const [json, lines, page] = await Promise.all(
      ['--json', '--all', '--html'].map((form) => cloud.run('access', ...stack, form)),
    );
    const { answers } = JSON.parse(json?.stdout ?? '') as { answers: object[] };
    expect(answers).toContainEqual({
      principal: 'writer',
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::access-specs-store/*',
      path: 'direct',
      verdict: 'ExplicitlyDenied',
      decidedBy: { kind: 'bucket', policy: 'policy of bucket access-specs-store', statement: 'OnlyInside' },
    });
    expect(lines?.stdout.trim().split('\n')).toHaveLength(answers.length);
    expect(page?.stdout).toMatch(/^<!doctype html>(.|\n)*<\/html>\n$/);
  });

  test.each([
    [['--stack', 'other'], "other is not deployed. Run 'palisade up --stack other' first."],
    [['--json', '--html'], 'Choose one of --json, --html and --all.'],
  ])('%j is refused', async (options, message) => {
    const { code, stderr } = await cloud.run('access', ...stack, ...options);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });

  test('a stack on AWS is refused, with what to do', async () => {
    const { code, stderr } = await cloud.run('access', '--stack', 'documents-dev');
    expect(code).toBe(1);
    expect(stderr).toContain(
      "'documents-dev' is on AWS, and 'palisade access' reads what is deployed to the local cloud.",
    );
  });

  test('leaves the home as it was', () => {
    expect(readdirSync(cloud.home)).not.toContain('control.json');
    expect(readFileSync(join(cloud.home, 'state/dev.json'), 'utf8')).toContain('access-specs-store');
  });
});

describe('access explain', () => {
  test('says why a request is denied, and that it is allowed through the endpoint', async () => {
    const [outside, inside] = await Promise.all([explain(...put), explain(...put, '--via', endpoint)]);
    expect(outside?.stdout).toMatch(/may not s3:PutObject on .*a\.txt: statement OnlyInside of bucket policy/);
    expect(inside?.stdout).toMatch(
      /may s3:PutObject on .*a\.txt: statement Write of identity policy "write of writer"/,
    );
  });

  test('takes the ARN of a role, condition keys, and prints JSON', async () => {
    const role = ['arn:aws:iam:', '111122223333', 'role/writer'].join(':');
    const options = ['--principal', role, ...put.slice(2), '--context', `aws:SourceVpce=${endpoint}`, '--json'];
    expect(JSON.parse((await explain(...options)).stdout)).toMatchObject({ decision: { verdict: 'Allowed' } });
  });

  test('knows the encryption of a bucket, and every way by the name the table has', async () => {
    const receipt = ['--principal', 'writer', '--action', 's3:PutObject', '--resource', `${receipts}/1.json`];
    const generate = ['--principal', 'writer', '--action', 'kms:GenerateDataKey', '--resource', 'alias/receipts'];
    const verdicts = await Promise.all(
      [
        receipt,
        [...receipt, '--via', 'no endpoint asking for another key'],
        [...receipt, '--context', 's3:x-amz-server-side-encryption=AES256'],
        generate,
        [...generate, '--via', 'via s3 for access-specs-receipts'],
      ].map(async (question) => {
        const { stdout } = await explain(...question, '--json');
        return (JSON.parse(stdout) as { decision: { verdict: string } }).decision.verdict;
      }),
    );
    expect(verdicts).toEqual(['Allowed', 'ImplicitlyDenied', 'ImplicitlyDenied', 'ImplicitlyDenied', 'Allowed']);
  });

  test.each([
    [
      'an unknown role',
      ['--principal', 'wirter', ...put.slice(2)],
      ["no principal 'wirter'", '  writer', '  deployer'],
    ],
    ['an unknown action', [...put.slice(0, 2), '--action', 's3:PutObjekt', ...put.slice(4)], ['s3:PutObjekt']],
    [
      'an action of another kind of resource',
      [...put.slice(0, 2), '--action', 's3:ListBucket', ...put.slice(4)],
      ['s3:ListBucket does not act on'],
    ],
    [
      'an unknown resource',
      [...put.slice(0, 5), ['arn:aws:s3:', '', 'elsewhere/a'].join(':')],
      ["no resource 'arn:aws:s3:::elsewhere/a'", 'arn:aws:s3:::access-specs-store/*'],
    ],
    [
      'an unknown way',
      [...put, '--via', 'vpce-0'],
      ["no way 'vpce-0' for requests for s3:PutObject", '(s3)', '  no endpoint asking for another key'],
    ],
    ['a way to keys', [...put, '--via', 'via s3 for access-specs-receipts'], ['is a way of requests for kms']],
    ['a condition key nobody asks about', [...put, '--context', 'aws:SourceVpc=x'], ['aws:SourceVpce']],
    ['half a condition key', [...put, '--context', 'aws:SourceVpce'], ['write key=value']],
  ])('%s is refused, with what there is', async (_, options, words) => {
    const { code, stderr, stdout } = await explain(...options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
  });

  test('an endpoint does not lead to another service', async () => {
    const { code, stderr } = await explain(
      ...['--principal', 'deployer', '--action', 'sts:AssumeRole', '--via', endpoint],
      ...['--resource', ['arn:aws:iam:', '111122223333', 'role/writer'].join(':')],
    );
    expect(code).toBe(1);
    expect(stderr).toContain('leads to s3; a request for sts:AssumeRole does not come through it.');
  });
});
