import { boolean, json, object, required, string, type ResourceModel } from '@palisade/local-engine';
import { flag, text } from '../../../kernel/properties.ts';
import { checkKeyPolicy } from '../key-policy-check.ts';
import { keyIdOf } from '../key-reference.ts';
import { KEY_POLICY } from './names.ts';

/** The policy of a key in place of the one its Key has. Source: AWS KMS API Reference, PutKeyPolicy. */
export const keyPolicy: ResourceModel = {
  token: KEY_POLICY,
  inputs: object({ bypassPolicyLockoutSafetyCheck: boolean, keyId: required(string), policy: required(json) }),
  replaceOn: [],
  defaults: () => ({ bypassPolicyLockoutSafetyCheck: false }),
  check: (inputs, place) =>
    checkKeyPolicy(text(inputs, 'policy') ?? '', place, flag(inputs, 'bypassPolicyLockoutSafetyCheck')),
  outputs: (inputs) => ({ id: keyIdOf(text(inputs, 'keyId') ?? ''), outputs: {} }),
};
