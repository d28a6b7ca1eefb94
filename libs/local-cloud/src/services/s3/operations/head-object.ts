import { empty } from '../../../kernel/wire.ts';
import { checksumHeaders, objectHeaders } from '../replies/object-headers.ts';
import { contentRange } from '../requests/range.ts';
import { checkReadConditions } from '../requests/read-condition.ts';
import { readInput, selectRange } from '../requests/read-input.ts';
import { bucketOperation } from './bucket-operation.ts';
import { lockHeaders } from './object-lock.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

/** Needs what GetObject needs. */
export const headObject = bucketOperation({
  name: 'HeadObject',
  route: { method: 'HEAD', path: '/{Bucket}/{Key+}' },
  parse: (request) => readInput(request),
  permissions: (input, bucket) => [onExisting(bucket, input, 's3:GetObject', 's3:GetObjectVersion')],
  run(input, call) {
    const object = readableObject(input.key, input.versionId, 'HEAD', call);
    const headers = { ...objectHeaders(object, call.bucket), ...lockHeaders(object, call) };
    checkReadConditions(object, input.headers, headers);
    const { range, extra } = selectRange(object, input);
    return empty(range === undefined ? 200 : 206, {
      ...headers,
      ...extra,
      'content-length': `${range === undefined ? object.size : range.to - range.from}`,
      ...(range === undefined
        ? input.wantsChecksum && checksumHeaders(object.checksum)
        : { 'content-range': contentRange(range, object.size) }),
    });
  },
});
