import { bytes } from '../../../kernel/wire.ts';
import { isArchived } from '../configuration/storage-class.ts';
import { InvalidObjectState } from '../errors.ts';
import { checksumHeaders, objectHeaders } from '../replies/object-headers.ts';
import { responseOverrides } from '../replies/response-overrides.ts';
import { contentRange } from '../requests/range.ts';
import { checkReadConditions } from '../requests/read-condition.ts';
import { readInput, selectRange } from '../requests/read-input.ts';
import { keysOf } from './body-keys.ts';
import { bucketOperation } from './bucket-operation.ts';
import { lockHeaders } from './object-lock.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

export const getObject = bucketOperation({
  name: 'GetObject',
  route: { method: 'GET', path: '/{Bucket}/{Key+}' },
  parse: (request) => ({ ...readInput(request), overrides: responseOverrides(request) }),
  permissions: (input, bucket) => [onExisting(bucket, input, 's3:GetObject', 's3:GetObjectVersion')],
  async run(input, call) {
    const { bucket } = call;
    const object = readableObject(input.key, input.versionId, 'GET', call);
    const headers = { ...objectHeaders(object, bucket), ...lockHeaders(object, call) };
    checkReadConditions(object, input.headers, headers);
    if (isArchived(object.storageClass)) throw new InvalidObjectState(object.storageClass);
    const { range, extra } = selectRange(object, input);
    const body = await bucket.store.read(object, range?.from, range?.to, keysOf(object.encryption, call));
    return bytes(
      body,
      {
        ...headers,
        ...extra,
        ...(range === undefined
          ? input.wantsChecksum && checksumHeaders(object.checksum)
          : { 'content-range': contentRange(range, object.size) }),
        ...input.overrides,
      },
      range === undefined ? 200 : 206,
    );
  },
});
