import { randomBytes } from 'node:crypto';
import { operation, type Operation } from '../../../kernel/operation.ts';
import { json, type JsonObject } from '../../../kernel/wire.ts';
import { writeBlob } from '../cryptography/ciphertext-blob.ts';
import { contextConditionKeys, type EncryptionContext } from '../cryptography/encryption-context.ts';
import { constraintViolated, DryRunOperation, Validation } from '../errors.ts';
import { checkUsable } from '../key.ts';
import type { KmsState } from '../state.ts';
import { checkCommon, encryptionContext, flag, requiredText, text, wholeNumber } from './input.ts';
import { onKey } from './permission.ts';

interface DataKeyRequest {
  readonly keyId: string;
  readonly bytes: number;
  readonly context: EncryptionContext;
  readonly dryRun: boolean;
}

/** Source: AWS KMS API Reference, GenerateDataKey and GenerateDataKeyWithoutPlaintext. */
function dataKeyOperation(name: string, withPlaintext: boolean): Operation<KmsState> {
  return operation<KmsState, DataKeyRequest>({
    name,
    parse({ input }) {
      checkCommon(input);
      return {
        keyId: requiredText(input, 'KeyId'),
        bytes: readLength(input),
        context: encryptionContext(input),
        dryRun: flag(input, 'DryRun'),
      };
    },
    permissions: ({ context, keyId }, state, region) => [
      onKey(name, state, state.find(region, keyId), contextConditionKeys(context)),
    ],
    run({ bytes, context, dryRun, keyId }, { region }, state) {
      const { key } = state.find(region, keyId);
      checkUsable(key);
      if (dryRun) throw new DryRunOperation();
      const material = state.material(key);
      const plaintext = randomBytes(bytes);
      return json({
        CiphertextBlob: writeBlob(material, plaintext, context).toString('base64'),
        KeyId: key.arn,
        KeyMaterialId: material.id,
        ...(withPlaintext && { Plaintext: plaintext.toString('base64') }),
      });
    },
  });
}

export const generateDataKey = dataKeyOperation('GenerateDataKey', true);
export const generateDataKeyWithoutPlaintext = dataKeyOperation('GenerateDataKeyWithoutPlaintext', false);

function readLength(input: JsonObject): number {
  const spec = text(input, 'KeySpec');
  const bytes = wholeNumber(input, 'NumberOfBytes', 1, 1024);
  if ((spec === undefined) === (bytes === undefined))
    throw new Validation('Please specify either number of bytes or key spec.');
  if (bytes !== undefined) return bytes;
  if (spec !== 'AES_256' && spec !== 'AES_128')
    throw constraintViolated('keySpec', 'Member must satisfy enum value set: [AES_256, AES_128]', spec);
  return spec === 'AES_256' ? 32 : 16;
}
