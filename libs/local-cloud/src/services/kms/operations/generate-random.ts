import { randomBytes } from 'node:crypto';
import { NotSupportedError } from '../../../kernel/errors.ts';
import { operation } from '../../../kernel/operation.ts';
import { json } from '../../../kernel/wire.ts';
import { Validation } from '../errors.ts';
import type { KmsState } from '../state.ts';
import { checkCommon, text, wholeNumber } from './input.ts';
import { onEverything } from './permission.ts';

/** Source: AWS KMS API Reference, GenerateRandom. */
export const generateRandom = operation<KmsState, number>({
  name: 'GenerateRandom',
  parse({ input }) {
    checkCommon(input);
    if (text(input, 'CustomKeyStoreId') !== undefined) throw new NotSupportedError('custom key stores of KMS');
    const bytes = wholeNumber(input, 'NumberOfBytes', 1, 1024);
    if (bytes === undefined) throw new Validation('NumberOfBytes is required.');
    return bytes;
  },
  permissions: () => onEverything('GenerateRandom'),
  run: (bytes) => json({ Plaintext: randomBytes(bytes).toString('base64') }),
});
