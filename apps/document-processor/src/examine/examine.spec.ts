import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jpeg, onePage, pdf, png, pngOf, rawPdf, stream } from '../testing/samples.ts';
import { examine } from './examine.ts';

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const refusal = async (bytes: Buffer, contentType: string) => {
  const finding = await examine(bytes, contentType);
  return finding.ok ? finding.properties : finding.failure.code;
};

describe('a document is read:', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string, object]>([
    ['PDF', () => pdf(3), 'application/pdf', { format: 'pdf', pages: 3 }],
    ['PDF without object streams', () => pdf(12, false), 'application/pdf', { format: 'pdf', pages: 12 }],
    ['PDF written by hand', () => rawPdf(onePage), 'application/pdf', { format: 'pdf', pages: 1 }],
    ['PNG', () => png(7, 5), 'image/png', { format: 'png', width: 7, height: 5 }],
    [
      'PNG in grey bits',
      () => png(9, 2, { depth: 1, colour: 0, data: Buffer.alloc(2 * 3) }),
      'image/png',
      { format: 'png', width: 9, height: 2 },
    ],
    ['JPEG', () => jpeg(640, 480), 'image/jpeg', { format: 'jpeg', width: 640, height: 480 }],
    ['JPEG with fill bytes', () => jpeg(3, 2, '\xff\xff'), 'image/jpeg', { format: 'jpeg', width: 3, height: 2 }],
    [
      'JSON object',
      () => Buffer.from('{"a":1,"b":[1,2,3]}'),
      'application/json',
      { format: 'json', encoding: 'ascii', topLevel: 'object', count: 2 },
    ],
    [
      'JSON array',
      () => Buffer.from('["ä",2]'),
      'application/json',
      { format: 'json', encoding: 'utf-8', topLevel: 'array', count: 2 },
    ],
    [
      'JSON null',
      () => Buffer.from(' null\n'),
      'application/json',
      { format: 'json', encoding: 'ascii', topLevel: 'null', count: 1 },
    ],
    [
      'CSV',
      () => Buffer.from('a,b\n1,"x\ny, z"\n3,4\n'),
      'text/csv',
      { format: 'csv', encoding: 'ascii', rows: 3, columns: 2 },
    ],
    [
      'CSV with semicolons',
      () => Buffer.from('a;b;c\n1,5;2,5;3,5\n'),
      'text/csv',
      { format: 'csv', encoding: 'ascii', rows: 2, columns: 3 },
    ],
    [
      'CSV with tabs',
      () => Buffer.from('a\tb\n1\t2'),
      'text/csv',
      { format: 'csv', encoding: 'ascii', rows: 2, columns: 2 },
    ],
    [
      'CSV of Excel',
      () => Buffer.from('\ufeffa;ä\r\n1;2\r\n'),
      'text/csv',
      { format: 'csv', encoding: 'utf-8', rows: 2, columns: 2 },
    ],
    ['text', () => Buffer.from('one\ntwo\n'), 'text/plain', { format: 'text', encoding: 'ascii', lines: 2 }],
    [
      'text without a last line feed',
      () => Buffer.from('one\r\nzwei ä'),
      'text/plain; charset=utf-8',
      { format: 'text', encoding: 'utf-8', lines: 2 },
    ],
    ['text in UTF-16', () => utf16('one\nzwei ä'), 'text/plain', { format: 'text', encoding: 'utf-16le', lines: 2 }],
    [
      'text in a declared charset',
      () => Buffer.from([0xe4, 0x0a]),
      'TEXT/PLAIN; Charset="ISO-8859-1"',
      { format: 'text', encoding: 'windows-1252', lines: 1 },
    ],
    [
      'text that begins as other types do',
      () => Buffer.from('BM and MZ are no magic words'),
      'text/plain',
      { format: 'text', encoding: 'ascii', lines: 1 },
    ],
  ])('%s', async (_name, make, contentType, properties) => {
    expect(await examine(await make(), contentType)).toEqual({ ok: true, properties });
  });

  test('interlaced PNG, of any size, colour and depth', async () => {
    const colour = fc.constantFrom([0, 1], [0, 16], [2, 8], [3, 4], [4, 8], [6, 16]);
    const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
    const size = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(size, size, colour, fc.boolean(), async (width, height, [type = 0, depth = 0], adam7) => {
        // Counted pixel by pixel, as the standard draws the passes, and not by the formula under test.
        const pass = (x: number, y: number) =>
          [
            1, 6, 4, 6, 2, 6, 4, 6, 7, 7, 7, 7, 7, 7, 7, 7, 5, 6, 5, 6, 5, 6, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 3, 6, 4, 6,
            3, 6, 4, 6, 7, 7, 7, 7, 7, 7, 7, 7, 5, 6, 5, 6, 5, 6, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7,
          ][(y % 8) * 8 + (x % 8)] ?? 0;
        const rows = new Map<string, number>();
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const row = `${adam7 ? pass(x, y) : 0}/${y}`;
            rows.set(row, (rows.get(row) ?? 0) + 1);
          }
        }
        const length = [...rows.values()].reduce(
          (sum, n) => sum + 1 + Math.ceil((n * (samples[type] ?? 0) * depth) / 8),
          0,
        );
        const make = (bytes: number) =>
          png(width, height, { depth, colour: type, interlace: adam7 ? 1 : 0, data: Buffer.alloc(bytes) });
        expect(await refusal(make(length), 'image/png')).toEqual({ format: 'png', width, height });
        expect(await refusal(make(length - 1), 'image/png')).toBe('truncated');
      }),
    );
  });
});

