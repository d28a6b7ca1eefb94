import { empty } from '../../../kernel/wire.ts';
import { versionHeader } from '../replies/object-headers.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { noTags } from '../requests/tagging.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

export const deleteObjectTagging = bucketOperation({
  name: 'DeleteObjectTagging',
  route: { method: 'DELETE', path: '/{Bucket}/{Key+}', query: ['tagging'] },
  parse: (request) => ({ key: keyOf(request), versionId: versionIdOf(request) }),
  permissions: (input, bucket) => [
    onExisting(bucket, input, 's3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'),
  ],
  async run({ key, versionId }, call) {
    const object = readableObject(key, versionId, 'DELETE', call);
    await call.bucket.store.edit(object, { tags: noTags });
    return empty(204, versionHeader(object, call.bucket));
  },
});
