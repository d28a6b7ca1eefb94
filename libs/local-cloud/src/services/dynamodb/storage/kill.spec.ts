import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../../../testing/temporary-directory.ts';
import type { Table } from '../table/table.ts';
import { openTable, putAction } from '../testing/writer.ts';
import { finishParts } from '../transactions/finish-parts.ts';
import { transact } from '../transactions/transact.ts';

const writer = fileURLToPath(new URL('../testing/writer.ts', import.meta.url));

async function reopen(directory: string): Promise<readonly [Table, Table]> {
  const [one, other] = [openTable(directory, 'one'), openTable(directory, 'other')];
  await finishParts(
    new Map([
      ['one', one],
      ['other', other],
    ]),
  );
  return [one, other];
}

const numberOf = (table: Table, id: string): string | undefined => {
  const value = table.items.get({ id: { S: id } })?.item['n'];
  return value !== undefined && 'N' in value ? value.N : undefined;
};

test('a process killed in the middle of writing has lost nothing it acknowledged, and no transaction is half done', async () => {
  const directory = temporaryDirectory();
  const child = spawn(process.execPath, ['--conditions=@palisade/source', writer, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 600) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  const [one, other] = await reopen(directory);
  const lastPair = new Map<string, number>();
  for (const line of acknowledged) {
    const [kind = '', name = '', n = ''] = line.split(' ');
    if (kind === 'pair') lastPair.set(name, Number(n));
    else expect(numberOf(Number(n) % 2 === 0 ? one : other, line)).toBe(n);
  }
  expect([...lastPair.keys()].sort()).toEqual(['a', 'b', 'c']);
  for (const [name, n] of lastPair) {
    expect(numberOf(one, `pair ${name}`)).toBe(numberOf(other, `pair ${name}`));
    expect(Number(numberOf(one, `pair ${name}`))).toBeGreaterThanOrEqual(n);
  }
  // The stream tells every change once: numbers without a gap, the last image what is there.
  for (const table of [one, other]) {
    const records = table.stream?.records(Date.now()) ?? [];
    const numbers = records.map(({ sequenceNumber }) => Number(sequenceNumber.slice(3)));
    expect(numbers).toEqual(Array.from({ length: table.lastChange }, (_, at) => at + 1));
    const images = new Map(records.map(({ keys, newImage }) => [JSON.stringify(keys), newImage]));
    expect(images.size).toBe(table.items.size);
    for (const { item } of table.items.rows()) expect(images.get(JSON.stringify({ id: item['id'] }))).toEqual(item);
  }
  await one.close();
  await other.close();
});

describe('a transaction that reached one journal only', () => {
  /** Writes one transaction over two tables, and takes the part of `other` from its journal again. */
  async function halfWritten(): Promise<string> {
    const directory = temporaryDirectory();
    const [one, other] = [openTable(directory, 'one'), openTable(directory, 'other')];
    for (const table of [one, other]) await table.follow(table.configuration);
    await transact([{ table: other, action: putAction('before', '1') }], undefined);
    const before = readFileSync(join(directory, 'other.journal'));
    await transact(
      [
        { table: one, action: putAction('x', '1') },
        { table: other, action: putAction('x', '2') },
      ],
      undefined,
    );
    await one.close();
    await other.close();
    writeFileSync(join(directory, 'other.journal'), before);
    return directory;
  }

  test('is brought to the other at the start, once', async () => {
    const directory = await halfWritten();
    for (let start = 0; start < 2; start++) {
      const [one, other] = await reopen(directory);
      expect([numberOf(one, 'x'), numberOf(other, 'x')]).toEqual(['1', '2']);
      expect(other.stream?.records(Date.now()).map(({ keys }) => keys)).toEqual([
        { id: { S: 'before' } },
        { id: { S: 'x' } },
      ]);
      await one.close();
      await other.close();
    }
  });

  test('is not brought back over what came later', async () => {
    const directory = await halfWritten();
    const [one, other] = await reopen(directory);
    await other.commit([{ key: { id: { S: 'x' } }, item: { id: { S: 'x' }, n: { N: '3' } } }]);
    await other.compact();
    await one.close();
    await other.close();
    const [again, later] = await reopen(directory);
    expect([numberOf(again, 'x'), numberOf(later, 'x')]).toEqual(['1', '3']);
    await again.close();
    await later.close();
  });

  test('is none for a table that was made anew under the name', async () => {
    const directory = await halfWritten();
    writeFileSync(join(directory, 'other.journal'), '');
    const fresh = openTable(directory, 'other');
    await fresh.follow(fresh.configuration);
    await fresh.close();
    const [one, other] = await reopen(directory);
    expect([numberOf(one, 'x'), numberOf(other, 'x')]).toEqual(['1', undefined]);
    await one.close();
    await other.close();
  });
});

test('a rewritten journal has all that counts, and little else', async () => {
  const directory = temporaryDirectory();
  const [one, other] = await reopen(directory);
  await one.follow(one.configuration);
  await other.follow(other.configuration);
  for (let at = 0; at < 500; at++) {
    await transact([{ table: one, action: putAction(`x ${at % 10}`, String(at)) }], {
      token: `token ${at}`,
      digest: 'd',
      at: Date.now(),
    });
  }
  const records = one.stream?.records(Date.now());
  const [items, id] = [[...one.items.rows()].map(({ item }) => item), one.id];
  await one.compact();
  await one.close();
  await other.close();
  const [again, unused] = await reopen(directory);
  expect([...again.items.rows()].map(({ item }) => item)).toEqual(items);
  expect(again.stream?.records(Date.now())).toEqual(records);
  expect(again.id).toBe(id);
  expect(again.tokens.size).toBe(500);
  expect(again.log.last).toBe(500);
  await again.close();
  await unused.close();
});
