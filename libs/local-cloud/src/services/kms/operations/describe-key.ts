import { operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { keyState, type Key } from '../key.ts';
import type { KmsState } from '../state.ts';
import { checkCommon, requiredText } from './input.ts';
import { onKey } from './permission.ts';

/** Source: AWS KMS API Reference, DescribeKey. */
export const describeKey = operation<KmsState, string>({
  name: 'DescribeKey',
  parse({ input }) {
    checkCommon(input);
    return requiredText(input, 'KeyId');
  },
  permissions: (keyId, state, region) => [onKey('DescribeKey', state, state.find(region, keyId))],
  run(keyId, { region }, state) {
    const { key } = state.find(region, keyId);
    return json({ KeyMetadata: keyMetadata(key, state) });
  },
});

function keyMetadata(key: Key, cloud: KmsState): JsonObject {
  const state = keyState(key);
  const { createdAt, deletion } = key.stored;
  return {
    AWSAccountId: cloud.host.accountId,
    Arn: key.arn,
    CreationDate: createdAt / 1000,
    CurrentKeyMaterialId: cloud.material(key).id,
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    ...(deletion && { DeletionDate: deletion.at / 1000 }),
    Description: key.description,
    Enabled: state === 'Enabled',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    KeyId: key.id,
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyState: state,
    KeyUsage: 'ENCRYPT_DECRYPT',
    MultiRegion: false,
    Origin: 'AWS_KMS',
  };
}
