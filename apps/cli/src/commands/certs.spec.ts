import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callJson } from '../cloud/json-call.ts';
import { exists, openSandbox, temporaryDirectory, writeProgram, type Sandbox } from '../testing/command.ts';
import { findWorkspace } from '../workspace.ts';

let cloud: Sandbox;
beforeEach(async () => {
  cloud = await openSandbox();
});

const file = (name: string): string => join(cloud.home, 'certs', name);
const certificate = (name: string): X509Certificate => new X509Certificate(readFileSync(file(`${name}.pem`)));
const serialOf = (name: string) => certificate(name).serialNumber.toLowerCase().match(/../g)?.join(':') ?? '';
const certs = (...args: string[]) => cloud.run('certs', ...args);
const fails = (message: string | RegExp) => ({ code: 1, stdout: '', stderr: expect.stringMatching(message) });

describe('certs init', () => {
  test('makes an authority for clients whose key only its owner may read, without starting the cloud', async () => {
    const { code, stdout, stderr } = await certs('init');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(file('ca.pem'));
    expect(stdout).not.toContain('PRIVATE KEY');
    expect(certificate('ca')).toMatchObject({ ca: true, subject: 'O=Palisade\nCN=Palisade clients' });
    expect(certificate('ca').publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(statSync(file('ca.key')).mode & 0o777).toBe(0o600);
    expect(await cloud.cloudPid()).toBeUndefined();
  });

  test('replaces nothing without --force', async () => {
    await certs('init');
    const before = readFileSync(file('ca.pem'), 'utf8');
    expect(await certs('init')).toEqual(fails(/ca\.pem exists already\. Use --force/));
    expect(readFileSync(file('ca.pem'), 'utf8')).toBe(before);
    expect((await certs('init', '--force')).code).toBe(0);
    expect(readFileSync(file('ca.pem'), 'utf8')).not.toBe(before);
  });

  test.each([
    [['--key-type', 'P-521'], /P-256, RSA-2048/],
    [['--days', '0'], /--days must be 1 to 3650, not '0'/],
    [['--days', 'ten'], /--days must be 1 to 3650, not 'ten'/],
    [['--not-after', 'soon'], /--not-after must be a date/],
    [['--not-after', '2020-01-01'], /would end before it begins/],
  ])('refuses %j and makes nothing', async (options, message) => {
    expect(await certs('init', ...options)).toEqual(fails(message));
    expect(exists(join(cloud.home, 'certs'))).toBe(false);
  });
});

describe('certs issue', () => {
  test('issues a certificate for a client, for ninety days unless said otherwise', async () => {
    await certs('init', '--key-type', 'RSA-2048', '--organization', 'Bank');
    const { code, stdout, stderr } = await certs('issue', 'shop-1', '--organization', 'Shop, Inc.');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const issued = certificate('shop-1');
    expect(issued.verify(certificate('ca').publicKey)).toBe(true);
    expect(issued).toMatchObject({ ca: false, keyUsage: ['1.3.6.1.5.5.7.3.2'], issuer: 'O=Bank\nCN=Palisade clients' });
    expect(issued.subject).toBe('O=Shop\\, Inc.\nCN=shop-1');
    expect(Math.round((issued.validToDate.getTime() - Date.now()) / 86_400_000)).toBe(90);
    expect(stdout).toContain(issued.serialNumber.toLowerCase().match(/../g)?.join(':'));
    expect(stdout).not.toContain('PRIVATE KEY');
    expect(statSync(file('shop-1.key')).mode & 0o777).toBe(0o600);
    expect(await certs('issue', 'shop-1')).toEqual(fails('exists already'));
    expect((await certs('issue', 'shop-1', '--force', '--days', '1')).code).toBe(0);
    expect(certificate('shop-1').serialNumber).not.toBe(issued.serialNumber);
  });

  test('tells which certificate --force has put out of sight, for that one is still good', async () => {
    await certs('init');
    await certs('issue', 'shop', '--days', '2');
    const replaced = serialOf('shop');
    expect((await certs('issue', 'shop')).stderr).toContain('it stays good all the same until');
    const { stdout } = await certs('issue', 'shop', '--force');
    expect(stdout).toContain(serialOf('shop'));
    expect(stdout).toContain(`${replaced}, which it replaces, is good until `);
    expect(stdout).toContain(`palisade certs revoke ${replaced}`);
    await certs('issue', 'old', '--not-before', '2019-01-01', '--not-after', '2020-01-01');
    expect((await certs('issue', 'old', '--force')).stdout).not.toContain('revoke');
  });

  test('uses another authority', async () => {
    const other = await openSandbox();
    await other.run('certs', 'init');
    const { code } = await certs('issue', 'shop', '--ca', join(other.home, 'certs', 'ca.pem'));
    expect(code).toBe(0);
    const authority = new X509Certificate(readFileSync(join(other.home, 'certs', 'ca.pem')));
    expect(certificate('shop').verify(authority.publicKey)).toBe(true);
  });

  test('says what is missing', async () => {
    expect(await certs('issue', 'shop')).toEqual(fails(/ca\.pem does not exist\. 'palisade certs init' makes/));
    await certs('init');
    await certs('issue', 'shop');
    expect(await certs('issue', 'ca')).toEqual(fails("'ca' is the authority's own name"));
    // Where file names have no case, it would be the authority's too.
    expect(await certs('issue', 'Ca', '--force')).toEqual(fails("'Ca' is the authority's own name"));
    expect(await certs('issue', '../shop')).toEqual(fails("not '../shop'"));
    expect(await certs('issue', 'b', '--ca', file('ca'))).toEqual(fails('--ca must name a .pem file'));
    expect(await certs('issue', 'b', '--ca', file('shop.pem'))).toEqual(fails('is not that of an authority'));
    writeFileSync(file('ca.key'), readFileSync(file('shop.key')));
    expect(await certs('issue', 'b')).toEqual(fails(/ca\.key is not the key of .*ca\.pem/));
    writeFileSync(file('ca.key'), 'secret');
    const { stderr } = await certs('issue', 'b');
    expect(stderr).toMatch(/ca\.key holds no key that certificates can be signed with/);
    expect(stderr).not.toContain('secret');
    expect(exists(file('b.pem'))).toBe(false);
  });
});

test('certs server issues from the authority that clients of the local cloud trust', async () => {
  const { code, stdout } = await certs('server', '*.example.test');
  expect(code).toBe(0);
  expect(stdout).not.toContain('PRIVATE KEY');
  const issued = certificate('_.example.test');
  expect(issued.verify(new X509Certificate(readFileSync(join(cloud.home, 'ca.pem'))).publicKey)).toBe(true);
  expect(issued.checkHost('api.example.test')).toBe('*.example.test');
  expect(issued.checkHost('api.example.org')).toBeUndefined();
  expect(issued.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(await certs('server', '*.example.test')).toEqual(fails('exists already'));
  for (const name of ['API.example.test', 'a/b', '', 'ca', 'a.*.test']) {
    expect(await certs('server', name)).toEqual(fails('is no host name'));
  }
});

test('certs list tells what there is, and no keys', async () => {
  expect((await certs('list')).stdout).toBe(`${join(cloud.home, 'certs')} holds no certificates.\n`);
  await certs('init');
  await certs('issue', 'new');
  await certs('issue', 'old', '--not-before', '2019-01-01', '--not-after', '2020-01-01T00:00:00Z');
  await certs('issue', 'soon', '--not-before', '2090-01-01');
  await certs('server', 'api.example.test');
  writeFileSync(file('broken.pem'), 'x');
  const { stdout } = await certs('list', '--json');
  const listed = JSON.parse(stdout) as Readonly<Record<string, string>>[];
  expect(listed.map(({ kind, name, state }) => [name, kind, state])).toEqual([
    ['api.example.test', 'server', 'good'],
    ['broken', 'damaged', 'damaged'],
    ['ca', 'authority', 'good'],
    ['new', 'client', 'good'],
    ['old', 'client', 'expired'],
    ['soon', 'client', 'not yet valid'],
  ]);
  expect(listed[4]).toMatchObject({
    subjectDN: 'CN=old',
    issuerDN: 'CN=Palisade clients,O=Palisade',
    serialNumber: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
    notAfter: '2020-01-01T00:00:00.000Z',
  });
  const text = (await certs('list')).stdout.split('\n');
  expect(text[3]).toMatch(/^new {15}client {5}good until \d{4}-\d\d-\d\d +([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(readdirSync(join(cloud.home, 'certs')).filter((name) => name.endsWith('.key'))).toHaveLength(5);
});

describe('certs revoke', () => {
  /** In the stack `guarded`, only an operator may write the list, and only with a second factor. */
  const program = `
const stack = pulumi.getStack();
const table = new aws.dynamodb.Table('revoked', { name: 'revoked-' + stack, billingMode: 'PAY_PER_REQUEST', hashKey: 'serialNumber', attributes: [{ name: 'serialNumber', type: 'S' }] }, { provider });
exports.region = 'us-east-1';
exports.revoked_certificates_table_name = table.name;
if (stack === 'guarded') {
  const document = (...Statement) => JSON.stringify({ Version: '2012-10-17', Statement });
  const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const trust = document({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole', Condition });
  const operator = new aws.iam.Role('operator', { assumeRolePolicy: trust }, { provider });
  const policy = table.arn.apply((Resource) => document({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource }));
  new aws.iam.RolePolicy('operator', { role: operator.id, policy }, { provider });
  const others = pulumi.all([table.arn, operator.arn]).apply(([Resource, role]) =>
    document({ Effect: 'Deny', Principal: '*', Action: 'dynamodb:PutItem', Resource, Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } } }));
  new aws.dynamodb.ResourcePolicy('others', { resourceArn: table.arn, policy: others }, { provider });
  exports.operator_role_arn = operator.arn;
}
`;
  const directory = writeProgram(program, { 'Pulumi.prod.yaml': 'config:\n  palisade:target: aws\n' });
  const stack = ['--cwd', directory, '--stack', 'dev'];

  let deployed: Sandbox;
  beforeAll(async () => {
    deployed = await openSandbox();
    expect((await deployed.run('up', ...stack)).code).toBe(0);
  });
  beforeEach(async () => {
    cloud = deployed;
    await certs('init', '--force');
  });

  async function revoked(of = 'dev'): Promise<unknown> {
    const workspace = findWorkspace({ PALISADE_HOME: cloud.home, PALISADE_PORT: String(cloud.port) });
    const scan = {
      service: 'dynamodb',
      region: 'us-east-1',
      target: 'DynamoDB_20120810.Scan',
      version: '1.0',
    } as const;
    return (await callJson(workspace, { ...scan, input: { TableName: `revoked-${of}` } }))['Items'];
  }

  test('puts a certificate on the list of its stack, once', async () => {
    await certs('issue', 'lost', '--force');
    const serialNumber = serialOf('lost');
    const revoke = () => certs('revoke', 'lost', '--reason', 'key lost', ...stack);
    expect(await revoke()).toEqual({ code: 0, stderr: '', stdout: `${serialNumber} is revoked in dev.\n` });
    const item = {
      serialNumber: { S: serialNumber },
      reason: { S: 'key lost' },
      revokedAt: { S: expect.stringMatching(/Z$/) },
    };
    expect(await revoked()).toContainEqual(item);
    const before = await revoked();
    expect(await revoke()).toEqual({ code: 0, stderr: '', stdout: `${serialNumber} was revoked before.\n` });
    expect(await revoked()).toEqual(before);
  });

  test('does so as the operator of the stack, with a second factor, where only they may', async () => {
    const guarded = ['--cwd', directory, '--stack', 'guarded'];
    expect((await cloud.run('up', ...guarded)).code).toBe(0);
    expect(await certs('revoke', '0a:1b', ...guarded)).toMatchObject({
      code: 0,
      stdout: '0a:1b is revoked in guarded.\n',
    });
    expect(await revoked('guarded')).toEqual([expect.objectContaining({ serialNumber: { S: '0a:1b' } })]);
    expect(await certs('revoke', '0a:1b', ...guarded)).toMatchObject({ stdout: '0a:1b was revoked before.\n' });
  });

  test('takes a serial number, however it is written', async () => {
    const told = (await certs('revoke', 'A1B2C3D4E5F607182', ...stack)).stdout;
    expect(told).toBe('0a:1b:2c:3d:4e:5f:60:71:82 is revoked in dev.\n');
    for (const same of ['0a:1b:2c:3d:4e:5f:60:71:82', '00:0A:1B:2C:3D:4E:5F:60:71:82', '000a1b2c3d4e5f607182']) {
      expect((await certs('revoke', same, ...stack)).stdout).toBe('0a:1b:2c:3d:4e:5f:60:71:82 was revoked before.\n');
    }
    expect((await certs('revoke', '00:07', ...stack)).stdout).toBe('07 is revoked in dev.\n');
    expect((await certs('revoke', '00:00', ...stack)).stdout).toBe('00 is revoked in dev.\n');
  });

  test.each([
    [['nobody'], /There is no certificate 'nobody', and it is no serial number/],
    // The name of a client whose certificate lies elsewhere, and no number.
    [['ada'], /There is no certificate 'ada', and it is no serial number/],
    [['0a:1'], /There is no certificate '0a:1'/],
    [['../ca'], /There is no certificate/],
  ])('refuses %j', async (which, message) => {
    expect(await certs('revoke', ...which, ...stack)).toEqual(fails(message));
  });

  test('refuses what no client shows: the list says nothing of those', async () => {
    await certs('server', 'api.example.test', '--force');
    expect(await certs('revoke', 'ca', ...stack)).toEqual(fails("is an authority's.* take it out of the truststore"));
    expect(await certs('revoke', 'api.example.test', ...stack)).toEqual(fails("is a server's"));
  });

  test('needs a stack, and one that has such a list', async () => {
    expect(await certs('revoke', '0a:1b')).toEqual(fails("required option '--stack <name>' not specified"));
    const other = ['--cwd', writeProgram("exports.region = 'us-east-1';", {}, 'other'), '--stack', 'other'];
    expect((await cloud.run('up', ...other)).code).toBe(0);
    expect(await certs('revoke', '0a:1b', ...other)).toEqual(
      fails("certificates are revoked in stacks of the blueprint 'payments'"),
    );
  });

  test('prints what to run for a stack on AWS, and runs nothing', async () => {
    const { version } = createRequire(import.meta.url)('pulumi/package.json') as { version: string };
    const PULUMI_HOME = join(temporaryDirectory(), 'pulumi');
    const pulumi = join(PULUMI_HOME, 'versions', version, 'bin/pulumi');
    mkdirSync(dirname(pulumi), { recursive: true });
    writeFileSync(
      pulumi,
      `#!/bin/sh\necho '{"region":"eu-west-1","revoked_certificates_table_name":"revoked-prod","operator_role_arn":"the-operator"}'\n`,
    );
    chmodSync(pulumi, 0o700);
    const options = ['--reason', "the owner's", '--cwd', directory, '--stack', 'prod'];
    const { code, stderr, stdout } = await cloud
      .with({ environment: { PULUMI_HOME } })
      .run('certs', 'revoke', '0a:1b', ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'As the-operator, with a second factor:\n' });
    expect(stdout).toMatch(
      /^aws dynamodb put-item --region eu-west-1 --table-name revoked-prod --item '\{"serialNumber":\{"S":"0a:1b"\},"reason":\{"S":"the owner'\\''s"\},"revokedAt":\{"S":"[^"]+Z"\}\}' --condition-expression 'attribute_not_exists\(serialNumber\)'\n$/,
    );
  });
});
