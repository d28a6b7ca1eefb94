import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { temporaryDirectory } from '../testing/command.ts';
import { findWorkspace, type Workspace } from '../workspace.ts';
import { tryItLine } from './try-it.ts';

const apiUrl = 'https://127.0.0.1:4566/_execute-api/a1/prod';
const region = 'ap-southeast-1';

let workspace: Workspace;
beforeEach(() => {
  const home = temporaryDirectory();
  mkdirSync(join(home, 'aws'));
  writeFileSync(
    join(home, 'aws', 'credentials'),
    '[deployer]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = CANARY\n',
  );
  workspace = findWorkspace({ PALISADE_HOME: home, PALISADE_PORT: '4566' });
});

const lineFor = (outputs: Graph['outputs']): string | undefined =>
  tryItLine(workspace, {
    organization: 'organization',
    project: 'specs',
    stack: 'specs',
    seed: 'seed',
    resources: [],
    outputs,
    secretOutputs: [],
  });

test('a documents API is given a document', () => {
  const line = lineFor({ apiUrl, region });
  expect(line).toContain("-H 'content-type: application/json' -d '{\"fileName\":");
  expect(line?.endsWith(` ${apiUrl}`)).toBe(true);
});

test('an API with a health route is asked, without a body', () => {
  const line = lineFor({ apiUrl, region, healthUrl: `${apiUrl}/health` });
  const config = join(workspace.home, 'aws', 'curl');
  expect(line).toBe(`curl --config ${config} --aws-sigv4 aws:amz:ap-southeast-1:execute-api ${apiUrl}`);
});

test('the key is in the file curl reads, for its owner alone, and not in the line', () => {
  const line = lineFor({ apiUrl, region });
  const config = join(workspace.home, 'aws', 'curl');
  expect(line).not.toContain('CANARY');
  expect(readFileSync(config, 'utf8')).toContain('user = "AKIAEXAMPLE:CANARY"');
  expect(statSync(config).mode & 0o777).toBe(0o600);
});

test('an API that wants keys is given a fresh one, which does not stand in the line', () => {
  const line = lineFor({ apiUrl, region, permissionsTableName: 'permissions' });
  expect(line).toContain(
    '-H "x-api-key: $(npx palisade keys create --stack specs --client me --level read-write | head -1)"',
  );
  expect(line).not.toContain('aws-sigv4');
});

test('an API with mutual TLS is shown a certificate, issued first if there is none', () => {
  const outputs = { region, api_gateway_url: 'https://payments.example.com' };
  const certs = join(workspace.home, 'certs');
  const curl = `curl --connect-to ::127.0.0.1:4566 --cacert ${workspace.home}/ca.pem --cert ${certs}/me.pem --key ${certs}/me.key`;
  expect(lineFor(outputs)).toContain(`npx palisade certs issue me >/dev/null && ${curl} `);
  mkdirSync(certs);
  writeFileSync(join(certs, 'me.pem'), '');
  expect(lineFor(outputs)?.startsWith(`${curl} `)).toBe(true);
  expect(lineFor(outputs)?.endsWith(' https://payments.example.com/process-payment')).toBe(true);
});

test('a stack without an API has no line', () => {
  expect(lineFor({ region })).toBeUndefined();
});
