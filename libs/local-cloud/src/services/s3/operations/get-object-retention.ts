import { xml } from '../../../kernel/wire.ts';
import { NoSuchObjectLockConfiguration } from '../errors.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { bucketOperation } from './bucket-operation.ts';
import { requireObjectLock } from './object-lock.ts';
import { onObject } from './object-permission.ts';
import { readableObject } from './visibility.ts';

/** Source: Amazon S3 API Reference, GetObjectRetention. */
export const getObjectRetention = bucketOperation({
  name: 'GetObjectRetention',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['retention'] },
  parse: (request) => ({ key: keyOf(request), versionId: versionIdOf(request) }),
  permissions: ({ key }, bucket) => [onObject(bucket, key, 's3:GetObjectRetention')],
  run({ key, versionId }, call) {
    requireObjectLock(call.bucket);
    const { retention } = readableObject(key, versionId, 'GET', call);
    if (!retention) throw new NoSuchObjectLockConfiguration(key);
    return xml('Retention', { Mode: retention.mode, RetainUntilDate: new Date(retention.until).toISOString() });
  },
});
