import { empty } from '../../../kernel/wire.ts';
import { checksumOf, type Checksum } from '../checksums/checksum.ts';
import { EntityTooLarge } from '../errors.ts';
import { checksumHeaders, encryptionHeaders, quoted, versionHeader } from '../replies/object-headers.ts';
import { created } from '../notifications/event-message.ts';
import { attributesOf } from '../requests/attributes.ts';
import { verifiedChecksum, verifiedMd5 } from '../requests/digest.ts';
import { keyOf } from '../requests/object-key.ts';
import { requireDigestOfLocked } from '../requests/object-lock.ts';
import { writeConditionOf } from '../requests/write-condition.ts';
import { etagOf, sealingOf } from './body-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { creating } from './notify.ts';
import { writePermissions } from './write-permissions.ts';

/** Bytes of one upload. */
export const LARGEST_PUT = 5 * 2 ** 30;

export const putObject = bucketOperation({
  name: 'PutObject',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}' },
  parse(request, bucket, { host: { clock } }) {
    const { body, headers } = request;
    const at = clock.now();
    const attributes = attributesOf(request, bucket, at);
    if (body.length > LARGEST_PUT) throw new EntityTooLarge(body.length, LARGEST_PUT);
    const sent = verifiedChecksum(request);
    const checksum: Checksum = {
      algorithm: sent?.algorithm ?? 'CRC64NVME',
      value: sent?.value ?? checksumOf('CRC64NVME', body),
      type: 'FULL_OBJECT',
    };
    if (bucket.objectLock !== undefined) requireDigestOfLocked(request, bucket.objectLock, attributes, 'Object');
    return {
      key: keyOf(request),
      body,
      headers,
      attributes,
      at,
      md5: verifiedMd5(request),
      checksum,
      condition: writeConditionOf(request),
    };
  },
  permissions: (input, bucket) => writePermissions(bucket, input, 'object'),
  async run({ key, body, attributes, md5, checksum, condition }, call) {
    const { bucket, now } = call;
    const { encryption, keys } = sealingOf(attributes.encryption, key, call);
    const etag = etagOf(encryption, md5);
    const versionId = bucket.newVersionId();
    const event = created('s3:ObjectCreated:Put', { key, versionId, size: body.length, etag });
    const object = await creating(event, call, () =>
      bucket.store.put(
        {
          key,
          versionId,
          at: now,
          etag,
          checksum,
          attributes: { ...attributes, ...bucket.lockFor(attributes, now), encryption },
          keys,
          ...(condition && { condition }),
        },
        body,
      ),
    );
    return empty(200, {
      etag: quoted(etag),
      ...encryptionHeaders(encryption),
      ...checksumHeaders(checksum),
      ...versionHeader(object, bucket),
    });
  },
});
