import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { onePage, pdf, pdfBomb, rawPdf, stream } from '../../testing/samples.ts';
import { examine } from '../examine.ts';

const read = async (bytes: Buffer) => {
  const finding = await examine(bytes, 'application/pdf');
  if (!finding.ok) return finding.failure.code;
  return finding.properties.format === 'pdf' ? finding.properties.pages : finding.properties.format;
};

/** A PDF with a table that is right, unlike rawPdf's. */
const tabled = (
  objects: readonly (string | Buffer)[],
  trailer = '/Root 1 0 R',
  before: Buffer = Buffer.alloc(0),
  prev = '',
): Buffer => {
  const parts: Buffer[] = [before.length > 0 ? before : Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, index) => {
    offsets.push(length());
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  });
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 1\n0000000000 65535 f \n1 ${objects.length}\n${rows}`;
  parts.push(
    Buffer.from(`${table}trailer\n<< /Size ${objects.length + 1} ${trailer} ${prev} >>\nstartxref\n${start}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
};
const startOf = (bytes: Buffer) => Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes.toString('latin1'))?.[1]);

describe('readPdf', () => {
  test('counts what a library wrote, with its object streams and without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.boolean(), async (pages, objectStreams) => {
        expect(await read(await pdf(pages, objectStreams))).toBe(pages);
      }),
      { numRuns: 25 },
    );
  });

  test('counts what a library changed, saved again or at the end of the file', async () => {
    const first = await pdf(3);
    for (const objectStreams of [true, false]) {
      const document = await PDFDocument.load(first);
      document.addPage();
      document.removePage(0);
      document.addPage();
      const saved = Buffer.from(await document.save({ useObjectStreams: objectStreams }));
      expect(await read(saved)).toBe(4);
    }
  });

  test('follows a table, and finds the objects when there is none that is right', async () => {
    expect(await read(tabled(onePage))).toBe(1);
    expect(await read(rawPdf(onePage))).toBe(1);
    const shifted = tabled(onePage).toString('latin1').replace('%PDF-1.4\n', '%PDF-1.4\n%some more bytes\n');
    expect(await read(Buffer.from(shifted, 'latin1'))).toBe(1);
  });

  test('takes the newest of an object, and follows to the older', async () => {
    const first = tabled(onePage);
    const pages = '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>';
    const page = '<< /Type /Page >>';
    const second = tabled([onePage[0] ?? '', pages, page, page], '/Root 1 0 R', first, `/Prev ${startOf(first)}`);
    expect(await read(second)).toBe(2);
    expect(await read(Buffer.concat([second.subarray(0, -20), Buffer.from('startxref\n0\n%%EOF')]))).toBe(2);
  });

  test('walks a tree of any shape', async () => {
    const { tree } = fc.letrec<{ tree: unknown[] | null }>((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 4 }), fc.boolean(), async (shape, table) => {
        const objects = ['<< /Type /Catalog /Pages 2 0 R >>'];
        let leaves = 0;
        const add = (node: unknown): number => {
          const index = objects.push('') - 1;
          if (!Array.isArray(node)) leaves++;
          const kids = Array.isArray(node) ? node.map((kid) => `${add(kid)} 0 R`).join(' ') : undefined;
          objects[index] =
            kids === undefined ? '<< /Type /Page >>' : `<< /Type /Pages /Kids [ ${kids} ] /Count 9999 >>`;
          return index + 1;
        };
        add(shape);
        expect(await read(table ? tabled(objects) : rawPdf(objects))).toBe(leaves);
      }),
    );
  });

  test('is not misled by what stands in strings, comments, names and streams', async () => {
    const noise =
      '(1 0 obj \\) << (nested) /Pages 9 0 R) <4f> % ] >> endobj\n/Na#6de#20x -1.5 .5 true null [[ ] <<>> ]';
    const pages = `<< /A [ ${noise} ] /#54ype /Pages /Kids [3 0 R]>>`;
    const bytes = Buffer.from('<< /Kids [1 0 R] >> endobj');
    for (const make of [tabled, rawPdf]) {
      expect(await read(make([onePage[0] ?? '', pages, onePage[2] ?? '', stream('', bytes)]))).toBe(1);
    }
  });

  test('follows a cross-reference stream, predicted as writers do, with an index of its own', async () => {
    const row = (kind: number, offset: number, more: number) => Buffer.from([kind, offset >> 8, offset & 255, more]);
    const parts = ['%PDF-1.5\n'];
    const place = (object: string) => {
      const at = parts.join('').length;
      parts.push(object);
      return at;
    };
    const inner = '2 0 3 49 << /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>       << /Type /Page >>';
    const first = place('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n');
    const page = place('9 0 obj\n<< /Type /Page >>\nendobj\n');
    const holder = place(
      `4 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Length ${inner.length} >>\nstream\n${inner}\nendstream\nendobj\n`,
    );
    const rows = [row(0, 0, 255), row(1, first, 0), row(2, 4, 0), row(2, 4, 1), row(1, holder, 0), row(1, page, 0)];
    const predicted = rows.map((bytes, n) => [2, ...bytes.map((byte, x) => (byte - (rows[n - 1]?.[x] ?? 0)) & 255)]);
    const contents = deflateSync(Buffer.from(predicted.flat()));
    const dictionary =
      '/Type /XRef /W [1 2 1] /Index [0 5 9 1] /Size 10 /Root 1 0 R /Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 /Columns 4 >>]';
    const start = parts.join('').length;
    const end = `\nendobj\nstartxref\n${start}\n%%EOF\n`;
    const whole = [parts.join(''), '10 0 obj\n', stream(dictionary, contents), end].map((part) => Buffer.from(part));
    expect(await read(Buffer.concat(whole))).toBe(2);
    // And without it, by what is there.
    const blind = Buffer.concat(whole).toString('latin1').replace(`startxref\n${start}`, 'startxref\n9');
    expect(await read(Buffer.from(blind, 'latin1'))).toBe(2);
  });

  test('follows a hybrid file to the objects its table hides', async () => {
    const inner = '3 0 << /Type /Page >>';
    const hidden = `5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length ${inner.length} >>\nstream\n${inner}\nendstream\nendobj\n`;
    const rows = Buffer.from([2, 0, 5, 0]);
    const objects =
      tabled([onePage[0] ?? '', onePage[1] ?? ''], '')
        .toString('latin1')
        .split('xref\n')[0] ?? '';
    const at = objects.length;
    const section = `6 0 obj\n<< /Type /XRef /W [1 2 1] /Index [3 1] /Size 6 /Length 4 >>\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`;
    const table = at + hidden.length + section.length;
    const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
    const [one, two] = [objects.indexOf('1 0 obj'), objects.indexOf('2 0 obj')];
    const text = `${objects}${hidden}${section}xref\n1 2\n${entry(one)}${entry(two)}5 1\n${entry(at)}trailer\n<< /Size 6 /Root 1 0 R /XRefStm ${at + hidden.length} >>\nstartxref\n${table}\n%%EOF`;
    expect(await read(Buffer.from(text, 'latin1'))).toBe(1);
  });

  test('reads streams whose length is wrong, elsewhere, or missing', async () => {
    const contents = deflateSync(Buffer.from('3 0 << /Type /Page >>'));
    for (const length of ['/Length 1', '/Length 9 0 R', '']) {
      const dictionary = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ${length} >>`;
      const objectStream = Buffer.concat([
        Buffer.from(`${dictionary}\nstream\r\n`),
        contents,
        Buffer.from('\nendstream'),
      ]);
      expect(await read(rawPdf([onePage[0] ?? '', onePage[1] ?? '', '(no page)', objectStream]))).toBe(1);
    }
  });
});

describe('readPdf spends no more than its budget on', () => {
  const within = async (make: () => Buffer | Promise<Buffer>) => {
    const bytes = await make();
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const code = await read(bytes);
    // Seconds, on a machine that does other things as well; without the budgets it would be hours or no end.
    expect(performance.now() - started).toBeLessThan(40_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(1024 * 1024 * 1024);
    return code;
  };

  test.each<[string, string | number, () => Buffer | Promise<Buffer>]>([
    ['an object stream that inflates to two gigabytes', 'decompression-bomb', () => pdfBomb(2_000)],
    [
      'ten streams that inflate to a quarter of one',
      'decompression-bomb',
      () => {
        const contents = deflateSync(Buffer.alloc(2 ** 25));
        return rawPdf([...onePage, ...Array.from({ length: 10 }, () => stream('/Filter /FlateDecode', contents))]);
      },
    ],
    [
      'one stream that inflates beyond measure',
      'decompression-bomb',
      () => rawPdf([...onePage, stream('/Filter /FlateDecode', deflateSync(Buffer.alloc(2 ** 29)))]),
    ],
    [
      'one large stream that breaks off',
      1,
      () => rawPdf([...onePage, stream('/Filter /FlateDecode', deflateSync(randomBytes(2 ** 18)).subarray(0, -9))]),
    ],
    [
      'many small streams that do',
      'decompression-bomb',
      () => {
        const contents = deflateSync(Buffer.alloc(2 ** 20));
        return tabled([...onePage, ...Array.from({ length: 500 }, () => stream('/Filter /Fl', contents))]);
      },
    ],
    [
      'streams that are compressed twice',
      'decompression-bomb',
      () => rawPdf([...onePage, stream('/Filter [/FlateDecode /Fl]', deflateSync(deflateSync(Buffer.alloc(2 ** 20))))]),
    ],
    ['a mountain of objects in one', 'too-complex', () => rawPdf([...onePage, `[${'[]'.repeat(10_000_000)}]`])],
    [
      'a mountain of kids',
      'too-complex',
      () => tabled([onePage[0] ?? '', `<< /Type /Pages /Kids [${'3 0 R '.repeat(600_000)}] >>`, onePage[2] ?? '']),
    ],
    ['strings that begin in strings', 'too-complex', () => rawPdf([...onePage, '1 0 obj('.repeat(1_000_000)])],
    ['streams that begin in streams', 'too-complex', () => rawPdf([...onePage, '1 0 obj<<>>stream '.repeat(500_000)])],
    ['objects without number', 'too-complex', () => rawPdf(Array.from({ length: 500_001 }, () => '0'))],
    ['arrays in arrays in arrays', 1, () => rawPdf([...onePage, '['.repeat(1_000_000)])],
    ['a table that is its own predecessor', 1, () => tabled(onePage, '/Root 1 0 R', undefined, '/Prev 9')],
    [
      'a table of more rows than there are bytes',
      1,
      () => Buffer.from(tabled(onePage).toString('latin1').replace('\n1 3\n', '\n1 999999999999\n'), 'latin1'),
    ],
  ])('%s', async (_name, code, make) => expect(await within(make)).toBe(code));

  test('documents that were changed by accident or not: they are read or refused, never an error', async () => {
    const originals = [await pdf(4), await pdf(4, false), tabled(onePage)];
    const text = fc.constantFrom(
      '/Prev 0',
      '/W [9 9 9]',
      'endobj',
      '<<',
      '>>',
      '[',
      '(',
      ' 0 R',
      '/Kids',
      '999999999',
      'stream\n',
      '\0',
    );
    const change = fc.record({
      at: fc.nat(),
      cut: fc.nat(40),
      put: fc.oneof(text, fc.string({ unit: 'binary', maxLength: 4 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (original, changes) => {
          const bytes = changes.reduce((now, { at, cut, put }) => {
            const from = 9 + (at % (now.length - 9));
            return Buffer.concat([now.subarray(0, from), Buffer.from(put), now.subarray(from + cut)]);
          }, original);
          const result = await read(bytes);
          if (typeof result === 'string')
            expect(['malformed', 'truncated', 'encrypted', 'too-complex', 'decompression-bomb']).toContain(result);
          else expect(result).toBeLessThanOrEqual(8);
        },
      ),
      { numRuns: 500 },
    );
  });
});
