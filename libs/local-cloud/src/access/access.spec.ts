import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { accessMatrix, type AccessAnswer } from '@palisade/policies';
import { catalogueOf } from '../kernel/catalogue.ts';
import { services } from '../kernel/registry.ts';
import { declareGraph, startTestCloud, type Declaration } from '../testing/index.ts';
import { readDeployed, resourceAt, stackAccess, type StackAccess } from './index.ts';

const accountId = '123456789012';
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const roleArn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const trusting = (statement: object): string =>
  document({ Sid: 'Trust', Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });

/** A bucket with an endpoint, a role that writes to it, and a role that reads its log. */
function store(stack: Declaration): void {
  const vpc = stack.resource('aws:ec2/vpc:Vpc', 'vpc', { cidrBlock: '10.0.0.0/16' });
  stack.resource('aws:ec2/vpcEndpoint:VpcEndpoint', 's3', {
    vpcId: vpc.id,
    serviceName: 'com.amazonaws.us-east-1.s3',
    vpcEndpointType: 'Gateway',
    policy: document({
      Sid: 'Through',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::store/*',
    }),
  });
  stack.resource('aws:s3/bucket:Bucket', 'store', { bucket: 'store' });
  stack.resource('aws:iam/role:Role', 'writer', {
    name: 'writer',
    assumeRolePolicy: trusting({ Principal: { Service: 'lambda.amazonaws.com' } }),
  });
  const policy = stack.resource('aws:iam/policy:Policy', 'write', {
    name: 'write',
    policy: document({
      Sid: 'Write',
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:PutObjectTag*'],
      Resource: 'arn:aws:s3:::store/in/*',
    }),
  });
  stack.resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', 'write', {
    role: 'writer',
    policyArn: String(policy.outputs['arn']),
  });
  stack.resource('aws:s3/bucketPolicy:BucketPolicy', 'store', {
    bucket: 'store',
    policy: document(
      {
        Sid: 'Logs',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::store/log/*',
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::source-*' },
          StringEquals: { 'aws:SourceAccount': accountId },
        },
      },
      {
        Sid: 'OnlyInside',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::store/in/*',
        Condition: { Null: { 'aws:SourceVpce': 'true' } },
      },
    ),
  });
  stack.resource('aws:cloudwatch/logGroup:LogGroup', 'log', { name: '/store' });
}

/** Somebody who may read that log, with a second factor. */
function reader(stack: Declaration): void {
  stack.resource('aws:iam/role:Role', 'reader', {
    name: 'reader',
    assumeRolePolicy: trusting({
      Principal: { AWS: `arn:aws:iam::${accountId}:user/deployer` },
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  });
  stack.resource('aws:iam/rolePolicy:RolePolicy', 'read', {
    name: 'read',
    role: 'reader',
    policy: document({
      Sid: 'Read',
      Effect: 'Allow',
      Action: 'logs:GetLogEvents',
      Resource: `arn:aws:logs:us-east-1:${accountId}:log-group:/store:*`,
    }),
  });
}

const graphOf = (stack: string, declare: (stack: Declaration) => void): Graph =>
  declareGraph(
    { catalogue: catalogueOf(services), endpoint: 'https://127.0.0.1:4566', accountId, stack, region: 'us-east-1' },
    declare,
  );

let graphs: Graph[];
beforeAll(() => {
  graphs = [graphOf('store', store), graphOf('reader', reader)];
});

function rows({ model, scope }: StackAccess, verdict = 'Allowed'): string[] {
  const line = ({ action, by, decision, on, who }: AccessAnswer): string =>
    `${who} ${action} ${on} ${by.replace(/^vpce-.*/, 'endpoint')}: ${decision.decidedBy?.statement ?? decision.missing}`;
  return [...accessMatrix(model, scope)]
    .filter(({ decision, who }) => decision.verdict === verdict && !who.startsWith('deployer'))
    .map(line);
}

describe('a stack', () => {
  test('allows what its policies say, by which statement, through the endpoint or not', () => {
    expect(rows(stackAccess(graphs, 'store', accountId))).toEqual([
      'writer s3:PutObjectTagging arn:aws:s3:::store/in/* direct: Write',
      'writer s3:PutObject arn:aws:s3:::store/in/* endpoint: Write',
      'logging.s3.amazonaws.com for arn:aws:s3:::source-* s3:PutObject arn:aws:s3:::store/log/* direct: Logs',
      'logging.s3.amazonaws.com for arn:aws:s3:::source-* s3:PutObject arn:aws:s3:::store/log/* endpoint: Logs',
      `reader logs:GetLogEvents arn:aws:logs:us-east-1:${accountId}:log-group:/store:log-stream:* direct: Read`,
      `lambda.amazonaws.com sts:AssumeRole ${roleArn('writer')} direct: Trust`,
    ]);
  });

  test('denies by statement where one does', () => {
    const denied = rows(stackAccess(graphs, 'store', accountId), 'ExplicitlyDenied');
    expect(denied).toContain('writer s3:PutObject arn:aws:s3:::store/in/* direct: OnlyInside');
    expect(denied.every((line) => line.endsWith('direct: OnlyInside'))).toBe(true);
  });

  test('meets what its roles may use in other stacks, and only that of them', () => {
    const access = stackAccess(graphs, 'reader', accountId);
    expect(Object.keys(access.model.resources)).toEqual([
      `arn:aws:logs:us-east-1:${accountId}:log-group:/store:log-stream:*`,
      roleArn('reader'),
      '*',
    ]);
    expect([...access.own]).toEqual(['reader', 'deployer', 'deployer with MFA']);
    const streams = `arn:aws:logs:us-east-1:${accountId}:log-group:/store:log-stream:*`;
    expect(['reader', 'deployer', 'writer'].map((who) => access.concerns(who, streams))).toEqual([true, false, false]);
    expect(access.concerns('writer', roleArn('reader'))).toBe(true);
    const assuming = [...accessMatrix(access.model, access.scope)].filter(({ on }) => on === roleArn('reader'));
    expect(assuming.flatMap(({ decision, who }) => (decision.verdict === 'Allowed' ? who : []))).toEqual([
      'deployer with MFA',
    ]);
  });

  test('is asked about actions that a policy names, on what they act on, wildcards expanded', () => {
    const { scope } = stackAccess(graphs, 'store', accountId);
    expect(scope.actions('arn:aws:s3:::store')).toEqual([]);
    expect(scope.actions('arn:aws:s3:::store/*')).toEqual(['s3:PutObject', 's3:PutObjectTagging']);
    expect(scope.actions(roleArn('writer'))).toEqual(['sts:AssumeRole']);
  });

  test('that is not deployed is refused', () => {
    expect(() => stackAccess(graphs, 'other', accountId)).toThrow("The stack 'other' is not deployed.");
  });
});

test('an ARN leads to the resource it is in', () => {
  const { resources } = stackAccess(graphs, 'store', accountId);
  const at = (arn: string) => resourceAt(resources, arn);
  expect(at('arn:aws:s3:::store/in/a/b.txt')).toMatchObject({ arn: 'arn:aws:s3:::store/in/a/b.txt', stack: 'store' });
  expect(at('arn:aws:s3:::store')?.policy?.name).toBe('policy of bucket store');
  expect(at(`arn:aws:logs:us-east-1:${accountId}:log-group:/store:log-stream:s`)?.stack).toBe('store');
  expect(at('arn:aws:s3:::store-2/a')).toBeUndefined();
});

test('a managed policy is one object, however many roles hold it', () => {
  const twice = graphOf('twice', (stack) => {
    const policy = stack.resource('aws:iam/policy:Policy', 'p', {
      name: 'p',
      policy: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' }),
    });
    for (const name of ['one', 'two']) {
      stack.resource('aws:iam/role:Role', name, {
        name,
        assumeRolePolicy: trusting({ Principal: { Service: 'lambda.amazonaws.com' } }),
      });
      const attachment = { role: name, policyArn: String(policy.outputs['arn']) };
      stack.resource('aws:iam/rolePolicyAttachment:RolePolicyAttachment', name, attachment);
    }
  });
  const { roles } = readDeployed([twice], accountId);
  expect(roles.get(roleArn('one'))?.policies[0]).toBe(roles.get(roleArn('two'))?.policies[0]);
});

test('the running cloud has the same policies for the same graphs', async () => {
  const cloud = await startTestCloud(undefined, { services: services.filter(({ name }) => name !== 'apigateway') });
  try {
    await cloud.deploy(store, 'store');
    await cloud.deploy(reader, 'reader');
    const { deployed } = stackAccess(graphs, 'store', accountId);
    for (const [arn, policy] of deployed.resource) {
      const service = services.find(({ name }) => name === arn.split(':')[2]);
      const state = service && cloud.cloud.host.state(service);
      expect(state?.resourcePolicy?.(arn)?.document).toEqual(policy.document);
    }
    expect(deployed.resource.size).toBe(3);
  } finally {
    await cloud.close();
  }
});

describe('a key', () => {
  const via = 'logs.us-east-1.amazonaws.com';
  const group = `arn:aws:logs:us-east-1:${accountId}:log-group:/app`;
  const encrypted = (stack: Declaration): void => {
    const trust = trusting({ Principal: { Service: 'lambda.amazonaws.com' } });
    for (const name of ['reader', 'granted']) {
      stack.resource('aws:iam/role:Role', name, { name, assumeRolePolicy: trust });
    }
    stack.resource('aws:iam/rolePolicy:RolePolicy', 'read', {
      name: 'read',
      role: 'reader',
      policy: document({
        Sid: 'Open',
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': via } },
      }),
    });
    const key = stack.resource('aws:kms/key:Key', 'key', {
      policy: document(
        {
          Sid: 'Account',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Logs',
          Effect: 'Allow',
          Principal: { Service: via },
          Action: 'kms:GenerateDataKey',
          Resource: '*',
          Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': group } },
        },
      ),
    });
    stack.resource('aws:kms/grant:Grant', 'grant', {
      keyId: key.id,
      granteePrincipal: roleArn('granted'),
      operations: ['Encrypt'],
    });
  };

  test('is used as its policy, its grants and IAM say, by the ways they tell apart', () => {
    const access = stackAccess([graphOf('encrypted', encrypted)], 'encrypted', accountId);
    const arn = Object.keys(access.model.resources).find((each) => each.includes(':kms:')) ?? '';
    const allowed = rows(access).filter((row) => row.includes(arn));
    expect(allowed.map((row) => row.replace(arn, 'KEY').replace(/Grant[0-9a-f]{64}/, 'Grant'))).toEqual([
      `reader kms:Decrypt KEY via ${via}: Open`,
      'granted kms:Encrypt KEY direct: Grant',
      `granted kms:Encrypt KEY for aws:logs:arn ${group}: Grant`,
      `granted kms:Encrypt KEY via ${via}: Grant`,
      `${via} kms:GenerateDataKey KEY for aws:logs:arn ${group}: Logs`,
    ]);
  });
});
