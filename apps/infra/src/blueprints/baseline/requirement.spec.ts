import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Graph, Resource } from '@palisade/local-engine';
import { GraphView, text } from '../../../testing/graph-view.ts';
import { runStack } from '../../../testing/run-stack.ts';

/*
 * What the requirement of the payments API asks of the account as a whole. "Security Hub" needs AWS Config to find anything; both belong to
 * the account and not to one system in it.
 */

// Each run of the program is a process of its own.
jest.setTimeout(60_000);

let graph: Graph;
let view: GraphView;

beforeAll(async () => {
  graph = await runStack('baseline-local');
  view = new GraphView(graph);
});

const waitsFor = (resource: Resource, other: Resource): boolean => resource.dependencies.includes(other.urn);

describe('Enable Security Hub', () => {
  const hub = () => view.one('aws:securityhub/account:Account');
  const subscriptions = () => view.all('aws:securityhub/standardsSubscription:StandardsSubscription');

  test('Security Hub is on, with findings by control', () => {
    expect(hub().outputs).toMatchObject({
      arn: 'arn:aws:securityhub:us-east-1:111122223333:hub/default',
      controlFindingGenerator: 'SECURITY_CONTROL',
      autoEnableControls: true,
    });
  });

  test('its standards are those of PCI DSS and AWS’s own, and no default adds others', () => {
    expect(hub().outputs['enableDefaultStandards']).toBe(false);
    expect(
      subscriptions()
        .map((each) => text(each, 'standardsArn'))
        .toSorted(),
    ).toEqual([
      'arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0',
      'arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1',
    ]);
  });

  test('a standard comes after the hub, and the hub after the recorder it asks', () => {
    for (const subscription of subscriptions()) expect(waitsFor(subscription, hub())).toBe(true);
    expect(waitsFor(hub(), view.one('aws:cfg/recorderStatus:RecorderStatus'))).toBe(true);
  });
});

describe('AWS Config records the configuration of everything (Security Hub Config.1)', () => {
  const recorder = () => view.one('aws:cfg/recorder:Recorder');
  const channel = () => view.one('aws:cfg/deliveryChannel:DeliveryChannel');

  test('of every type, global ones included, as it changes', () => {
    expect(recorder().outputs).toMatchObject({
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
    });
    expect(view.one('aws:cfg/recorderStatus:RecorderStatus').outputs['isEnabled']).toBe(true);
  });

  test('with the service-linked role', () => {
    const role = view.one('aws:iam/serviceLinkedRole:ServiceLinkedRole');
    expect(text(recorder(), 'roleArn')).toBe(text(role, 'arn'));
    expect(text(role, 'arn')).toMatch(/:role\/aws-service-role\/config\.amazonaws\.com\/AWSServiceRoleForConfig$/);
    expect(waitsFor(recorder(), role)).toBe(true);
  });

  test('into a bucket of its own that is encrypted, versioned and kept for seven years', () => {
    expect(text(channel(), 's3BucketName')).toBe(text(view.one('aws:s3/bucket:Bucket'), 'bucket'));
    expect(waitsFor(channel(), view.one('aws:s3/bucketPolicy:BucketPolicy'))).toBe(true);
    expect(view.one('aws:s3/bucketVersioning:BucketVersioning').outputs['versioningConfiguration']).toEqual({
      status: 'Enabled',
    });
    expect(
      view.one('aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration').outputs[
        'rules'
      ],
    ).toMatchObject([{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }]);
    expect(view.one('aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration').outputs['rules']).toMatchObject(
      [{ expiration: { days: 2557 } }],
    );
    expect(view.one('aws:s3/bucket:Bucket').outputs['forceDestroy']).toBe(false);
  });
});

test('no bucket of the account is public, whatever it says itself (Security Hub S3.1)', () => {
  expect(view.one('aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock').outputs).toMatchObject({
    accountId: '111122223333',
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
});

test('what belongs to one region is made where the stack is', async () => {
  const elsewhere = new GraphView(await runStack('baseline-local', { config: { 'aws:region': 'eu-west-1' } }));
  expect(text(elsewhere.one('aws:securityhub/account:Account'), 'region')).toBe('eu-west-1');
  expect(elsewhere.output('configHistoryBucketName')).toContain('-eu-west-1-');
  expect(text(elsewhere.one('aws:cfg/recorder:Recorder'), 'region')).toBe('eu-west-1');
});
