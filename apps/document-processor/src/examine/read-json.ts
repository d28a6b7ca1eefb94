import type { DocumentProperties } from '@palisade/shared-types';
import { Refusal } from './finding.ts';
import type { Text } from './text.ts';

/**
 * Values take up to 22 times the memory their text does (`[{},{},…]`), and `JSON.parse` cannot be stopped: 16 MiB become at most
 * 350 MiB, which is what the function has room for.
 */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** Valid JSON (RFC 8259): its type, and how many elements or members that has; a scalar is one. */
export function readJson({ text, encoding }: Text): DocumentProperties {
  if (text.length > MAX_CHARACTERS) throw new Refusal('too-large', `JSON is read up to ${MAX_CHARACTERS} characters.`);
  const value = parse(text);
  const count = typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
  return { format: 'json', encoding, topLevel: typeOf(value), count };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text.
    throw new Refusal('malformed', 'The document is not valid JSON.');
  }
}

function typeOf(value: unknown) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'object' | 'string' | 'number' | 'boolean';
}
