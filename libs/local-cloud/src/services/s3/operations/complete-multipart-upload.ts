import { xml, type WireRequest } from '../../../kernel/wire.ts';
import { checksumAlgorithms } from '../checksums/checksum.ts';
import { multipartChecksum, multipartEtag } from '../checksums/multipart.ts';
import { BadDigest, EntityTooSmall, InvalidPart, InvalidPartOrder, InvalidRequest, MalformedXml } from '../errors.ts';
import { encryptionHeaders, quoted, versionHeader } from '../replies/object-headers.ts';
import { created } from '../notifications/event-message.ts';
import { claimedChecksum } from '../requests/digest.ts';
import { noTags } from '../requests/tagging.ts';
import { uploadOf } from '../requests/upload-input.ts';
import { writeConditionOf } from '../requests/write-condition.ts';
import { childText, xmlBody } from '../requests/xml-body.ts';
import type { Part, Upload } from '../storage/object-version.ts';
import { bucketOperation } from './bucket-operation.ts';
import { creating } from './notify.ts';
import { algorithmOf } from './store-part.ts';
import { writePermissions } from './write-permissions.ts';

/** Every part but the last has at least as many bytes. */
const SMALLEST_PART = 5 * 2 ** 20;
const MOST_PARTS = 10_000;

interface NamedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly checksum: string | undefined;
}

export const completeMultipartUpload = bucketOperation({
  name: 'CompleteMultipartUpload',
  route: { method: 'POST', path: '/{Bucket}/{Key+}', query: ['uploadId'] },
  parse: (request) => ({
    ...uploadOf(request),
    headers: request.headers,
    attributes: { tags: noTags },
    parts: namedParts(request),
    claimed: claimedChecksum(request),
    condition: writeConditionOf(request),
  }),
  permissions: (input, bucket) => writePermissions(bucket, input, 'object'),
  async run({ key, uploadId, parts: named, claimed, condition, headers }, call) {
    const { bucket, now, state } = call;
    const upload = bucket.store.uploads.get(uploadId, key);
    const parts = named.map((each) => storedPart(upload, each));
    checkSizes(parts, headers['x-amz-mp-object-size']);
    const digests = parts.map((part) => ({ ...part, checksum: part.checksum ?? '' }));
    const etag = multipartEtag(digests);
    const checksum = multipartChecksum(upload.checksum ?? { algorithm: 'CRC64NVME', type: 'FULL_OBJECT' }, digests);
    if (claimed?.algorithm === checksum.algorithm && claimed.value !== checksum.value)
      throw new BadDigest(checksum.algorithm);
    const versionId = bucket.newVersionId();
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const event = created('s3:ObjectCreated:CompleteMultipartUpload', { key, versionId, size, etag });
    const object = await creating(event, call, () =>
      bucket.store.complete(upload, parts, {
        key,
        versionId,
        at: now,
        etag,
        checksum,
        attributes: { ...upload.attributes, ...bucket.lockFor(upload.attributes, now) },
        ...(condition && { condition }),
      }),
    );
    return {
      ...xml('CompleteMultipartUploadResult', {
        Location: `${state.host.endpoint}/${bucket.name}/${encodeURIComponent(key)}`,
        Bucket: bucket.name,
        Key: key,
        ETag: quoted(etag),
        [`Checksum${checksum.algorithm}`]: checksum.value,
        ChecksumType: checksum.type,
      }),
      headers: { ...encryptionHeaders(object.encryption), ...versionHeader(object, bucket) },
    };
  },
});

function namedParts(request: WireRequest): readonly NamedPart[] {
  const { name, node } = xmlBody(request);
  const parts = node.children['Part'] ?? [];
  if (name !== 'CompleteMultipartUpload' || parts.length === 0 || parts.length > MOST_PARTS) throw new MalformedXml();
  const named = parts.map((part): NamedPart => {
    const [number, etag] = [childText(part, 'PartNumber'), childText(part, 'ETag')];
    if (number === undefined || etag === undefined || !/^\d{1,5}$/.test(number)) throw new MalformedXml();
    const checksum = checksumAlgorithms.map((algorithm) => childText(part, `Checksum${algorithm}`)).find(Boolean);
    return { partNumber: Number(number), etag: etag.replaceAll('"', ''), checksum };
  });
  const ascending = named.every(
    (part, index) => index === 0 || part.partNumber > (named[index - 1] as NamedPart).partNumber,
  );
  if (!ascending) throw new InvalidPartOrder(request.query.get('uploadId') ?? '');
  return named;
}

function storedPart(upload: Upload, { partNumber, etag, checksum }: NamedPart): Part {
  const part = upload.parts.get(partNumber);
  const fits =
    part?.etag === etag && (checksum === undefined || upload.checksum === undefined || checksum === part.checksum);
  if (part === undefined || !fits) throw new InvalidPart(upload.uploadId, partNumber, etag);
  if (upload.checksum?.type === 'COMPOSITE' && checksum === undefined) {
    throw new InvalidRequest(
      `The upload was created using a ${algorithmOf(upload).toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${partNumber} in the request.`,
    );
  }
  return part;
}

function checkSizes(parts: readonly Part[], announced: string | undefined): void {
  for (const { partNumber, size } of parts.slice(0, -1)) {
    if (size < SMALLEST_PART) throw new EntityTooSmall(size, SMALLEST_PART, partNumber);
  }
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (announced !== undefined && Number(announced) !== size) {
    throw new InvalidRequest('The provided x-amz-mp-object-size header value does not match what was computed.');
  }
}
