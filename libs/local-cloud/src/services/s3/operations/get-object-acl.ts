import { xml } from '../../../kernel/wire.ts';
import { versionHeader } from '../replies/object-headers.ts';
import { ownersAcl } from '../replies/owner.ts';
import { keyOf, versionIdOf } from '../requests/object-key.ts';
import { bucketOperation } from './bucket-operation.ts';
import { onExisting } from './object-permission.ts';
import { readableObject } from './visibility.ts';

export const getObjectAcl = bucketOperation({
  name: 'GetObjectAcl',
  route: { method: 'GET', path: '/{Bucket}/{Key+}', query: ['acl'] },
  parse: (request) => ({ key: keyOf(request), versionId: versionIdOf(request) }),
  permissions: (input, bucket) => [onExisting(bucket, input, 's3:GetObjectAcl', 's3:GetObjectVersionAcl')],
  run({ key, versionId }, call) {
    const object = readableObject(key, versionId, 'GET', call);
    const acl = xml('AccessControlPolicy', ownersAcl(call.state.host.accountId));
    return { ...acl, headers: versionHeader(object, call.bucket) };
  },
});
