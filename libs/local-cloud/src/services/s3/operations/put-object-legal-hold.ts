import { empty } from '../../../kernel/wire.ts';
import { requireDigest } from '../requests/digest.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { legalHoldFromXml, lockKeys } from '../requests/object-lock.ts';
import { xmlBody } from '../requests/xml-body.ts';
import { bucketOperation } from './bucket-operation.ts';
import { changeLock } from './object-lock.ts';
import { onObject } from './object-permission.ts';

/** Source: Amazon S3 API Reference, PutObjectLegalHold. */
export const putObjectLegalHold = bucketOperation({
  name: 'PutObjectLegalHold',
  route: { method: 'PUT', path: '/{Bucket}/{Key+}', query: ['legal-hold'] },
  parse(request) {
    requireDigest(request);
    return { key: keyOf(request), versionId: versionIdOf(request), legalHold: legalHoldFromXml(xmlBody(request)) };
  },
  permissions: ({ key, legalHold }, bucket) => [
    onObject(bucket, key, 's3:PutObjectLegalHold', lockKeys({ legalHold }, 0)),
  ],
  async run({ legalHold, ...name }, call) {
    await changeLock(name, call, () => ({ legalHold }));
    return empty(200);
  },
});
