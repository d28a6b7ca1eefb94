import { describe, expect, test } from '@jest/globals';
import { onePage, pdf, pdfBomb, rawPdf } from '../testing/samples.ts';
import { processExaminer } from './examiner.ts';

const MIB = 1024 * 1024;
const plenty = 4096 * MIB;
/** What this process has already, and as much for the other as it needs to begin, far less than the documents below take. */
const some = () => process.memoryUsage.rss() + 400 * MIB;
const text = (content: string) => Buffer.from(content);

describe('a process examines', () => {
  test('one document after the other', async () => {
    const examiner = processExaminer({ millis: 20_000, memoryBytes: plenty });
    expect(await examiner.examine(text('one\ntwo\n'), 'text/plain')).toEqual({
      ok: true,
      properties: { format: 'text', encoding: 'ascii', lines: 2 },
    });
    expect(await examiner.examine(await pdf(2), 'application/pdf')).toMatchObject({ properties: { pages: 2 } });
    expect(await examiner.examine(text('{'), 'application/json')).toMatchObject({ failure: { code: 'malformed' } });
  });

  test('no longer than it may, and the next document all the same', async () => {
    const examiner = processExaminer({ millis: 1, memoryBytes: plenty });
    // A process does not even start in that time.
    const finding = await examiner.examine(text('x'), 'text/plain');
    expect(finding).toEqual({
      ok: false,
      failure: { code: 'too-complex', message: expect.stringContaining('longer') },
    });
    const patient = processExaminer({ millis: 20_000, memoryBytes: plenty });
    expect(await patient.examine(text('x'), 'text/plain')).toMatchObject({ ok: true });
  });

  test('a decompression bomb that goes off in the library only as far as its memory', async () => {
    const examiner = processExaminer({ millis: 60_000, memoryBytes: some() });
    const finding = await examiner.examine(await pdfBomb(2_000), 'application/pdf');
    expect(finding).toEqual({
      ok: false,
      failure: { code: 'too-complex', message: expect.stringContaining('memory') },
    });
    expect(await examiner.examine(text('x'), 'text/plain')).toMatchObject({ ok: true });
  });

  test.each<[string, () => Buffer, string]>([
    ['PDF', () => rawPdf([...onePage, `[${'[]'.repeat(10_000_000)}]`]), 'application/pdf'],
    ['JSON', () => text(`[${'{},'.repeat(10_000_000)}{}]`), 'application/json'],
  ])('%s that becomes a mountain of objects only as far as its memory', async (_name, make, contentType) => {
    const examiner = processExaminer({ millis: 60_000, memoryBytes: some() });
    expect(await examiner.examine(make(), contentType)).toEqual({
      ok: false,
      failure: { code: 'too-complex', message: expect.stringContaining('memory') },
    });
    expect(await examiner.examine(text('x'), 'text/plain')).toMatchObject({ ok: true });
  });

  test('a large document as it would a small one', async () => {
    const examiner = processExaminer({ millis: 60_000, memoryBytes: plenty });
    const line = 'ä'.repeat(511) + '\n';
    const finding = await examiner.examine(text(line.repeat(20_000)), 'text/plain');
    expect(finding).toEqual({ ok: true, properties: { format: 'text', encoding: 'utf-8', lines: 20_000 } });
  });

  test('documents that come one upon the other, each for itself', async () => {
    const examiner = processExaminer({ millis: 60_000, memoryBytes: plenty });
    const examine = (lines: number) => examiner.examine(text('x\n'.repeat(lines)), 'text/plain');
    const findings = await Promise.all([examine(1), examine(2), examine(3)]);
    expect(findings.map((finding) => finding.ok && finding.properties)).toEqual(
      [1, 2, 3].map((lines) => ({ format: 'text', encoding: 'ascii', lines })),
    );
  });

  test('nothing when there is no memory to begin with: that is not the document’s fault', async () => {
    const examiner = processExaminer({ millis: 20_000, memoryBytes: MIB });
    await expect(examiner.examine(text('x'), 'text/plain')).rejects.toThrow('too little memory');
  });
});
