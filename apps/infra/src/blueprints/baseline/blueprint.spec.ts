import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { catalogueOf, services } from '@palisade/local-cloud';
import { planChanges, type Graph, type Resource } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';
import { isTaggable } from '../../../testing/taggable.ts';

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

const account = '111122223333';
const bucket = `config-history-local-${account}-us-east-1-an`;
const singletons = ['securityHub', 'configRecorder', 'configServiceRole', 'accountPublicAccess'];
const every = (ownership: string): Readonly<Record<string, string>> =>
  Object.fromEntries(singletons.map((name) => [`palisade:${name}`, ownership]));

const made = (graph: Graph): readonly Resource[] => graph.resources.filter(({ type }) => type.startsWith('aws:'));

let baseline: Graph;

beforeAll(async () => {
  baseline = await runStack('baseline-local');
});

test('a recorder with its role, channel and bucket, Security Hub with two standards, and the account’s block', () => {
  expect(
    made(baseline)
      .map(({ type }) => type.replace(/^aws:(\w+)\/\w+:/, '$1.'))
      .toSorted(),
  ).toEqual([
    'cfg.DeliveryChannel',
    'cfg.Recorder',
    'cfg.RecorderStatus',
    'iam.ServiceLinkedRole',
    's3.AccountPublicAccessBlock',
    's3.Bucket',
    's3.BucketLifecycleConfiguration',
    's3.BucketOwnershipControls',
    's3.BucketPolicy',
    's3.BucketPublicAccessBlock',
    's3.BucketServerSideEncryptionConfiguration',
    's3.BucketVersioning',
    'securityhub.Account',
    'securityhub.StandardsSubscription',
    'securityhub.StandardsSubscription',
  ]);
});

test('everything stays when the stack goes, here as on AWS', () => {
  expect(made(baseline).filter(({ retainOnDelete }) => !retainOnDelete)).toEqual([]);
  const { steps } = planChanges(baseline, undefined, catalogueOf(services));
  const deletions = steps.filter(({ type }) => type.startsWith('aws:'));
  expect(deletions).toHaveLength(made(baseline).length);
  expect(deletions.filter(({ retained }) => retained !== 'account')).toEqual([]);
});

test('what is there already may be somebody else’s', async () => {
  const none = await runStack('baseline-local', { config: every('existing') });
  expect(made(none)).toEqual([]);
  expect(none.outputs).toMatchObject({ standardsArns: [], securityHubArn: baseline.outputs['securityHubArn'] });
  expect(none.outputs['configRecorderName']).toBeUndefined();
});

test.each([
  ['securityHub', ['securityhub.Account', 'securityhub.StandardsSubscription', 'securityhub.StandardsSubscription']],
  ['accountPublicAccess', ['s3.AccountPublicAccessBlock']],
  ['configServiceRole', ['iam.ServiceLinkedRole']],
])('each by itself: %s', async (name, types) => {
  const config = { ...every('existing'), [`palisade:${name}`]: 'managed' };
  const graph = await runStack('baseline-local', { config });
  expect(
    made(graph)
      .map(({ type }) => type.replace(/^aws:(\w+)\/\w+:/, '$1.'))
      .toSorted(),
  ).toEqual(types);
});

describe('adoption', () => {
  const adopt = { config: every('adopt') };

  test('takes over what was left, under the ids that AWS gives it', async () => {
    const graph = await runStack('baseline-local', { ...adopt, retained: made(baseline) });
    const ids = Object.fromEntries(made(graph).map(({ importId, type }) => [type, importId]));
    expect(ids).toMatchObject({
      'aws:securityhub/account:Account': account,
      'aws:cfg/recorder:Recorder': 'default',
      'aws:cfg/deliveryChannel:DeliveryChannel': 'default',
      'aws:cfg/recorderStatus:RecorderStatus': 'default',
      'aws:iam/serviceLinkedRole:ServiceLinkedRole': baseline.outputs['configServiceRoleArn'],
      'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock': account,
      'aws:s3/bucket:Bucket': bucket,
      'aws:s3/bucketPolicy:BucketPolicy': bucket,
    });
    expect(made(graph).filter(({ importId }) => importId === undefined)).toEqual([]);
    const { counts } = planChanges(undefined, graph, catalogueOf(services));
    expect(counts.import).toBe(made(baseline).length);
  });

  test('of what is not there is refused, each by its id', async () => {
    await expect(runStack('baseline-local', adopt)).rejects.toThrow(`resource '${account}' does not exist`);
    const rest = made(baseline).filter(({ type }) => type !== 'aws:cfg/recorder:Recorder');
    await expect(runStack('baseline-local', { ...adopt, retained: rest })).rejects.toThrow(
      "resource 'default' does not exist",
    );
  });

  test('asks nobody how Security Hub was once switched on: AWS does not tell, and the provider would replace it', async () => {
    const HUB = 'aws:securityhub/account:Account';
    const retained = made(baseline).map((resource) =>
      resource.type === HUB ? { ...resource, inputs: { ...resource.inputs, enableDefaultStandards: true } } : resource,
    );
    const adopted = await runStack('baseline-local', { ...adopt, retained });
    const later = await runStack('baseline-local', { ...adopt, previous: adopted });
    for (const graph of [adopted, later]) expect(made(graph).find(({ type }) => type === HUB)?.importId).toBe(account);
    expect(planChanges(adopted, later, catalogueOf(services)).counts).toMatchObject({ replace: 0, update: 0 });
  });

  test('of what is otherwise is refused: one adopts, then changes', async () => {
    const config = { ...every('adopt'), 'palisade:configHistoryDays': '400' };
    await expect(runStack('baseline-local', { config, retained: made(baseline) })).rejects.toThrow(
      'inputs to import do not match the existing resource: rules',
    );
    const adopted = await runStack('baseline-local', { ...adopt, retained: made(baseline) });
    const changed = await runStack('baseline-local', { config, previous: adopted });
    expect(planChanges(adopted, changed, catalogueOf(services)).counts).toMatchObject({ update: 1, import: 0 });
  });
});

test('running the program again changes nothing', async () => {
  const again = await runStack('baseline-local', { previous: baseline });
  expect(planChanges(baseline, again, catalogueOf(services)).counts).toMatchObject({
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
  });
});

test('what can have tags has those of compliance', () => {
  const taggable = made(baseline).filter(({ type }) => isTaggable(type));
  expect(taggable.map(({ type }) => type).toSorted()).toEqual([
    'aws:iam/serviceLinkedRole:ServiceLinkedRole',
    'aws:s3/bucket:Bucket',
  ]);
  for (const { outputs } of taggable)
    expect(outputs['tagsAll']).toMatchObject({
      Environment: 'local',
      DataClassification: 'confidential',
      ComplianceScope: 'PCI-DSS',
    });
});

test('the bucket is named and closed as those of the other systems are', () => {
  const view = new GraphView(baseline);
  expect(text(view.one('aws:s3/bucket:Bucket'), 'bucket')).toBe(bucket);
  expect(view.output('configHistoryBucketName')).toBe(bucket);
  expect(view.one('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock').outputs).toMatchObject({
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
});
