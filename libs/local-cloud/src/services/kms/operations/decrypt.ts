import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { readBlob } from '../cryptography/ciphertext-blob.ts';
import { contextConditionKeys, type EncryptionContext } from '../cryptography/encryption-context.ts';
import { DryRunOperation } from '../errors.ts';
import { checkUsable } from '../key.ts';
import type { KmsState } from '../state.ts';
import { keyForBlob } from './blob-key.ts';
import { blob, checkAlgorithm, checkCommon, encryptionContext, flag, text } from './input.ts';
import { onKey } from './permission.ts';

interface Decrypt {
  readonly keyId: string | undefined;
  readonly ciphertext: Buffer;
  readonly context: EncryptionContext;
  readonly dryRun: boolean;
}

export const CIPHERTEXT_BYTES = 6144;

/** Source: AWS KMS API Reference, Decrypt. */
export const decrypt = operation<KmsState, Decrypt>({
  name: 'Decrypt',
  parse({ input }) {
    checkCommon(input);
    checkAlgorithm(input);
    return {
      keyId: text(input, 'KeyId'),
      ciphertext: blob(input, 'CiphertextBlob', CIPHERTEXT_BYTES),
      context: encryptionContext(input),
      dryRun: flag(input, 'DryRun'),
    };
  },
  permissions: ({ ciphertext, context, keyId }, state, region) => [
    onKey('Decrypt', state, keyForBlob(state, region, keyId, ciphertext), contextConditionKeys(context)),
  ],
  run({ ciphertext, context, dryRun, keyId }, { region }, state) {
    const { key } = keyForBlob(state, region, keyId, ciphertext);
    checkUsable(key);
    const plaintext = state.open(key, ciphertext, context);
    if (dryRun) throw new DryRunOperation();
    return json({
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      KeyId: key.arn,
      KeyMaterialId: readBlob(ciphertext)?.materialId,
      Plaintext: plaintext.toString('base64'),
    });
  },
});
