import { json } from '../../../kernel/wire.ts';
import { checkGrantId, grantJson } from './grant-json.ts';
import { text } from './input.ts';
import { keyOperation } from './key-operation.ts';
import { page, readPaging } from './page.ts';

/** Source: AWS KMS API Reference, ListGrants. */
export const listGrants = keyOperation({
  name: 'ListGrants',
  parse(input) {
    const grantId = text(input, 'GrantId');
    return {
      grantId: grantId === undefined ? undefined : checkGrantId(grantId),
      grantee: text(input, 'GranteePrincipal'),
      paging: readPaging(input, 100, 50),
    };
  },
  run({ grantee, grantId, paging }, key, _call, state) {
    const grants = key.stored.grants.filter(
      (grant) => (grantId ?? grant.id) === grant.id && (grantee ?? grant.grantee) === grant.grantee,
    );
    return json(
      page(
        'Grants',
        grants.map((grant) => grantJson(grant, key, state)),
        paging,
      ),
    );
  },
});
