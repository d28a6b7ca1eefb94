import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { readBlob, writeBlob } from '../cryptography/ciphertext-blob.ts';
import { contextConditionKeys, type EncryptionContext } from '../cryptography/encryption-context.ts';
import { DryRunOperation } from '../errors.ts';
import { checkUsable } from '../key.ts';
import type { KmsState } from '../state.ts';
import { keyForBlob } from './blob-key.ts';
import { CIPHERTEXT_BYTES } from './decrypt.ts';
import { blob, checkAlgorithm, checkCommon, encryptionContext, flag, requiredText, text } from './input.ts';
import { onKey } from './permission.ts';

interface ReEncrypt {
  readonly ciphertext: Buffer;
  readonly from: { readonly keyId: string | undefined; readonly context: EncryptionContext };
  readonly to: { readonly keyId: string; readonly context: EncryptionContext };
  readonly dryRun: boolean;
}

/** Opens a ciphertext and encrypts what was in it, which never leaves KMS. Source: AWS KMS API Reference, ReEncrypt. */
export const reEncrypt = operation<KmsState, ReEncrypt>({
  name: 'ReEncrypt',
  parse({ input }) {
    checkCommon(input);
    checkAlgorithm(input, 'SourceEncryptionAlgorithm');
    checkAlgorithm(input, 'DestinationEncryptionAlgorithm');
    return {
      ciphertext: blob(input, 'CiphertextBlob', CIPHERTEXT_BYTES),
      from: { keyId: text(input, 'SourceKeyId'), context: encryptionContext(input, 'SourceEncryptionContext') },
      to: {
        keyId: requiredText(input, 'DestinationKeyId'),
        context: encryptionContext(input, 'DestinationEncryptionContext'),
      },
      dryRun: flag(input, 'DryRun'),
    };
  },
  permissions({ ciphertext, from, to }, state, region) {
    const source = keyForBlob(state, region, from.keyId, ciphertext);
    const destination = state.find(region, to.keyId);
    const sameKey = { 'kms:ReEncryptOnSameKey': source.key.id === destination.key.id ? 'true' : 'false' };
    return [
      onKey('ReEncryptFrom', state, source, { ...contextConditionKeys(from.context), ...sameKey }),
      onKey('ReEncryptTo', state, destination, { ...contextConditionKeys(to.context), ...sameKey }),
    ];
  },
  run({ ciphertext, dryRun, from, to }, { region }, state) {
    const { key: source } = keyForBlob(state, region, from.keyId, ciphertext);
    const { key: destination } = state.find(region, to.keyId);
    checkUsable(source);
    checkUsable(destination);
    const plaintext = state.open(source, ciphertext, from.context);
    if (dryRun) throw new DryRunOperation();
    const material = state.material(destination);
    const written = writeBlob(material, plaintext, to.context);
    plaintext.fill(0);
    return json({
      CiphertextBlob: written.toString('base64'),
      DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      DestinationKeyMaterialId: material.id,
      KeyId: destination.arn,
      SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      SourceKeyId: source.arn,
      SourceKeyMaterialId: readBlob(ciphertext)?.materialId,
    });
  },
});
