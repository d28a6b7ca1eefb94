import {
  boolean,
  integer,
  json,
  map,
  object,
  oneOf,
  refused,
  string,
  type Properties,
  type ResourceModel,
} from '@palisade/local-engine';
import { kmsKeyArn } from '@palisade/policies';
import { flag, number, text } from '../../../kernel/properties.ts';
import { asUuid } from '../cryptography/ciphertext-blob.ts';
import { checkKeyPolicy } from '../key-policy-check.ts';
import { defaultKeyPolicy } from '../default-key-policy.ts';
import { KEY } from './names.ts';

const DEFAULT_ROTATION_PERIOD = 365;
const noKeyStore = refused('Keys live in AWS KMS itself here: custom key stores are not supported.');

/** A symmetric encryption key. Source: AWS KMS API Reference, CreateKey, EnableKeyRotation and ScheduleKeyDeletion. */
export const key: ResourceModel = {
  token: KEY,
  inputs: object({
    bypassPolicyLockoutSafetyCheck: boolean,
    customKeyStoreId: noKeyStore,
    customerMasterKeySpec: oneOf('SYMMETRIC_DEFAULT'),
    deletionWindowInDays: integer,
    description: string,
    enableKeyRotation: boolean,
    isEnabled: boolean,
    keyUsage: oneOf('ENCRYPT_DECRYPT'),
    multiRegion: oneOf(false),
    policy: json,
    rotationPeriodInDays: integer,
    tags: map(string),
    xksKeyId: noKeyStore,
  }),
  replaceOn: ['customerMasterKeySpec', 'keyUsage', 'multiRegion'],
  defaults: () => ({
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: 'ENCRYPT_DECRYPT',
    multiRegion: false,
  }),
  check(inputs, place) {
    const policy = text(inputs, 'policy');
    return [
      ...range(inputs, 'deletionWindowInDays', 7, 30),
      ...range(inputs, 'rotationPeriodInDays', 90, 2560),
      ...((text(inputs, 'description') ?? '').length > 8192
        ? ['expected length of description to be in the range (0 - 8192)']
        : []),
      ...(policy === undefined ? [] : checkKeyPolicy(policy, place, flag(inputs, 'bypassPolicyLockoutSafetyCheck'))),
    ];
  },
  outputs(inputs, { accountId, id: generate, partition, region }) {
    const id = asUuid(generate('', 32));
    const arn = kmsKeyArn({ partition, region, account: accountId, id });
    const period = number(inputs, 'rotationPeriodInDays') ?? DEFAULT_ROTATION_PERIOD;
    return {
      id,
      outputs: {
        arn,
        keyId: id,
        description: text(inputs, 'description') ?? '',
        policy: text(inputs, 'policy') ?? defaultKeyPolicy({ partition, account: accountId }),
        rotationPeriodInDays: flag(inputs, 'enableKeyRotation') ? period : 0,
      },
    };
  },
};

function range(inputs: Properties, name: string, least: number, most: number): readonly string[] {
  const value = number(inputs, name);
  if (value === undefined || (value >= least && value <= most)) return [];
  return [`expected ${name} to be in the range (${least} - ${most}), got ${value}`];
}
