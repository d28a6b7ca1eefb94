import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { KmsState } from '../state.ts';
import { text } from './input.ts';
import { page, readPaging, type Paging } from './page.ts';
import { onEverything } from './permission.ts';

/** Source: AWS KMS API Reference, ListAliases. */
export const listAliases = operation<KmsState, { readonly keyId: string | undefined; readonly paging: Paging }>({
  name: 'ListAliases',
  parse: ({ input }) => ({ keyId: text(input, 'KeyId'), paging: readPaging(input, 100, 50) }),
  permissions: () => onEverything('ListAliases'),
  run({ keyId, paging }, { region }, state) {
    const only = keyId === undefined ? undefined : state.findKey(region, keyId).id;
    const aliases = state
      .aliases(region)
      .filter((alias) => only === undefined || alias.keyId === only)
      .map((alias) => ({ AliasArn: alias.arn, AliasName: alias.name, TargetKeyId: alias.keyId }));
    return json(page('Aliases', aliases, paging));
  },
});
