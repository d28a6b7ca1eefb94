import type { DocumentProperties } from '@palisade/shared-types';
import { fileTypeFromBuffer } from 'file-type';
import { refused, Refusal, type Finding } from './finding.ts';
import { mediaType } from './media-type.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readCsv } from './read-csv.ts';
import { readJpeg } from './read-jpeg.ts';
import { readJson } from './read-json.ts';
import { readPng } from './read-png.ts';
import { readPlain } from './read-plain.ts';
import { decodeText, type Text } from './text.ts';

/** Formats known by their first bytes. */
const BINARY: Record<string, { signature: string; read: (bytes: Buffer) => Promise<DocumentProperties> }> = {
  'application/pdf': { signature: '%PDF-', read: readPdf },
  'image/png': { signature: '\x89PNG\r\n\x1a\n', read: readPng },
  'image/jpeg': { signature: '\xff\xd8\xff', read: async (bytes) => readJpeg(bytes) },
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
  if (binary && begins(bytes, binary.signature)) return binary.read(bytes);
  throw await mismatch(type, bytes);
}

function begins(bytes: Buffer, signature: string): boolean {
  return bytes.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Signatures are looked for in so many bytes: a hostile archive must not have all of its entries looked into. */
const LOOK_INTO = 4_100;

/** Says what the first bytes are, if anything knows them. */
async function mismatch(declared: string, bytes: Buffer): Promise<Refusal> {
  const found = await fileTypeFromBuffer(bytes.subarray(0, LOOK_INTO)).catch(() => undefined);
  const is = found === undefined ? 'are of no type that is known' : `are of type ${found.mime}`;
  return new Refusal('type-mismatch', `The document was declared as ${declared}, but its bytes ${is}.`);
}
