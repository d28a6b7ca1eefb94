import type { KeyObject } from 'node:crypto';
import { seal, unseal } from '../../../kernel/seal.ts';
import { canonicalContext, type EncryptionContext } from './encryption-context.ts';

/*
 * version (1 byte, 0x01) | algorithm (1 byte, 0x01 = AES-256-GCM) | key id (16) | id of the key material (32) | nonce (12) |
 * ciphertext | tag (16). The first 50 bytes and the encryption context are authenticated with the ciphertext. Callers see an opaque
 * blob, as on AWS.
 */
const VERSION = 1;
const ALGORITHM = 1;
const KEY_ID_BYTES = 16;
const MATERIAL_ID_BYTES = 32;
const HEADER_BYTES = 2 + KEY_ID_BYTES + MATERIAL_ID_BYTES;
const LEAST_BYTES = HEADER_BYTES + 12 + 16;

/** One version of a key's material, ready for use. */
export interface Material {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
  /** What every blob of this material begins with. */
  readonly header: Buffer;
}

export function blobHeader(keyId: string, materialId: string): Buffer {
  const ids = Buffer.from(keyId.replaceAll('-', '') + materialId, 'hex');
  if (ids.length !== KEY_ID_BYTES + MATERIAL_ID_BYTES)
    throw new Error(`Key ${keyId} or its material ${materialId} has an id of another length.`);
  return Buffer.concat([Buffer.from([VERSION, ALGORITHM]), ids]);
}

/** A blob as it was read: which key and material it asks for. Nothing of it is authentic before `openBlob`. */
export interface CiphertextBlob {
  readonly keyId: string;
  readonly materialId: string;
  readonly bytes: Buffer;
}

export function writeBlob({ key, header }: Material, plaintext: Buffer, context: EncryptionContext): Buffer {
  return Buffer.concat([header, seal(key, plaintext, bound(header, context))]);
}

/** Undefined for what no key of this cloud can have made. */
export function readBlob(bytes: Buffer): CiphertextBlob | undefined {
  if (bytes.length < LEAST_BYTES || bytes[0] !== VERSION || bytes[1] !== ALGORITHM) return undefined;
  const key = bytes.toString('hex', 2, 2 + KEY_ID_BYTES);
  return { keyId: asUuid(key), materialId: bytes.toString('hex', 2 + KEY_ID_BYTES, HEADER_BYTES), bytes };
}

/** Undefined for another material, another context or a changed byte. */
export function openBlob({ bytes }: CiphertextBlob, { key }: Material, context: EncryptionContext): Buffer | undefined {
  const header = bytes.subarray(0, HEADER_BYTES);
  return unseal(key, bytes.subarray(HEADER_BYTES), bound(header, context));
}

const bound = (header: Buffer, context: EncryptionContext): Buffer =>
  Buffer.concat([header, canonicalContext(context)]);

/** 32 hexadecimal digits in the groups of a UUID. */
export function asUuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
