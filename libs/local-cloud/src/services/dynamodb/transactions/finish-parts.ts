import type { Table } from '../table/table.ts';

/**
 * Brings to their tables the parts of transactions that a killed process wrote into the journal of one of them only. A table that
 * has its part has a commit of that number.
 */
export async function finishParts(tables: ReadonlyMap<string, Table>): Promise<void> {
  for (const { log } of tables.values()) {
    for (const { id, n, record, table: arn } of log.takeParts()) {
      const table = tables.get(arn);
      if (table?.id !== id || table.log.last >= n) continue;
      await table.log.adopt(Buffer.from(record, 'base64'));
    }
  }
}
