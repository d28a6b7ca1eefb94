import { json } from '../../../kernel/wire.ts';
import { POLICY_NAME } from './get-key-policy.ts';
import { keyOperation } from './key-operation.ts';
import { page, readPaging } from './page.ts';

/** Source: AWS KMS API Reference, ListKeyPolicies. */
export const listKeyPolicies = keyOperation({
  name: 'ListKeyPolicies',
  parse: (input) => readPaging(input, 1000, 100),
  run: (paging) => json({ ...page('PolicyNames', [], paging), PolicyNames: [POLICY_NAME] }),
});
