import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openJournal } from '../../kernel/journal.ts';
import { ApplyError } from '../../kernel/service.ts';
import { findEvents } from './storage/event-query.ts';
import { logsCloud, type LogsCloud } from './testing/logs-cloud.ts';

const DAY = 24 * 60 * 60 * 1000;
const group = { name: '/app', retentionInDays: 90 };
const opened: LogsCloud[] = [];

function start(...from: Parameters<typeof logsCloud>): LogsCloud {
  const cloud = logsCloud(...from);
  opened.push(cloud);
  return cloud;
}

afterEach(async () => {
  for (const { state } of opened.splice(0)) {
    await state.close().catch(() => undefined);
  }
});

async function messages({ state }: LogsCloud, name = '/app'): Promise<string[]> {
  const found = state.group('us-east-1', name);
  const events = await findEvents(found.logs.events, {
    streams: [...found.stored.streams.values()],
    from: Math.max(0, state.horizon(found)),
    to: Infinity,
    direction: 'forward',
    show: (event) => event,
    limit: 100_000,
    unwrap: () => {
      throw new Error('Nothing here is encrypted.');
    },
  });
  return events.map(({ event }) => event.message);
}

function write({ state, clock }: LogsCloud, ...texts: string[]): boolean {
  return state.write(
    'us-east-1',
    '/app',
    'stream',
    texts.map((message) => ({ timestamp: clock.now(), message })),
  );
}

const segments = ({ directory }: LogsCloud) =>
  readdirSync(join(directory, 's/logs/events')).filter((name) => name.endsWith('.segment'));

test('takes events for a group that exists and refuses them for one that does not', async () => {
  const cloud = start();
  expect(write(cloud, 'early')).toBe(false);
  await cloud.deploy(group);
  expect(write(cloud, 'one', 'two')).toBe(true);
  expect(await messages(cloud)).toEqual(['one', 'two']);
  expect(cloud.state.write('eu-west-1', '/app', 'stream', [])).toBe(false);
});

test('keeps events through a restart without a shutdown', async () => {
  const cloud = start();
  await cloud.deploy(group);
  write(cloud, 'one');
  await cloud.state.group('us-east-1', '/app').logs.events.flush();
  const again = cloud.restart();
  opened.push(again);
  await again.deploy(group);
  write(again, 'two');
  expect(await messages(again)).toEqual(['one', 'two']);
});

test('a torn record at the end of the file costs that record only', async () => {
  const cloud = start();
  await cloud.deploy(group);
  write(cloud, 'one');
  await cloud.state.close();
  const file = join(cloud.directory, 's/logs/events', segments(cloud)[0] as string);
  appendFileSync(file, Buffer.from([0, 0, 1, 0, 7, 7, 7, 7, 91]));
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toEqual(['one']);
});

test('a record damaged in the middle of a file costs what comes after it, not the start of the cloud', async () => {
  const cloud = start();
  await cloud.deploy(group);
  for (const text of ['one', 'two', 'three']) {
    write(cloud, text);
    await cloud.state.group('us-east-1', '/app').logs.events.flush();
  }
  await cloud.state.close();
  const file = join(cloud.directory, 's/logs/events', segments(cloud)[0] as string);
  const bytes = readFileSync(file);
  bytes.write('X', bytes.indexOf('two'));
  writeFileSync(file, bytes);
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toEqual(['one']);
  expect(again.told).toEqual([expect.stringContaining('.damaged')]);
  write(again, 'four');
  await again.state.close();
  const third = start(cloud.directory, cloud.clock);
  await third.deploy(group);
  expect(await messages(third)).toEqual(['one', 'four']);
});

test('what is written after the shutdown is dropped', async () => {
  const cloud = start();
  await cloud.deploy(group);
  await cloud.state.close();
  expect(write(cloud, 'late')).toBe(true);
  await cloud.state.group('us-east-1', '/app').logs.events.flush();
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toEqual([]);
});

describe('retention', () => {
  test('hides events once they are older than the group keeps them, and frees the disk', async () => {
    const cloud = start();
    await cloud.deploy(group);
    write(cloud, 'old');
    cloud.clock.advance(89 * DAY);
    write(cloud, 'new');
    expect(await messages(cloud)).toEqual(['old', 'new']);
    cloud.clock.advance(1 * DAY + 1);
    expect(await messages(cloud)).toEqual(['new']);
    cloud.clock.advance(2 * DAY);
    await cloud.state.reclaim();
    expect(cloud.state.group('us-east-1', '/app').logs.events.summary(2)?.count).toBe(1);
    cloud.clock.advance(90 * DAY);
    await cloud.state.reclaim();
    expect(await messages(cloud)).toEqual([]);
    expect(cloud.state.group('us-east-1', '/app').logs.events.summary(2)).toBeUndefined();
    expect(segments(cloud)).toHaveLength(1);
  });

  test('keeps events for ever without one', async () => {
    const cloud = start();
    await cloud.deploy({ name: '/app' });
    write(cloud, 'old');
    cloud.clock.advance(4000 * DAY);
    await cloud.state.reclaim();
    expect(await messages(cloud)).toEqual(['old']);
  });

  test('survives a restart after expired events were removed', async () => {
    const cloud = start();
    await cloud.deploy(group);
    write(cloud, 'old');
    cloud.clock.advance(60 * DAY);
    write(cloud, 'new');
    cloud.clock.advance(40 * DAY);
    await cloud.state.reclaim();
    await cloud.state.close();
    const again = start(cloud.directory, cloud.clock);
    await again.deploy(group);
    write(again, 'newer');
    expect(await messages(again)).toEqual(['new', 'newer']);
  });
});

