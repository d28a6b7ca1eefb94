import type { DocumentProperties } from '@palisade/shared-types';
import { Refusal } from './finding.ts';
import type { Text } from './text.ts';

/**
 * `[{},{},…]` takes up to forty times the memory of its text while it is parsed, and `JSON.parse` cannot be stopped: 8 MiB become
 * 350 MiB at worst, which the function has room for.
 */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** Valid JSON (RFC 8259): its type, and how many elements or members that has; a scalar is one. */
export function readJson({ text, encoding }: Text): DocumentProperties {
  if (text.length > MAX_CHARACTERS) throw new Refusal('too-large', `JSON is read up to ${MAX_CHARACTERS} characters.`);
  const value = parse(text);
  return { format: 'json', encoding, topLevel: typeOf(value), count: countOf(value) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text.
    throw new Refusal('malformed', 'The document is not valid JSON.');
  }
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
}

function typeOf(value: unknown) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'object' | 'string' | 'number' | 'boolean';
}
