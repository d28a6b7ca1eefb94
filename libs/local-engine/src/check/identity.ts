import { createHash } from 'node:crypto';
import type { Properties, Value } from '../graph.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * What all generated ids and names of a resource are made of: the stack's seed, the urn and the replace-on inputs. It is written
 * to the state and kept until the resource is replaced, so a rename by alias or a default that changes keeps every id.
 */
export function makeIdentity(seed: string, urn: string, replaceOn: readonly string[], inputs: Properties): string {
  const fixed: Record<string, Value> = {};
  for (const name of replaceOn) {
    const value = inputs[name];
    if (value !== undefined && value !== null) fixed[name] = value;
  }
  return digest(seed, urn, canonicalJson(fixed)).toString('hex').slice(0, 32);
}

/** The identity of a resource that is replaced although nothing its identity is made of has changed. */
export function nextIdentity(identity: string): string {
  return digest(identity, 'replaced').toString('hex').slice(0, 32);
}

const hex = '0123456789abcdef';

/** `prefix` and `length` characters of `alphabet`; the same identity and prefix give the same id, always. */
export function generateId(identity: string, prefix: string, length: number, alphabet: string = hex): string {
  // Bytes beyond the last whole multiple of the alphabet are skipped, or its first characters would come more often.
  const limit = 256 - (256 % alphabet.length);
  let id = '';
  for (let block = 0; id.length < length; block++) {
    for (const byte of digest(identity, prefix, String(block))) {
      if (byte >= limit || id.length === length) continue;
      id += alphabet[byte % alphabet.length];
    }
  }
  return prefix + id;
}

function digest(...parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  // Length before content, or ('ab','c') and ('a','bc') would be the same.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}
