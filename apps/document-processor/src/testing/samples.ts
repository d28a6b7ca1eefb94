import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate, deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';

// Documents made here, so that what is in them (or wrong with them) can be read in the test.

export async function pdf(pages: number, useObjectStreams = true): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page++) document.addPage([100, 100]).drawText(`page ${page}`);
  return Buffer.from(await document.save({ useObjectStreams }));
}

/** A PDF of these objects, written out by hand; `trailer` ends its trailer dictionary. */
export function rawPdf(objects: readonly (string | Buffer)[], trailer = '/Root 1 0 R'): Buffer {
  const body = objects.map((object, index) => [`${index + 1} 0 obj\n`, object, '\nendobj\n']);
  const end = `trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.concat(['%PDF-1.7\n', ...body.flat(), end].map((part) => Buffer.from(part)));
}

export function stream(dictionary: string, contents: Buffer): Buffer {
  const head = Buffer.from(`<< ${dictionary} /Length ${contents.length} >>\nstream\n`);
  return Buffer.concat([head, contents, Buffer.from('\nendstream')]);
}

export const onePage = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R >>',
];

/** A PDF whose object stream inflates to so many mebibytes: the library inflates it while it reads. */
export async function pdfBomb(mebibytes: number): Promise<Buffer> {
  const deflate = createDeflate();
  Readable.from(Array.from({ length: mebibytes }, () => SPACES)).pipe(deflate);
  const contents = await buffer(deflate);
  return rawPdf([...onePage, stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', contents)]);
}

const SPACES = Buffer.alloc(1024 * 1024, 0x20);

export interface PngOptions {
  depth?: number;
  colour?: number;
  interlace?: number;
  /** Inflated; of the right length for 8 bit RGB unless given. */
  data?: Buffer;
  /** Instead of compressed `data`. */
  compressed?: Buffer;
}

export function png(width: number, height: number, options: PngOptions = {}): Buffer {
  const { depth = 8, colour = 2, interlace = 0, data = Buffer.alloc(height * (1 + width * 3)) } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const { compressed = deflateSync(data) } = options;
  const half = compressed.length >> 1;
  return pngOf(
    ['IHDR', header],
    ['IDAT', compressed.subarray(0, half)],
    ['IDAT', compressed.subarray(half)],
    ['IEND', Buffer.alloc(0)],
  );
}

export function pngOf(...chunks: [type: string, contents: Buffer][]): Buffer {
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, ...chunks.map(([type, contents]) => chunk(type, contents))]);
}

function chunk(type: string, contents: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(contents.length);
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), contents]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(checked));
  return Buffer.concat([length, checked, sum]);
}

/** `before` comes between the first segment and the frame. */
export function jpeg(width: number, height: number, before = ''): Buffer {
  const frame = Buffer.alloc(17);
  frame.writeUInt16BE(17, 0);
  frame[2] = 8;
  frame.writeUInt16BE(height, 3);
  frame.writeUInt16BE(width, 5);
  frame.set([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], 7);
  const jfif = Buffer.from('\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00', 'latin1');
  const marker = (code: number) => Buffer.from([0xff, code]);
  const scan = Buffer.from([0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0x00, 0x34]);
  return Buffer.concat([
    marker(0xd8),
    marker(0xe0),
    jfif,
    Buffer.from(before, 'latin1'),
    marker(0xc0),
    frame,
    marker(0xda),
    scan,
    marker(0xd9),
  ]);
}
