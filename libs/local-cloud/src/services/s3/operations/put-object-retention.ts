import { empty } from '../../../kernel/wire.ts';
import { ObjectProtected } from '../errors.ts';
import { mayReplace } from '../locks/retention.ts';
import { requireDigest } from '../requests/digest.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { bypassOf, lockKeys, retentionFromXml } from '../requests/object-lock.ts';
import { xmlBody } from '../requests/xml-body.ts';
import { bucketOperation } from './bucket-operation.ts';
import { bypassPermission, changeLock } from './object-lock.ts';
import { onObject } from './object-permission.ts';

/** Source: Amazon S3 API Reference, PutObjectRetention. */
export const putObjectRetention = bucketOperation({
  name: 'PutObjectRetention',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['retention'] },
  parse(request, bucket, { host: { clock } }) {
    requireDigest(request);
    const now = clock.now();
    return {
      key: keyOf(request),
      versionId: versionIdOf(request),
      bypass: bypassOf(request, bucket),
      retention: retentionFromXml(xmlBody(request), now),
      now,
    };
  },
  permissions: ({ bypass, key, now, retention }, bucket) => [
    onObject(bucket, key, 's3:PutObjectRetention', lockKeys(retention === undefined ? {} : { retention }, now)),
    ...bypassPermission(bucket, key, bypass),
  ],
  async run({ bypass, retention, ...name }, call) {
    await changeLock(name, call, (object) => {
      if (!mayReplace(object.retention, retention, bypass, call.now)) throw new ObjectProtected();
      return { retention: retention ?? null };
    });
    return empty(200);
  },
});
