import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { KmsState } from '../state.ts';
import { grantJson } from './grant-json.ts';
import { requiredText } from './input.ts';
import { page, readPaging, type Paging } from './page.ts';
import { onEverything } from './permission.ts';

/** Source: AWS KMS API Reference, ListRetirableGrants. */
export const listRetirableGrants = operation<KmsState, { readonly principal: string; readonly paging: Paging }>({
  name: 'ListRetirableGrants',
  parse: ({ input }) => ({ principal: requiredText(input, 'RetiringPrincipal'), paging: readPaging(input, 100, 50) }),
  permissions: () => onEverything('ListRetirableGrants'),
  run({ paging, principal }, { region }, state) {
    const grants = state
      .keys(region)
      .flatMap((key) =>
        key.stored.grants.filter(({ retiring }) => retiring === principal).map((grant) => grantJson(grant, key, state)),
      );
    return json(page('Grants', grants, paging));
  },
});
