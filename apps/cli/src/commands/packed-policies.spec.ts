import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import aws4 from 'aws4';
import { openSandbox, type Sandbox } from '../testing/command.ts';
import { compile, installPolicies, packPolicies } from '../testing/packed-policies.ts';

const program = {
  'Pulumi.yaml': 'name: scratch\nmain: index.ts\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n',
  'package.json': '{ "name": "scratch", "private": true, "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, module: 'nodenext', target: 'es2024' },
    files: ['auditor.ts'],
  }),
  'index.ts': `
import * as aws from '@pulumi/aws';
import { reading, taking } from './auditor.ts';

const provider = new aws.Provider('aws', { region: 'us-east-1' });
const opts = { provider };
const { accountId: account } = await aws.getCallerIdentity({}, opts);
const groups = ['/scratch/audited', '/scratch/other'].map(
  (name) => new aws.cloudwatch.LogGroup(name, { name, retentionInDays: 90 }, opts),
);
const role = new aws.iam.Role('auditor', { name: 'scratch-auditor', assumeRolePolicy: taking(account) }, opts);
new aws.iam.RolePolicy('reads', { name: 'reads', role: role.name, policy: reading(account, '/scratch/audited') }, opts);

export const auditorRoleArn = role.arn;
export const logGroups = groups.map(({ name }) => name);
`,
  'auditor.ts': `
import { allow, assumableByPolicy, auditorPolicy, iamUserArn, s3BucketArn, toJson } from '@palisade/policies';

export const taking = (account: string): string =>
  toJson(assumableByPolicy({ principals: [iamUserArn({ account, name: 'deployer' })], mfa: { maxAgeSeconds: 3600 } }));

export const reading = (account: string, logGroup: string): string =>
  toJson(auditorPolicy({ account, region: 'us-east-1', logGroups: [logGroup] }));

const resources = [s3BucketArn({ bucket: 'b' })] as const;
export const right = () => allow({ sid: 'List', actions: ['s3:ListBucket'], resources });
// @ts-expect-error There is no such action.
export const misspelt = () => allow({ sid: 'List', actions: ['s3:ListBukket'], resources });
// @ts-expect-error It acts on objects.
export const misplaced = () => allow({ sid: 'Get', actions: ['s3:GetObject'], resources });
`,
};

interface Keys {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/** Searches a log group as the holder of the keys; resolves with the status and the body. */
function filterLogEvents({ home, port }: Sandbox, keys: Keys, logGroupName: string): Promise<string> {
  const body = JSON.stringify({ logGroupName });
  const { headers } = aws4.sign(
    {
      ...{ method: 'POST', path: '/', host: `127.0.0.1:${port}`, service: 'logs', region: 'us-east-1', body },
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
    },
    { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.SessionToken },
  );
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent: false, ca: readFileSync(join(home, 'ca.pem')), headers };
    const outgoing = request(`https://127.0.0.1:${port}`, options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve(`${response.statusCode} ${text}`));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('the packed library in a program of its own', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await installPolicies(await packPolicies(), program);
  });

  test('brings its types: right policies compile, wrong ones do not', async () => {
    await expect(compile('-p', directory)).resolves.toBeUndefined();
  });

  test('deploys an auditor that reads one log group, with a second factor, and nothing else', async () => {
    const cloud = await openSandbox();
    const deployed = await cloud.run('up', '--cwd', directory, '--stack', 'scratch');
    expect(deployed).toMatchObject({ code: 0, stderr: '' });
    const role = /auditorRoleArn +(\S+)/.exec(deployed.stdout)?.[1] ?? '';

    expect((await cloud.run('credentials', '--role', role)).stderr).toContain('AccessDenied');
    const keys = JSON.parse((await cloud.run('credentials', '--mfa', '--role', role)).stdout) as Keys;
    expect(await filterLogEvents(cloud, keys, '/scratch/audited')).toMatch(/^200 /);
    expect(await filterLogEvents(cloud, keys, '/scratch/other')).toMatch(/^400 .*AccessDeniedException/);
  });
});
