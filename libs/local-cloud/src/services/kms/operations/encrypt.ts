import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { writeBlob } from '../cryptography/ciphertext-blob.ts';
import { contextConditionKeys, type EncryptionContext } from '../cryptography/encryption-context.ts';
import { DryRunOperation } from '../errors.ts';
import { checkUsable } from '../key.ts';
import type { KmsState } from '../state.ts';
import { blob, checkAlgorithm, checkCommon, encryptionContext, flag, requiredText } from './input.ts';
import { onKey } from './permission.ts';

interface Encrypt {
  readonly keyId: string;
  readonly plaintext: Buffer;
  readonly context: EncryptionContext;
  readonly dryRun: boolean;
}

const PLAINTEXT_BYTES = 4096;

/** Source: AWS KMS API Reference, Encrypt. */
export const encrypt = operation<KmsState, Encrypt>({
  name: 'Encrypt',
  parse({ input }) {
    checkCommon(input);
    checkAlgorithm(input);
    return {
      keyId: requiredText(input, 'KeyId'),
      plaintext: blob(input, 'Plaintext', PLAINTEXT_BYTES),
      context: encryptionContext(input),
      dryRun: flag(input, 'DryRun'),
    };
  },
  permissions: ({ context, keyId }, state, region) => [
    onKey('Encrypt', state, state.find(region, keyId), contextConditionKeys(context)),
  ],
  run({ context, dryRun, keyId, plaintext }, { region }, state) {
    const { key } = state.find(region, keyId);
    checkUsable(key);
    if (dryRun) throw new DryRunOperation();
    return json({
      CiphertextBlob: writeBlob(state.material(key), plaintext, context).toString('base64'),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyId: key.arn,
    });
  },
});
