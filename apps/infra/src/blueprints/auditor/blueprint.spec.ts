import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph } from '@palisade/local-engine';
import { GraphView, json, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let documents: Graph;
let auditor: Graph;

beforeAll(async () => {
  documents = await runStack('documents-local');
  auditor = await runStack('auditor-local', { beside: [documents] });
});

const groupsOf = (graph: Graph): readonly string[] => graph.outputs['logGroupNames'] as readonly string[];

test('one role with one policy, and nothing else', () => {
  const types = auditor.resources.filter(({ type }) => type.startsWith('aws:')).map(({ type }) => type);
  expect(types.toSorted()).toEqual([
    'aws:iam/policy:Policy',
    'aws:iam/role:Role',
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  ]);
});

test('the role reads events of exactly the log groups of the other stack', () => {
  const { Statement: statements } = json<{ Statement: object[] }>(
    new GraphView(auditor).one('aws:iam/policy:Policy'),
    'policy',
  );
  const arns = groupsOf(documents).map((group) => `arn:aws:logs:us-east-1:111122223333:log-group:${group}`);
  expect(arns).toHaveLength(4);
  expect(statements).toEqual([
    {
      Sid: 'ReadLogGroups',
      Effect: 'Allow',
      Action: ['logs:FilterLogEvents', 'logs:GetLogEvents'],
      Resource: arns.flatMap((arn) => [arn, `${arn}:*`]).toSorted(),
    },
  ]);
  expect(auditor.outputs['logGroupNames']).toEqual(groupsOf(documents));
});

test('encrypted log groups are read with exactly their key, through CloudWatch Logs', async () => {
  const secureApi = await runStack('secure-api-local');
  const view = new GraphView(await runStack('auditor-secure-api-local', { beside: [secureApi] }));
  const { Statement: statements } = json<{ Statement: object[] }>(view.one('aws:iam/policy:Policy'), 'policy');
  const arns = groupsOf(secureApi).map((group) => `arn:aws:logs:ap-southeast-1:111122223333:log-group:${group}`);
  expect(statements).toEqual([
    {
      Sid: 'DecryptLogGroups',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: new GraphView(secureApi).output('kmsKeyArn'),
      Condition: { StringEquals: { 'kms:ViaService': 'logs.ap-southeast-1.amazonaws.com' } },
    },
    expect.objectContaining({ Sid: 'ReadLogGroups', Resource: arns.flatMap((arn) => [arn, `${arn}:*`]).toSorted() }),
  ]);
});

describe('who may take the role', () => {
  const trust = (graph: Graph) =>
    json<{ Statement: [{ Principal: unknown; Condition?: object }] }>(
      new GraphView(graph).one('aws:iam/role:Role'),
      'assumeRolePolicy',
    ).Statement[0];

  test('the deployer, with a second factor not older than an hour', () => {
    expect(trust(auditor)).toEqual({
      Sid: 'AssumedByPrincipals',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/deployer' },
      Action: 'sts:AssumeRole',
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
      },
    });
  });

  test('or whom the stack file names, without a second factor where it says so', async () => {
    const auditorArns = ['arn:aws:iam::111122223333:user/ada', 'arn:aws:iam::111122223333:user/lin'];
    const config = { 'palisade:auditorMfa': 'off', 'palisade:auditorArns': JSON.stringify(auditorArns) };
    const graph = await runStack('auditor-local', { beside: [documents], config });
    expect(trust(graph).Principal).toEqual({ AWS: auditorArns });
    expect(trust(graph).Condition).toBeUndefined();
    expect(graph.outputs['auditorMfa']).toBe('off');
  });
});

test('running the program again changes nothing', async () => {
  const again = await runStack('auditor-local', { beside: [documents], previous: auditor });
  expect(again.outputs).toEqual(auditor.outputs);
  expect(new Set(again.resources.map(({ urn }) => urn))).toEqual(new Set(auditor.resources.map(({ urn }) => urn)));
});

test('the policy follows the other stack', async () => {
  const fewer = { ...documents, outputs: { ...documents.outputs, logGroupNames: ['/only/one'] } };
  const graph = await runStack('auditor-local', { beside: [fewer], previous: auditor });
  expect(text(new GraphView(graph).one('aws:iam/policy:Policy'), 'policy')).toContain('log-group:/only/one"');
  expect(text(new GraphView(graph).one('aws:iam/policy:Policy'), 'policy')).not.toContain('document-handler');
});

test('a stack that is not there is refused, naming those that are', async () => {
  const config = { 'palisade:auditedStack': 'documents-nowhere' };
  await expect(runStack('auditor-local', { beside: [documents], config })).rejects.toThrow(
    /documents-nowhere(.|\n)*documents-local/,
  );
});

test('a stack in another region is refused', async () => {
  const config = { 'aws:region': 'eu-west-1' };
  await expect(runStack('auditor-local', { beside: [documents], config })).rejects.toThrow(
    'Deploy the auditor where the stack is.',
  );
});