test('seals segments as they fill and still finds everything in order', async () => {
  const cloud = start();
  await cloud.deploy(group);
  const text = 'x'.repeat(100_000);
  for (let at = 0; at < 120; at++) {
    write(cloud, `${String(at).padStart(4, '0')} ${text}`);
    cloud.clock.advance(10);
    if (at % 10 === 0) await cloud.state.group('us-east-1', '/app').logs.events.flush();
  }
  const all = await messages(cloud);
  expect(all.map((message) => Number(message.slice(0, 4)))).toEqual(Array.from({ length: 120 }, (_, at) => at));
  expect(segments(cloud).length).toBeGreaterThan(2);
  await cloud.state.close();
  truncateSync(join(cloud.directory, 's/logs/events', `${segments(cloud)[0]}.index`), 3);
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toHaveLength(120);
});

test('events that come late stand where their time says', async () => {
  const cloud = start();
  await cloud.deploy(group);
  const now = cloud.clock.now();
  for (const offset of [5, 1, 3, 2, 4]) {
    cloud.state.write('us-east-1', '/app', `s${offset % 2}`, [{ timestamp: now + offset, message: String(offset) }]);
  }
  expect(await messages(cloud)).toEqual(['1', '2', '3', '4', '5']);
});

test('a group that leaves the program takes its events along; one of the same name begins empty', async () => {
  const cloud = start();
  await cloud.deploy(group);
  write(cloud, 'one');
  await cloud.deploy();
  expect(write(cloud, 'two')).toBe(false);
  await cloud.deploy(group);
  expect(await messages(cloud)).toEqual([]);
  await cloud.state.close();
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toEqual([]);
});

test('a stack that is gone is closed; its files are left to the cloud, which removes them when it is destroyed', async () => {
  const cloud = start();
  await cloud.deploy(group);
  write(cloud, 'one');
  const nothing = { stacks: new Map(), ofType: () => [], byUrn: () => undefined };
  await cloud.state.interpret(nothing)();
  expect(cloud.state.groups('us-east-1')).toEqual([]);
  expect(existsSync(join(cloud.directory, 's/logs'))).toBe(true);
  await cloud.deploy(group);
  expect(await messages(cloud)).toEqual(['one']);
});

test('deletion protection stops the deletion until it is switched off', async () => {
  const cloud = start();
  await cloud.deploy({ ...group, deletionProtectionEnabled: true });
  await expect(cloud.deploy()).rejects.toThrow(ApplyError);
  await expect(cloud.deploy()).rejects.toThrow(/deletion protection is enabled/);
  await cloud.deploy(group);
  await cloud.deploy();
  expect(cloud.state.find('us-east-1', '/app')).toBeUndefined();
});

test('two resources cannot claim one name', async () => {
  const cloud = start();
  await expect(cloud.deploy(group, group)).rejects.toThrow(/The specified log group already exists/);
  await cloud.deploy(group, { ...group, region: 'eu-west-1' });
});

test('a group that a service made stays until its stack goes, and a declaration takes it over', async () => {
  const cloud = start();
  await cloud.deploy();
  cloud.state.makeGroup('s', 'us-east-1', '/app');
  write(cloud, 'one');
  await cloud.deploy();
  expect(await messages(cloud)).toEqual(['one']);
  const again = cloud.restart();
  opened.push(again);
  await again.deploy(group);
  expect(again.state.group('us-east-1', '/app').declared?.retentionInDays).toBe(90);
  await again.deploy();
  expect(again.state.find('us-east-1', '/app')).toBeUndefined();
});

test('a full disk is told once per batch, and what was written before stays', async () => {
  let full = false;
  const cloud = start(undefined, undefined, (path, onRecord) => {
    const journal = openJournal(path, onRecord);
    const append = journal.append.bind(journal);
    journal.append = (payload) =>
      full ? Promise.reject(new Error('ENOSPC: no space left on device')) : append(payload);
    return journal;
  });
  await cloud.deploy(group);
  write(cloud, 'kept');
  await cloud.state.group('us-east-1', '/app').logs.events.flush();
  full = true;
  write(cloud, 'lost');
  const { logs, stored } = cloud.state.group('us-east-1', '/app');
  await logs.events.flush();
  expect(cloud.told).toEqual([expect.stringContaining('ENOSPC')]);
  const stream = stored.streams.get('stream');
  if (stream === undefined) throw new Error('the stream is missing');
  await expect(logs.put(stream, 0, [{ timestamp: 0, message: 'refused' }], undefined)).rejects.toThrow('ENOSPC');
  logs.catalogue.addStream(stored, 'new', 0);
  await expect(logs.catalogue.written()).rejects.toThrow('ENOSPC');
  expect(stored.streams.has('new')).toBe(false);
  full = false;
  await cloud.state.close();
  const again = start(cloud.directory, cloud.clock);
  await again.deploy(group);
  expect(await messages(again)).toEqual(['kept']);
});

test('reads what earlier versions wrote', async () => {
  const cloud = start();
  const directory = join(cloud.directory, 's/logs');
  mkdirSync(join(directory, 'events'), { recursive: true });
  const write = async (name: string, ...records: readonly string[]) => {
    const journal = openJournal(join(directory, name), () => undefined);
    await Promise.all(records.map((record) => journal.append(Buffer.from(record))));
    await journal.close();
  };
  await write(
    'streams.journal',
    '{"made":"group","id":1,"region":"us-east-1","name":"/app","at":5,"byService":false}',
    '{"made":"stream","id":2,"group":1,"name":"stream","at":5}',
  );
  await write('events/00000001.segment', '[2,1767225600000,0,1767225600000,"one",1767225600000,"two"]');
  await write('events/00000002.segment', '[2,1767225600001,2,1767225600001,"three"]');
  await cloud.deploy(group);
  expect(await messages(cloud)).toEqual(['one', 'two', 'three']);
});
