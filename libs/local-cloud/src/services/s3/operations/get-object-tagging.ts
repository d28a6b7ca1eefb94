import { xml } from '../../../kernel/wire.ts';
import { versionHeader } from '../replies/object-headers.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { tagSet } from '../requests/tagging.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

export const getObjectTagging = bucketOperation({
  name: 'GetObjectTagging',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['tagging'] },
  parse: (request) => ({ key: keyOf(request), versionId: versionIdOf(request) }),
  permissions: (input, bucket) => [onExisting(bucket, input, 's3:GetObjectTagging', 's3:GetObjectVersionTagging')],
  run({ key, versionId }, call) {
    const object = readableObject(key, versionId, 'GET', call);
    return { ...xml('Tagging', tagSet(object.tags)), headers: versionHeader(object, call.bucket) };
  },
});
