import {
  asset,
  boolean,
  map,
  object,
  oneOf,
  refused,
  required,
  string,
  type ModelContext,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { s3BucketArn } from '@palisade/policies';
import { hash } from 'node:crypto';
import { block, flag, text, textMap } from '../../../kernel/properties.ts';
import { objectArn } from '../arn.ts';
import { checksumAlgorithms, checksumOf, isChecksumAlgorithm } from '../checksums/checksum.ts';
import { contentOf, etagOf, fingerprintOf } from '../configuration/declared-object.ts';
import { storageClasses } from '../configuration/storage-class.ts';
import { BUCKET } from './bucket.ts';
import { BUCKET_VERSIONING } from './bucket-versioning.ts';

export const BUCKET_OBJECT = 'aws:s3/bucketObjectv2:BucketObjectv2';

const MOST_TAGS = 10;

/** Source: Amazon S3 API Reference, PutObject; Terraform's aws_s3_object. */
export const bucketObject: ResourceModel = {
  token: BUCKET_OBJECT,
  inputs: object({
    acl: refused('objects belong to the bucket owner; grant access by a BucketPolicy'),
    bucket: required(string),
    cacheControl: string,
    checksumAlgorithm: oneOf(...checksumAlgorithms),
    content: string,
    contentBase64: string,
    contentDisposition: string,
    contentEncoding: string,
    contentLanguage: string,
    contentType: string,
    etag: refused('changed content is noticed by itself; use sourceHash to force an upload'),
    forceDestroy: boolean,
    key: string,
    kmsKeyId: refused('objects that a program declares are encrypted with SSE-S3'),
    metadata: map(string),
    objectLockLegalHoldStatus: refused(
      'locks of declared objects are those of their bucket: give that a default retention',
    ),
    objectLockMode: refused('locks of declared objects are those of their bucket: give that a default retention'),
    objectLockRetainUntilDate: refused(
      'locks of declared objects are those of their bucket: give that a default retention',
    ),
    serverSideEncryption: oneOf('AES256'),
    source: asset,
    sourceHash: string,
    storageClass: oneOf(...storageClasses),
    tags: map(string),
    websiteRedirect: string,
  }),
  replaceOn: ['bucket', 'key'],
  defaults: (inputs, { name }) => ({
    contentType: inputs['contentType'] ?? 'application/octet-stream',
    forceDestroy: inputs['forceDestroy'] ?? false,
    key: inputs['key'] ?? name,
    serverSideEncryption: inputs['serverSideEncryption'] ?? 'AES256',
    storageClass: inputs['storageClass'] ?? 'STANDARD',
  }),
  check: checkObject,
  outputs: (inputs, context) => {
    const [bucket = '', key = ''] = [text(inputs, 'bucket'), text(inputs, 'key')];
    return {
      id: `${bucket}/${key}`,
      outputs: {
        arn: objectArn(s3BucketArn({ partition: context.partition, bucket }), key),
        etag: etagOf(contentOf(inputs)),
        versionId: isVersioned(bucket, context) ? versionIdOf(inputs, context) : '',
        bucketKeyEnabled: false,
        ...checksumOutput(inputs),
      },
    };
  },
};

function checkObject(inputs: Properties): string[] {
  const problems: string[] = [];
  const contents = ['content', 'contentBase64', 'source'].filter((name) => inputs[name] !== undefined);
  if (contents.length > 1) problems.push(`${contents.join(' and ')} conflict: an object has one content`);
  const key = text(inputs, 'key') ?? '';
  if (key === '' || Buffer.byteLength(key) > 1024) problems.push('KeyTooLongError: a key has 1 to 1024 bytes');
  if (Object.keys(textMap(inputs, 'tagsAll')).length > MOST_TAGS) {
    problems.push(`BadRequest: Object tags cannot be greater than ${MOST_TAGS}`);
  }
  const upper = Object.keys(block(inputs, 'metadata') ?? {}).find((name) => name !== name.toLowerCase());
  if (upper !== undefined) problems.push(`metadata: Metadata must be lowercase only. Offending key: ${upper}`);
  const algorithm = text(inputs, 'checksumAlgorithm');
  if (algorithm !== undefined && algorithm !== 'SHA256' && inputs['source'] !== undefined) {
    problems.push(`checksumAlgorithm ${algorithm} is not supported by the local cloud for a source asset: use SHA256`);
  }
  return problems;
}

/** Whether versioning is on when the object is written: its BucketVersioning has to come before it, as on AWS, or Object Lock. */
function isVersioned(bucket: string, { resources }: ModelContext): boolean {
  const locked = resources.byId(BUCKET, bucket);
  if (locked !== undefined && flag(locked.inputs, 'objectLockEnabled')) return true;
  return resources.ofType(BUCKET_VERSIONING).some(({ inputs }) => {
    const configuration = block(inputs, 'versioningConfiguration') ?? {};
    return text(inputs, 'bucket') === bucket && text(configuration, 'status') === 'Enabled';
  });
}

/** Another one for every other content, the same one for the same: outputs depend on nothing but inputs. */
function versionIdOf(inputs: Properties, context: ModelContext): string {
  return hash('sha256', `${context.id('', 32)} ${fingerprintOf(inputs)}`, 'base64url')
    .slice(0, 32)
    .replaceAll('-', '.');
}

function checksumOutput(inputs: Properties): Properties {
  const algorithm = text(inputs, 'checksumAlgorithm') ?? '';
  if (!isChecksumAlgorithm(algorithm)) return {};
  const content = contentOf(inputs);
  const value =
    content.kind === 'asset'
      ? Buffer.from(content.hash, 'hex').toString('base64')
      : checksumOf(algorithm, content.bytes);
  const name = `${algorithm.charAt(0)}${algorithm.slice(1).toLowerCase()}`;
  return { [`checksum${name}`]: value };
}
