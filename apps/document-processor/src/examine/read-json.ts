import type { DocumentProperties } from '@palisade/shared-types';
import { Refusal } from './finding.ts';
import type { Text } from './text.ts';

/** Valid JSON (RFC 8259): its type, and how many elements or members that has; a scalar is one. */
export function readJson({ text, encoding }: Text): DocumentProperties {
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
