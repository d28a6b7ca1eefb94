import type { DocumentProperties } from '@palisade/shared-types';
import { fileTypeFromBuffer } from 'file-type';
import { refused, Refusal, type Finding } from './finding.ts';
import { mediaType } from './media-type.ts';
import { readCsv } from './read-csv.ts';
import { readJpeg } from './read-jpeg.ts';
import { readJson } from './read-json.ts';
import { readPdf } from './read-pdf.ts';
import { readPng } from './read-png.ts';
import { readPlain } from './read-plain.ts';
import { decodeText, type Text } from './text.ts';

/** Formats known by their first bytes; `found` is what file-type may say of one. */
const BINARY: Record<string, { found: readonly string[]; read: (bytes: Buffer) => Promise<DocumentProperties> }> = {
  'application/pdf': { found: ['application/pdf'], read: readPdf },
  'image/png': { found: ['image/png', 'image/apng'], read: readPng },
  'image/jpeg': { found: ['image/jpeg'], read: async (bytes) => readJpeg(bytes) },
};

/** Formats that are text, which their declared type alone tells apart. */
const TEXT: Record<string, (text: Text) => DocumentProperties> = {
  'application/json': readJson,
  'text/csv': readCsv,
  'text/plain': readPlain,
};

/**
 * Reads a document as what it was declared to be. Whatever is wrong with it is a finding; an error is thrown only when
 * something is wrong with us.
 */
export async function examine(bytes: Buffer, contentType: string): Promise<Finding> {
  try {
    return { ok: true, properties: await read(bytes, contentType) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.message);
    throw error;
  }
}

async function read(bytes: Buffer, contentType: string): Promise<DocumentProperties> {
  const { type, charset } = mediaType(contentType);
  const [binary, text] = [own(BINARY, type), own(TEXT, type)];
  if (!binary && !text) {
    const known = [...Object.keys(BINARY), ...Object.keys(TEXT)].join(', ');
    throw new Refusal('unsupported-type', `Documents of this type are not processed, only ${known}.`);
  }
  if (bytes.length === 0) throw new Refusal('empty', 'The document has no bytes.');
  if (text) {
    const decoded = decodeText(bytes, charset);
    if (decoded) return text(decoded);
  }
  const found = await foundType(bytes);
  if (!binary?.found.includes(found ?? '')) throw mismatch(type, found);
  return binary.read(bytes);
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What the first bytes say; undefined when nothing knows them, or they break off where it looks. */
async function foundType(bytes: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    return undefined;
  }
}

function mismatch(declared: string, found: string | undefined): Refusal {
  const is = found === undefined ? 'are of no type that is known' : `are of type ${found}`;
  return new Refusal('type-mismatch', `The document was declared as ${declared}, but its bytes ${is}.`);
}
