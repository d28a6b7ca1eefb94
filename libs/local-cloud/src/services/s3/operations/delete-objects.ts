import { xml, type XmlObject } from '../../../kernel/wire.ts';
import { AwsError } from '../../../kernel/errors.ts';
import { AccessDenied, MalformedXml } from '../errors.ts';
import { requireDigest } from '../requests/digest.ts';
import { checkKey, checkVersionId } from '../requests/object-key.ts';
import { bypassOf } from '../requests/object-lock.ts';
import { matching } from '../requests/write-condition.ts';
import { childText, xmlBody } from '../requests/xml-body.ts';
import { bucketOperation, withKeys, type BucketCall } from './bucket-operation.ts';
import { deleteFrom, type Deletion } from './delete-from.ts';
import { bypassPermission } from './object-lock.ts';
import { onObject } from './object-permission.ts';

const MOST_KEYS = 1000;

/**
 * Each key is authorised by itself: a denied one is an `Error` in the result and the others are deleted. So the request as a whole
 * needs no permission.
 */
export const deleteObjects = bucketOperation({
  name: 'DeleteObjects',
  route: { method: 'POST', path: '/{Bucket}', query: ['delete'] },
  parse(request, bucket) {
    requireDigest(request);
    const bypass = bypassOf(request, bucket);
    const { name, node } = xmlBody(request);
    const objects = node.children['Object'] ?? [];
    if (name !== 'Delete' || objects.length === 0 || objects.length > MOST_KEYS) throw new MalformedXml();
    const deletions = objects.map((object): Deletion => {
      const key = childText(object, 'Key');
      if (key === undefined || key === '') throw new MalformedXml();
      const versionId = childText(object, 'VersionId');
      const etag = childText(object, 'ETag');
      return {
        key: checkKey(key),
        bypass,
        versionId: versionId === undefined ? undefined : checkVersionId(versionId),
        condition: etag === undefined ? undefined : matching(etag, key),
      };
    });
    return { deletions, quiet: childText(node, 'Quiet') === 'true' };
  },
  permissions: () => [],
  async run({ deletions, quiet }, call) {
    // All at once, so that the journal writes them together; the answer keeps the order of the request.
    const results = await Promise.all(deletions.map((deletion) => deleteOne(deletion, call)));
    const deleted = results.flatMap((result) => ('deleted' in result ? [result.deleted] : []));
    const errors = results.flatMap((result) => ('error' in result ? [result.error] : []));
    return xml('DeleteResult', { Deleted: quiet ? [] : deleted, Error: errors });
  },
});

type Result = { readonly deleted: XmlObject } | { readonly error: XmlObject };

async function deleteOne(deletion: Deletion, call: BucketCall): Promise<Result> {
  const { key, versionId } = deletion;
  const named = { Key: key, ...(versionId !== undefined && { VersionId: versionId }) };
  try {
    requirePermission(deletion, call);
    const done = await deleteFrom(deletion, call);
    const marker = done.deleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: done.versionId };
    return { deleted: { ...named, ...marker } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { ...named, Code: error.code, Message: error.message } };
  }
}

function requirePermission({ bypass, key, versionId }: Deletion, { bucket, keys, authorise }: BucketCall): void {
  const permission =
    versionId === undefined
      ? onObject(bucket, key, 's3:DeleteObject')
      : onObject(bucket, key, 's3:DeleteObjectVersion', { 's3:VersionId': versionId });
  for (const each of [permission, ...bypassPermission(bucket, key, bypass)]) {
    if (authorise(withKeys(each, keys)).verdict !== 'Allowed') throw new AccessDenied();
  }
}
