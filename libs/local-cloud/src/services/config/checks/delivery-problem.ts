import { decide, s3ObjectArn } from '@palisade/policies';
import { globalContext } from '../../../kernel/context.ts';
import type { Host } from '../../../kernel/host.ts';
import type { Principal } from '../../../kernel/principal.ts';
import { roleSession } from '../../../kernel/role-session.ts';
import type { CloudView } from '../../../kernel/service.ts';
import type { Role } from '../../iam/directory.ts';
import { keyProblem } from '../../kms/index.ts';
import type { BucketConfiguration } from '../../s3/configuration/bucket-configuration.ts';
import type { DeliveryChannel, Recorder } from '../recording/declared.ts';
import { configFor } from './config-principal.ts';

interface Delivery {
  readonly channel: DeliveryChannel;
  readonly recorder: Recorder;
  readonly role: Role | undefined;
  readonly bucket: BucketConfiguration | undefined;
}

/**
 * What PutDeliveryChannel finds out by writing a file: Config tries with the recorder's role and, where that may not, as itself. Source:
 * AWS Config Developer Guide, "Permissions for the Amazon S3 bucket for the AWS Config delivery channel".
 */
export function deliveryProblem(
  { bucket, channel, recorder, role }: Delivery,
  view: CloudView,
  host: Host,
): string | undefined {
  if (bucket === undefined)
    return `NoSuchBucketException: Cannot find a S3 bucket with an input bucket name '${channel.bucket}'.`;
  const writers: readonly Writer[] = [
    ...(role === undefined ? [] : [roleWriter(role, host)]),
    { principal: configFor(recorder.arn, host.accountId), role: undefined },
  ];
  const able = writers.filter((writer) => mayWrite(writer, bucket, channel, host));
  if (able.length === 0)
    return (
      `InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: ${channel.bucket}, unable to write to ` +
      `bucket, provided s3 key prefix is '${channel.prefix ?? 'null'}', provided kms key is '${channel.kmsKeyArn ?? 'null'}'.`
    );
  const keyId = channel.kmsKeyArn ?? bucket.encryption.kmsKeyId;
  if (keyId === undefined) return undefined;
  const use = { region: bucket.region, keyId, context: { 'aws:s3:arn': bucket.arn } };
  const problems = able.map(({ principal }) =>
    keyProblem(view, host, { ...use, principal, viaService: `s3.${bucket.region}.amazonaws.com` }, [
      'kms:GenerateDataKey',
    ]),
  );
  const [problem] = problems;
  return problems.includes(undefined) ? undefined : `InvalidS3KmsKeyArnException: ${problem}`;
}

interface Writer {
  readonly principal: Principal;
  readonly role: Role | undefined;
}

function roleWriter(role: Role, { accountId, clock, partition }: Host): Writer {
  return { role, principal: roleSession({ role, partition, accountId, sessionName: 'AWSConfig', now: clock.now() }) };
}

function mayWrite(writer: Writer, bucket: BucketConfiguration, channel: DeliveryChannel, host: Host): boolean {
  const { accountId, partition } = host;
  const folder = channel.prefix === undefined ? '' : `${channel.prefix}/`;
  const key = `${folder}AWSLogs/${accountId}/Config/ConfigWritabilityCheckFile`;
  const object = s3ObjectArn({ partition, bucket: bucket.name, key });
  return (
    allowed(writer, bucket, host, 's3:GetBucketAcl', bucket.arn, {}) &&
    allowed(writer, bucket, host, 's3:PutObject', object, { 's3:x-amz-acl': 'bucket-owner-full-control' })
  );
}

function allowed(
  { principal, role }: Writer,
  { policy, region }: BucketConfiguration,
  { accountId, clock }: Host,
  action: string,
  arn: string,
  own: Readonly<Record<string, string>>,
): boolean {
  const context = {
    ...globalContext({ principal, region, accountId, now: clock.now() }),
    // Config speaks TLS.
    'aws:SecureTransport': 'true',
    ...own,
  };
  const name = principal.kind === 'service' ? principal.name : principal.kind === 'anonymous' ? '*' : principal.arn;
  const request = { principal: name, action, resource: { arn, accountId }, context };
  const boundary = role?.boundary;
  return (
    decide(request, {
      identity: role?.identity ?? [],
      ...(policy !== undefined && { resource: policy.compiled }),
      ...(boundary !== undefined && { boundary }),
    }).verdict === 'Allowed'
  );
}
