import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import type { KmsState } from '../state.ts';
import { page, readPaging, type Paging } from './page.ts';
import { onEverything } from './permission.ts';

/** Source: AWS KMS API Reference, ListKeys. */
export const listKeys = operation<KmsState, Paging>({
  name: 'ListKeys',
  parse: ({ input }) => readPaging(input, 1000, 100),
  permissions: () => onEverything('ListKeys'),
  run(paging, { region }, state) {
    const keys = state.keys(region).map(({ arn, id }) => ({ KeyArn: arn, KeyId: id }));
    return json(page('Keys', keys, paging));
  },
});
