import { hash } from 'node:crypto';
import { xml, type WireRequest } from '../../../kernel/wire.ts';
import { checksumOf, type Checksum } from '../checksums/checksum.ts';
import { isArchived } from '../configuration/storage-class.ts';
import { InvalidArgument, InvalidObjectState, InvalidRequest } from '../errors.ts';
import { encryptionHeaders, isoDate, quoted, versionHeader } from '../replies/object-headers.ts';
import { created } from '../notifications/event-message.ts';
import { attributesOf } from '../requests/attributes.ts';
import { checkCopyConditions, copySourceOf, type CopySource } from '../requests/copy-source.ts';
import { checkAlgorithm } from '../requests/digest.ts';
import { keyOf } from '../requests/object-key.ts';
import { noTags } from '../requests/tagging.ts';
import { writeConditionOf } from '../requests/write-condition.ts';
import type { ObjectAttributes, ObjectVersion, StoredObject } from '../storage/object-version.ts';
import { etagOf, keysOf, sealingOf } from './body-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { creating } from './notify.ts';
import { onExisting, onObject } from './object-permission.ts';
import { LARGEST_PUT } from './put-object.ts';
import { readableObject, tagsOf } from './visibility.ts';
import { writePermissions } from './write-permissions.ts';

/** Needs to read the source and to write the target, tags included. Source: Amazon S3 API Reference, CopyObject. */
export const copyObject = bucketOperation({
  name: 'CopyObject',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', headers: ['x-amz-copy-source'] },
  parse(request, bucket, state) {
    const { headers } = request;
    const at = state.host.clock.now();
    const algorithm = headers['x-amz-checksum-algorithm'];
    return {
      key: keyOf(request),
      headers,
      source: copySourceOf(request, state),
      replacesMetadata: directive(request, 'x-amz-metadata-directive') === 'REPLACE',
      replacesTags: directive(request, 'x-amz-tagging-directive') === 'REPLACE',
      attributes: attributesOf(request, bucket, at),
      at,
      algorithm: algorithm === undefined ? undefined : checkAlgorithm(algorithm),
      condition: writeConditionOf(request),
    };
  },
  permissions(input, bucket) {
    const { key, source } = input;
    const permissions = [
      onExisting(source.bucket, source, 's3:GetObject', 's3:GetObjectVersion'),
      ...writePermissions(
        bucket,
        { ...input, attributes: { ...input.attributes, ...(!input.replacesTags && { tags: noTags }) } },
        'object',
      ),
    ];
    const copiesTags = !input.replacesTags && Object.keys(tagsOf(versionOf(source)) ?? noTags).length > 0;
    if (copiesTags) {
      permissions.push(
        onExisting(source.bucket, source, 's3:GetObjectTagging', 's3:GetObjectVersionTagging'),
        onObject(bucket, key, 's3:PutObjectTagging'),
      );
    }
    return permissions;
  },
  async run(input, call) {
    const { bucket, now } = call;
    const { key, source, condition } = input;
    const object = readableObject(source.key, source.versionId, 'GET', { ...call, bucket: source.bucket });
    checkCopyConditions(object, input.headers);
    if (isArchived(object.storageClass)) throw new InvalidObjectState(object.storageClass);
    if (object.size > LARGEST_PUT) {
      throw new InvalidRequest(
        'The specified copy source is larger than the maximum allowable size for a copy source: 5368709120',
      );
    }
    const changes =
      input.replacesMetadata ||
      input.replacesTags ||
      object.storageClass !== input.attributes.storageClass ||
      input.headers['x-amz-server-side-encryption'] !== undefined;
    if (source.bucket === bucket && source.key === key && source.versionId === undefined && !changes) {
      throw new InvalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, " +
          'storage class, website redirect location or encryption attributes.',
      );
    }
    const body = await source.bucket.store.read(
      object,
      undefined,
      undefined,
      keysOf(object.encryption, { ...call, bucket: source.bucket }),
    );
    const { encryption, keys } = sealingOf(input.attributes.encryption, key, call);
    const etag = etagOf(encryption, hash('md5', body, 'hex'));
    const checksum = checksumOfCopy(object, body, input.algorithm);
    const versionId = bucket.newVersionId();
    const event = created('s3:ObjectCreated:Copy', { key, versionId, size: body.length, etag });
    const copy = await creating(event, call, () =>
      bucket.store.put(
        {
          key,
          versionId,
          at: now,
          etag,
          checksum,
          attributes: {
            ...attributesOfCopy(object, input),
            ...bucket.lockFor(input.attributes, now),
            encryption,
          },
          keys,
          ...(condition && { condition }),
        },
        body,
      ),
    );
    return {
      ...xml('CopyObjectResult', {
        LastModified: isoDate(copy.lastModified),
        ETag: quoted(etag),
        [`Checksum${checksum.algorithm}`]: checksum.value,
        ChecksumType: checksum.type,
      }),
      headers: {
        ...encryptionHeaders(copy.encryption),
        ...versionHeader(copy, bucket),
        ...(source.bucket.versioning !== undefined && { 'x-amz-copy-source-version-id': object.versionId }),
      },
    };
  },
});

function directive({ headers }: WireRequest, name: string): 'COPY' | 'REPLACE' {
  const value = headers[name] ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new InvalidArgument(
    `Unknown ${name === 'x-amz-metadata-directive' ? 'metadata' : 'tagging'} directive.`,
    name,
    value,
  );
}

function versionOf({ bucket, key, versionId }: CopySource): ObjectVersion | undefined {
  const { index } = bucket.store;
  return versionId === undefined ? index.current(key) : index.find(key, versionId);
}

/** The source's checksum if it is of the whole object and nobody asks for another one. */
function checksumOfCopy({ checksum }: StoredObject, body: Buffer, wanted: Checksum['algorithm'] | undefined): Checksum {
  if (checksum?.type === 'FULL_OBJECT' && (wanted === undefined || wanted === checksum.algorithm)) return checksum;
  const algorithm = wanted ?? checksum?.algorithm ?? 'CRC64NVME';
  return { algorithm, value: checksumOf(algorithm, body), type: 'FULL_OBJECT' };
}

function attributesOfCopy(
  object: StoredObject,
  {
    attributes,
    replacesMetadata,
    replacesTags,
  }: { attributes: ObjectAttributes; replacesMetadata: boolean; replacesTags: boolean },
): ObjectAttributes {
  const { headers, metadata } = replacesMetadata ? attributes : object;
  const { tags } = replacesTags ? attributes : object;
  return { ...attributes, headers, metadata, tags };
}
