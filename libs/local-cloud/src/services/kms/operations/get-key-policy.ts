import { json } from '../../../kernel/wire.ts';
import { NotFound } from '../errors.ts';
import { text } from './input.ts';
import { keyOperation } from './key-operation.ts';

/** Every key has one policy, of this name. Source: AWS KMS API Reference, GetKeyPolicy. */
export const POLICY_NAME = 'default';

export const getKeyPolicy = keyOperation({
  name: 'GetKeyPolicy',
  parse: (input) => text(input, 'PolicyName') ?? POLICY_NAME,
  run(name, key) {
    if (name !== POLICY_NAME) throw new NotFound('No such policy exists');
    return json({ Policy: key.policyText, PolicyName: POLICY_NAME });
  },
});
