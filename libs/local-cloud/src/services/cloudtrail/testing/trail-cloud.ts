import { gunzipSync } from 'node:zlib';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Properties, Resource } from '@palisade/local-engine';
import { cloudTrailArn, s3BucketArn } from '@palisade/policies';
import { DEFAULT_ACCOUNT } from '../../../cloud.ts';
import { startTestCloud, type Declaration, type TestCloud, type TestCloudOptions } from '../../../testing/index.ts';
import { kms } from '../../kms/index.ts';
import { logs } from '../../logs/index.ts';
import { s3 } from '../../s3/index.ts';
import { roleArn } from '../../sqs/testing/sqs-cloud.ts';
import { cloudtrail, type CloudtrailState } from '../index.ts';
import { TRAIL } from '../resources/trail.ts';

export { declareRole, document, refusal, roleArn } from '../../sqs/testing/sqs-cloud.ts';

export const MINUTE = 60_000;
export const trailArn = (name: string, region = 'us-east-1'): string =>
  cloudTrailArn({ region, account: DEFAULT_ACCOUNT, name });

/** A record as CloudTrail writes it. */
export interface EventRecord {
  readonly eventName: string;
  readonly eventSource: string;
  readonly errorCode?: string;
  readonly [member: string]: unknown;
}

/** A cloud with CloudTrail, S3, KMS and CloudWatch Logs. */
export class TrailCloud {
  readonly cloud: TestCloud;

  constructor(cloud: TestCloud) {
    this.cloud = cloud;
  }

  get state(): CloudtrailState {
    return this.cloud.cloud.host.state(cloudtrail);
  }

  client(role?: string, region?: string): CloudTrailClient {
    return new CloudTrailClient(role === undefined ? this.cloud.deployer(region) : this.cloud.role(roleArn(role)));
  }

  s3(role?: string): S3Client {
    return new S3Client(role === undefined ? this.cloud.deployer() : this.cloud.role(roleArn(role)));
  }

  /** Moves the clock, and waits for what becomes due then. */
  async minutes(count: number): Promise<void> {
    this.cloud.clock.advance(count * MINUTE);
    await this.state.settle();
  }

  async keys(bucket = 'trail-bucket', prefix = ''): Promise<readonly string[]> {
    const { Contents = [] } = await this.s3().send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    return Contents.map(({ Key = '' }) => Key);
  }

  async content(key: string, bucket = 'trail-bucket', role?: string): Promise<Buffer> {
    const { Body } = await this.s3(role).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0));
  }

  /** Every record in the bucket's files, in order. */
  async records(bucket = 'trail-bucket'): Promise<readonly EventRecord[]> {
    const files = (await this.keys(bucket)).filter((key) => key.includes('/CloudTrail/'));
    const contents = await Promise.all(files.map((key) => this.content(key, bucket)));
    return contents.flatMap((each) => (JSON.parse(each.toString()) as { Records: EventRecord[] }).Records);
  }

  close(): Promise<void> {
    return this.cloud.close();
  }
}

export async function startTrailCloud(
  declare: ((stack: Declaration) => void) | undefined,
  options: TestCloudOptions = {},
): Promise<TrailCloud> {
  const services = [s3, kms, logs, cloudtrail, ...(options.services ?? [])];
  return new TrailCloud(await startTestCloud(declare, { ...options, services }));
}

/** What a trail's bucket lets CloudTrail do. Source: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail". */
export const bucketStatements = (
  name: string,
  bucket = 'trail-bucket',
  prefix = '',
): readonly Record<string, unknown>[] => [
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:GetBucketAcl',
    Resource: s3BucketArn({ bucket }),
    Condition: { StringEquals: { 'aws:SourceArn': trailArn(name) } },
  },
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${s3BucketArn({ bucket })}/${prefix}AWSLogs/${DEFAULT_ACCOUNT}/*`,
    Condition: {
      StringEquals: { 'aws:SourceArn': trailArn(name), 's3:x-amz-acl': 'bucket-owner-full-control' },
    },
  },
];

export function declareTrailBucket(
  stack: Declaration,
  statements: readonly object[] = bucketStatements('audit'),
  bucket = 'trail-bucket',
): void {
  stack.resource('aws:s3/bucket:Bucket', bucket, { bucket, forceDestroy: true });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  if (statements.length > 0) stack.resource('aws:s3/bucketPolicy:BucketPolicy', bucket, { bucket, policy });
}

/** The trail `audit` into `trail-bucket`; `inputs` over that. */
export const declareTrail = (stack: Declaration, inputs: Properties = {}): Resource =>
  stack.resource(TRAIL, String(inputs['name'] ?? 'audit'), { name: 'audit', s3BucketName: 'trail-bucket', ...inputs });

export const allObjects: Properties = {
  advancedEventSelectors: [
    { name: 'management', fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
    {
      name: 'objects',
      fieldSelectors: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::S3::Object'] },
      ],
    },
  ],
};
