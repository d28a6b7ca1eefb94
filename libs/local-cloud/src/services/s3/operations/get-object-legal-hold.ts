import { xml } from '../../../kernel/wire.ts';
import { NoSuchObjectLockConfiguration } from '../errors.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { bucketOperation } from './bucket-operation.ts';
import { requireObjectLock } from './object-lock.ts';
import { onObject } from './object-permission.ts';
import { readableObject } from './visibility.ts';

/** Source: Amazon S3 API Reference, GetObjectLegalHold. */
export const getObjectLegalHold = bucketOperation({
  name: 'GetObjectLegalHold',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['legal-hold'] },
  parse: (request) => ({ key: keyOf(request), versionId: versionIdOf(request) }),
  permissions: ({ key }, bucket) => [onObject(bucket, key, 's3:GetObjectLegalHold')],
  run({ key, versionId }, call) {
    requireObjectLock(call.bucket);
    const { legalHold } = readableObject(key, versionId, 'GET', call);
    if (legalHold === undefined) throw new NoSuchObjectLockConfiguration(key);
    return xml('LegalHold', { Status: legalHold ? 'ON' : 'OFF' });
  },
});
