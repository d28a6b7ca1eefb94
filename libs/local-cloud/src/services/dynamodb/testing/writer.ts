import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../../../kernel/clock.ts';
import type { Host } from '../../../kernel/host.ts';
import { openJournal } from '../../../kernel/journal.ts';
import { Table } from '../table/table.ts';
import type { TableConfiguration } from '../table/table-configuration.ts';
import { transact } from '../transactions/transact.ts';
import type { WriteAction } from '../writes/write-action.ts';

/** What a table needs of its host, without a cloud. */
export const plainHost = { clock: systemClock, openJournal, log: console.error } as unknown as Host;

const secret = createSecretKey(Buffer.alloc(32, 1));

/** A table that no graph declares, with a stream. */
export function openTable(directory: string, name: string): Table {
  const configuration: TableConfiguration = {
    urn: '',
    stack: 's',
    region: 'us-east-1',
    name,
    arn: name,
    schema: { hash: { name: 'id', type: 'S' } },
    attributes: new Map([['id', 'S']]),
    indexes: [],
    stream: { arn: `${name}/stream/x`, label: 'x', viewType: 'NEW_AND_OLD_IMAGES' },
    encryption: 'owned',
    deletionProtection: false,
    tags: {},
    declaredItems: new Map(),
  };
  return new Table(plainHost, join(directory, `${name}.journal`), secret, configuration);
}

export const putAction = (id: string, n: string): WriteAction => ({
  kind: 'Put',
  table: '',
  item: { id: { S: id }, n: { N: n } },
  update: [],
  condition: undefined,
  tellsItem: false,
});

/** Writes single items and transactions over two tables until it is killed; tells each step once it is acknowledged. */
async function work(directory: string): Promise<void> {
  const [one, other] = [openTable(directory, 'one'), openTable(directory, 'other')];
  for (const table of [one, other]) await table.follow(table.configuration);
  const worker = async (name: string): Promise<void> => {
    for (let at = 1; ; at++) {
      const n = String(at);
      await transact(
        [
          { table: one, action: putAction(`pair ${name}`, n) },
          { table: other, action: putAction(`pair ${name}`, n) },
        ],
        undefined,
      );
      process.stdout.write(`pair ${name} ${n}\n`);
      const action = putAction(`single ${name} ${n}`, n);
      const table = at % 2 === 0 ? one : other;
      await table.mutex.run(() => table.commit([{ key: { id: { S: `single ${name} ${n}` } }, item: action.item }]));
      process.stdout.write(`single ${name} ${n}\n`);
      if (at % 50 === 0) await one.mutex.run(() => other.mutex.run(() => one.compact()));
    }
  };
  await Promise.all(['a', 'b', 'c'].map(worker));
}

const [script = '', directory] = process.argv.slice(1);
if (script.endsWith('dynamodb/testing/writer.ts') && directory !== undefined) await work(directory);
