import { empty } from '../../../kernel/wire.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { bypassOf } from '../requests/object-lock.ts';
import { matching } from '../requests/write-condition.ts';
import { bucketOperation } from './bucket-operation.ts';
import { deleteFrom } from './delete-from.ts';
import { bypassPermission } from './object-lock.ts';
import { onExisting, onObject } from './object-permission.ts';

export const deleteObject = bucketOperation({
  name: 'DeleteObject',
  route: { method: 'DELETE', path: '/{Bucket}/{Key+}' },
  parse(request, bucket) {
    const key = keyOf(request);
    const match = request.headers['if-match'];
    return {
      key,
      versionId: versionIdOf(request),
      match,
      bypass: bypassOf(request, bucket),
      condition: match === undefined ? undefined : matching(match, key),
    };
  },
  permissions: ({ bypass, key, versionId, match }, bucket) => [
    versionId === undefined
      ? onObject(bucket, key, 's3:DeleteObject', match === undefined ? undefined : { 's3:if-match': match })
      : onObject(bucket, key, 's3:DeleteObjectVersion', { 's3:VersionId': versionId }),
    ...bypassPermission(bucket, key, bypass),
    ...(match === undefined ? [] : [onExisting(bucket, { key, versionId }, 's3:GetObject', 's3:GetObjectVersion')]),
  ],
  async run(deletion, call) {
    const deleted = await deleteFrom(deletion, call);
    return empty(204, {
      ...(deleted.deleteMarker && { 'x-amz-delete-marker': 'true' }),
      ...(deleted.versionId !== undefined && { 'x-amz-version-id': deleted.versionId }),
    });
  },
});
