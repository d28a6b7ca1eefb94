import type { ContextValue } from '@palisade/policies';

/** Names and values that are bound to a ciphertext: it opens with exactly the same ones, in any order. */
export type EncryptionContext = Readonly<Record<string, string>>;

/**
 * One form for every order of the same pairs, and no form for two contexts: pairs are sorted, and each text is preceded by its
 * length, so that no text can look like the end of another. Nothing at all for an empty context.
 */
export function canonicalContext(context: EncryptionContext): Buffer {
  const names = Object.keys(context);
  if (names.length === 0) return nothing;
  const parts: Buffer[] = [];
  for (const name of names.sort()) {
    for (const text of [name, context[name] as string]) {
      // UTF-16, which has a form for every string: half a surrogate pair would be another one in UTF-8.
      const bytes = Buffer.from(text, 'utf16le');
      const length = Buffer.allocUnsafe(4);
      length.writeUInt32BE(bytes.length);
      parts.push(length, bytes);
    }
  }
  return Buffer.concat(parts);
}

const nothing = Buffer.alloc(0);

/** Condition keys of a request with an encryption context. Source: KMS Developer Guide, "AWS KMS condition keys". */
export function contextConditionKeys(context: EncryptionContext): Record<string, ContextValue> {
  const keys: Record<string, ContextValue> = { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' };
  const names = Object.keys(context);
  if (names.length === 0) return keys;
  keys['kms:EncryptionContextKeys'] = names;
  for (const name of names) keys[`kms:EncryptionContext:${name}`] = context[name] as string;
  return keys;
}