describe('a document is refused as', () => {
  const whole = png(40, 40);
  const damaged = Buffer.from(whole);
  damaged[45] = (damaged[45] ?? 0) ^ 1;

  test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['empty', 'no bytes', () => Buffer.alloc(0), 'application/pdf'],
    ['empty', 'no records', () => Buffer.from('\n\n'), 'text/csv'],
    ['unsupported-type', 'a type nobody reads', () => Buffer.from('x'), 'application/zip'],
    ['unsupported-type', 'a type of every object', () => Buffer.from('x'), 'constructor/x'],
    ['type-mismatch', 'a PNG declared as PDF', () => whole, 'application/pdf'],
    ['type-mismatch', 'a JPEG declared as PNG', () => jpeg(1, 1), 'image/png'],
    ['type-mismatch', 'a PDF declared as text', () => rawPdf(onePage), 'text/plain'],
    ['type-mismatch', 'a PNG declared as JSON', () => whole, 'application/json'],
    ['type-mismatch', 'text declared as PDF', () => Buffer.from('hello'), 'application/pdf'],
    ['type-mismatch', 'zeros declared as text', () => Buffer.alloc(100), 'text/plain'],
    ['type-mismatch', 'a JPEG declared as Latin-1 text', () => jpeg(1, 1), 'text/plain; charset=iso-8859-1'],
    ['unknown-encoding', 'Latin-1 nobody declared', () => Buffer.from('h\xe4', 'latin1'), 'text/plain'],
    ['unknown-encoding', 'a charset that is none', () => Buffer.from('x'), 'text/plain; charset=klingon'],
    ['malformed', 'text that is not its charset', () => Buffer.from([0xff, 0x41]), 'text/plain; charset=utf-8'],
    [
      'too-large',
      'JSON that would fill the memory',
      () => Buffer.from(`[${'0,'.repeat(2 ** 22)}0]`),
      'application/json',
    ],
    ['malformed', 'no JSON', () => Buffer.from('{"a":'), 'application/json'],
    ['malformed', 'two JSON values', () => Buffer.from('{} {}'), 'application/json'],
    ['malformed', 'CSV with a short record', () => Buffer.from('a,b\n1\n'), 'text/csv'],
    ['malformed', 'CSV with an open quote', () => Buffer.from('a,b\n1,"x'), 'text/csv'],
    ['malformed', 'CSV with an endless field', () => Buffer.from(`a,b\n1,${'x'.repeat(2 ** 21)}`), 'text/csv'],
    ['malformed', 'a PNG with a bit turned', () => damaged, 'image/png'],
    [
      'malformed',
      'a PNG whose data are not compressed',
      () => png(2, 2, { compressed: Buffer.alloc(20, 7) }),
      'image/png',
    ],
    ['malformed', 'a PNG that does not begin with its header', () => pngOf(['IDAT', Buffer.alloc(13)]), 'image/png'],
    ['malformed', 'a JPEG with something between its segments', () => jpeg(1, 1, 'xx'), 'image/jpeg'],
    [
      'malformed',
      'a JPEG without a frame',
      () => Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9]),
      'image/jpeg',
    ],
    ['malformed', 'a PNG of no width', () => png(0, 5, { data: Buffer.alloc(5) }), 'image/png'],
    ['malformed', 'a PNG of no such colour', () => png(1, 1, { colour: 5 }), 'image/png'],
    ['malformed', 'a JPEG without a picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0]), 'image/jpeg'],
    ['malformed', 'a JPEG of no height', () => jpeg(5, 0), 'image/jpeg'],
    ['malformed', 'a PDF without pages', () => rawPdf(['<< /Type /Catalog >>']), 'application/pdf'],
    ['malformed', 'a PDF without anything', () => Buffer.from('%PDF-1.7\n%%EOF'), 'application/pdf'],
    [
      'malformed',
      'a PDF whose pages are their own parent',
      () => rawPdf([onePage[0] ?? '', '<< /Type /Pages /Kids [2 0 R] >>']),
      'application/pdf',
    ],
    [
      'malformed',
      'a PDF whose pages are many times the same',
      () => rawPdf([onePage[0] ?? '', '<< /Type /Pages /Kids [3 0 R 3 0 R] >>', onePage[2] ?? '']),
      'application/pdf',
    ],
    [
      'malformed',
      'a PDF without a page',
      () => rawPdf([onePage[0] ?? '', '<< /Type /Pages /Kids [] >>']),
      'application/pdf',
    ],
    [
      'encrypted',
      'an encrypted PDF',
      () => rawPdf([...onePage, '<< /Filter /Standard /V 1 >>'], '/Root 1 0 R /Encrypt 4 0 R'),
      'application/pdf',
    ],
    ['too-many-pixels', 'a PNG no screen shows', () => png(20_000, 20_000, { data: Buffer.alloc(1) }), 'image/png'],
    ['too-many-pixels', 'a JPEG no screen shows', () => jpeg(65_535, 65_535), 'image/jpeg'],
    [
      'decompression-bomb',
      'a PNG with more data than pixels',
      () => png(2, 2, { data: Buffer.alloc(2 ** 24) }),
      'image/png',
    ],
    [
      'decompression-bomb',
      'a PDF that is compressed twice',
      () =>
        rawPdf([
          ...onePage,
          stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(Buffer.alloc(2 ** 20)))),
        ]),
      'application/pdf',
    ],
    [
      'decompression-bomb',
      'a PDF that inflates beyond measure',
      () => {
        const contents = deflateSync(Buffer.alloc(2 ** 25));
        return rawPdf([...onePage, ...Array.from({ length: 9 }, () => stream('/Filter /FlateDecode', contents))]);
      },
      'application/pdf',
    ],
  ])('%s: %s', async (code, _name, make, contentType) => {
    expect(await refusal(await make(), contentType)).toBe(code);
  });

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['PNG', () => whole, 'image/png'],
    ['JPEG', () => jpeg(64, 64), 'image/jpeg'],
    ['PDF', () => pdf(20, false), 'application/pdf'],
  ])('truncated, wherever a %s is cut', async (_name, make, contentType) => {
    const bytes = await make();
    // The last bytes of a PDF are white space.
    const end = bytes.toString('latin1').trimEnd().length - 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 30, max: end }), async (length) => {
        expect(await refusal(bytes.subarray(0, length), contentType)).toBe('truncated');
      }),
    );
  });

  test('something, for every bit that is turned in a PNG’s chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 8, max: whole.length - 1 }), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(['malformed', 'truncated', 'type-mismatch']).toContain(await refusal(bytes, 'image/png'));
      }),
    );
  });

  test('something or nothing, but never an error, whatever the bytes and the type', async () => {
    const types = ['application/pdf', 'image/png', 'image/jpeg', 'application/json', 'text/csv', 'text/plain'];
    const begin = fc.constantFrom(
      '',
      '%PDF-1.7\n',
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
      '\xff\xd8\xff\xe0',
      '{"a":',
      'a,b\n',
    );
    const end = fc.constantFrom('', '%%EOF', '\xff\xd9', '}', '\n');
    const document = fc.tuple(begin, fc.uint8Array({ maxLength: 200 }), end);
    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom(...types), async ([head, middle, tail], contentType) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), middle, Buffer.from(tail, 'latin1')]);
        expect(await examine(bytes, contentType)).toHaveProperty('ok');
      }),
      { numRuns: 300 },
    );
  });

  test('and says so without quoting it', async () => {
    for (const contentType of [
      'application/json',
      'text/csv',
      'application/pdf',
      'image/png',
      'text/plain; charset=x',
    ]) {
      const finding = await examine(Buffer.from('"CANARY\n,"CANARY"x'), contentType);
      expect(finding.ok).toBe(false);
      expect(JSON.stringify(finding)).not.toContain('CANARY');
    }
  });
});
