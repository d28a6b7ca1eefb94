import { empty } from '../../../kernel/wire.ts';
import { issuedKey } from './issued-key.ts';
import { managementOperation } from './management-operation.ts';

/** Revokes an issued key: it leaves all plans and opens nothing from then on. */
export const deleteApiKey = managementOperation(
  'DeleteApiKey',
  { method: 'DELETE', path: '/apikeys/{key}' },
  async ({ params }, state, { region }) => {
    await state.usage.revoke(issuedKey(state, region, params, 'DeleteApiKey'));
    return empty(202);
  },
);
