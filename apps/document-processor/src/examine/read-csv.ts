import type { DocumentProperties } from '@palisade/shared-types';
import { parse } from 'csv-parse/sync';
import { Refusal } from './finding.ts';
import type { Text } from './text.ts';

const MAX_RECORD_CHARACTERS = 1024 * 1024;

/**
 * Comma, semicolon or tab separated values (RFC 4180 and its relatives), every record of as many columns as the first. `rows`
 * are all records, a header among them.
 */
export function readCsv({ text, encoding }: Text): DocumentProperties {
  let rows = 0;
  let columns = 0;
  const count = (record: string[]): null => {
    if (rows === 0) columns = record.length;
    rows++;
    if (record.length !== columns) {
      throw new Refusal('malformed', `Record ${rows} has ${record.length} columns, the first has ${columns}.`);
    }
    return null;
  };
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      max_record_size: MAX_RECORD_CHARACTERS,
      // Columns are counted here, where the message can say which record is at fault without quoting it.
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: count,
    });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The parser's message quotes the text; its code does not.
    const code = (error as { code?: unknown }).code;
    throw new Refusal('malformed', `The document is not valid CSV (${String(code)}, after record ${rows}).`);
  }
  if (rows === 0) throw new Refusal('empty', 'The document has no records.');
  return { format: 'csv', encoding, rows, columns };
}

/** Whichever the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text
    .slice(0, 64 * 1024)
    .trimStart()
    .split(/\r?\n/, 1);
  const unquoted = line.replace(/"[^"]*"?/g, '');
  const counts = [',', ';', '\t'].map((one) => ({ one, count: unquoted.split(one).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).one;
}
