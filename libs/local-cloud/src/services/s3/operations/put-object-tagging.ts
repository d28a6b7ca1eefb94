import { empty } from '../../../kernel/wire.ts';
import { versionHeader } from '../replies/object-headers.ts';
import { verifiedChecksum, verifiedMd5 } from '../requests/digest.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { requestTagKeys, tagsFromXml } from '../requests/tagging.ts';
import { xmlBody } from '../requests/xml-body.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

export const putObjectTagging = bucketOperation({
  name: 'PutObjectTagging',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['tagging'] },
  parse(request) {
    verifiedMd5(request);
    verifiedChecksum(request);
    return { key: keyOf(request), versionId: versionIdOf(request), tags: tagsFromXml(xmlBody(request)) };
  },
  permissions: (input, bucket) => [
    onExisting(bucket, input, 's3:PutObjectTagging', 's3:PutObjectVersionTagging', requestTagKeys(input.tags)),
  ],
  async run({ key, versionId, tags }, call) {
    const object = readableObject(key, versionId, 'PUT', call);
    await call.bucket.store.edit(object, { tags });
    return empty(200, versionHeader(object, call.bucket));
  },
});
